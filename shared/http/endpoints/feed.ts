import * as z from 'zod';
import { anyEventSchema } from '../../../events/cloud-event.ts';
import type { Endpoint } from '../endpoint.ts';
import { paging } from '../views.ts';

/** An event as it is told. */
export const eventView = anyEventSchema;

export const getFeed = {
  routeKey: 'GET /v1/feed',
  act: 'GET feed',
  function: 'read-feed',
  scope: 'feed:read',
  officer: false,
  idempotencyKey: 'none',
  query: z.strictObject({
    after: z.string().max(128).default(''),
    limit: paging.limit,
  }),
  responses: { 200: z.object({ items: z.array(eventView), next: z.string() }) },
  problems: ['feed-cursor-expired'],
  sv: 'Läs händelser i den ordning de registrerades: CloudEvents med ärendets id, version och datum, till den som hade ärendet när händelsen registrerades. Börja utan after, och fortsätt från next; ett next som är lika med after betyder att inget nytt har hänt. En händelse kan komma flera gånger, med samma id, men ingen hoppas över. Svaret kan vara tomt fastän mer finns. Om ett ärende för en skyddad person sägs bara att något hände och i vilket stadsdelsområde, också om det som hände innan skyddet.',
  en: 'Read events in the order in which they were recorded: CloudEvents with the id, version and dates of a case, for whoever held the case when the event was recorded. Start without after and go on from next; a next that equals after means that nothing new has happened. An event can come several times, with the same id, but none is left out. An answer can be empty though there is more. Of a protected person’s case it is only told that something happened, and in which district, also of what happened before the protection.',
} as const satisfies Endpoint;
