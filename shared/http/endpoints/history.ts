import * as z from 'zod';
import { referralSchema } from '../../domain/referral/referral.ts';
import { localDateSchema } from '../../domain/time/local-date.ts';
import type { Endpoint } from '../endpoint.ts';
import { caseView } from '../views.ts';

/** One case of the past: its referral and, in order, what followed. */
export const historyLineSchema = z.strictObject({
  key: z.string().regex(/^[\x21-\x7e]{1,128}$/),
  referral: referralSchema.extend({ receivedOn: localDateSchema }),
  // biome-ignore lint/suspicious/noThenProperty: the contract names the field so; nothing here is awaited
  then: z.array(z.tuple([z.string().max(64), z.unknown()])).max(5000),
});
export type HistoryLine = z.infer<typeof historyLineSchema>;

export const postHistory = {
  routeKey: 'POST /v1/history',
  act: 'POST history',
  function: 'receive-history',
  scope: 'history:write',
  officer: true,
  idempotencyKey: 'accepted',
  body: historyLineSchema,
  responses: { 200: caseView, 201: caseView },
  problems: [
    'not-found',
    'history-key-taken',
    'not-eligible',
    'disclosure-basis-missing',
    'not-possible-now',
    'open-case-exists',
    'request-in-progress',
    'idempotency-key-reused',
  ],
  sv: 'Läs in ett äldre ärende: allt eller inget. Samma rad en gång till ändrar ingenting.',
  en: 'Import a case of the past: all or nothing. The same line again changes nothing.',
} as const satisfies Endpoint;
