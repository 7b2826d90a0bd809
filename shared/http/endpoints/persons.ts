import * as z from 'zod';
import type { Endpoint } from '../endpoint.ts';
import { personSearchView } from '../views.ts';

export const postPersonSearch = {
  routeKey: 'POST /v1/persons/searches',
  act: 'POST persons/searches',
  function: 'handle-case',
  scope: 'cases:read',
  officer: true,
  // Nothing is written, so that a repeat needs no remembering.
  idempotencyKey: 'accepted',
  body: z.strictObject({
    identityNumber: z.string().max(13).meta({ description: 'Personnummer or samordningsnummer.' }),
  }),
  responses: { 200: personSearchView },
  problems: [],
  sv: 'Sök det öppna ärendet för en person som du har. Ett ärende som andra har besvaras som om det inte fanns.',
  en: 'Find the open case that you hold for a person. A case that others hold is answered as if there were none.',
} as const satisfies Endpoint;
