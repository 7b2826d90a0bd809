import { referralSchema } from '../../domain/referral/referral.ts';
import type { Endpoint } from '../endpoint.ts';
import { caseView } from '../views.ts';

export const postReferral = {
  routeKey: 'POST /v1/referrals',
  act: 'POST referrals',
  function: 'receive-referral',
  scope: 'referrals:write',
  officer: true,
  idempotencyKey: 'required',
  body: referralSchema,
  responses: { 201: caseView },
  problems: [
    'idempotency-key-missing',
    'wrong-district',
    'not-found',
    'not-eligible',
    'disclosure-basis-missing',
    'open-case-exists',
    'request-in-progress',
    'idempotency-key-reused',
  ],
  sv: 'Hänvisa en person till Jobbtorg. Löftet om plan, arbete eller annan insats börjar räknas.',
  en: 'Refer a person to a Jobbtorg. The promise of a plan, work or another measure starts to run.',
} as const satisfies Endpoint;
