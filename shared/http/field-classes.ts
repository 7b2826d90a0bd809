import type { FieldClass } from '../domain/case/secrecy.ts';

type Classes = Readonly<Record<string, FieldClass>>;

/** Pages of a list. */
const PAGING: Classes = { limit: 'fact', page: 'fact' };

/**
 * Everything that a request can hold beside a referral and the commands on a case, which have tables of their own: by its
 * route, the fields of its body and of its query. A secret is used for the answer, or sealed, and written nowhere else.
 */
export const REQUEST_FIELDS: Readonly<Record<string, Classes>> = {
  'POST /v1/persons/searches': { identityNumber: 'secret' },
  // The key is the sender's own name of a line; of it, only what is derived from it is stored.
  'POST /v1/history': { key: 'fact', 'then.0': 'fact', 'then.1': 'secret' },
  'POST /v1/check-runs': { asOf: 'fact' },
  'POST /v1/retention-runs': { asOf: 'fact', dryRun: 'fact' },
  'POST /v1/retention-runs/{runId}/approvals': { due: 'fact' },
  'POST /v1/cases/{caseId}/retention-holds': { ground: 'fact', until: 'fact' },
  'POST /v1/reports': { kind: 'fact', from: 'fact', to: 'fact', office: 'fact', division: 'fact', formats: 'fact' },
  'GET /v1/cases': { office: 'fact', district: 'fact', status: 'fact', ...PAGING },
  'GET /v1/cases/{caseId}/facts': PAGING,
  'GET /v1/cases/{caseId}/occasions': PAGING,
  'GET /v1/cases/{caseId}/access-log': PAGING,
  'GET /v1/worklists': { office: 'fact', ...PAGING },
  'GET /v1/worklists/{name}': { office: 'fact', ...PAGING },
  'GET /v1/findings': { office: 'fact', kind: 'fact', from: 'fact', to: 'fact', ...PAGING },
  'GET /v1/disclosure-grounds': { ground: 'fact', office: 'fact', district: 'fact', ...PAGING },
  'GET /v1/access-reviews': { day: 'fact', ...PAGING },
  'GET /v1/reports': PAGING,
  'GET /v1/feed': { after: 'fact', limit: 'fact' },
  'GET /v1/reference/{collection}': { on: 'fact' },
  'GET /v1/reference/calendar': { from: 'fact', to: 'fact' },
};

/** What a path names. Nothing of what is asked for under an unknown path is written: somebody may have typed a number there. */
export const PATH_PARAMETERS: Classes = {
  caseId: 'fact',
  version: 'fact',
  name: 'fact',
  runId: 'fact',
  reportId: 'fact',
  collection: 'fact',
  code: 'fact',
  file: 'fact',
  'proxy+': 'secret',
};

/** What the headers of a request can say. Who asks, and why, is on the access log. */
export const REQUEST_HEADERS: Classes = {
  accept: 'fact',
  'access-purpose': 'fact',
  'idempotency-key': 'fact',
  'if-match': 'fact',
  'officer-id': 'fact',
  traceparent: 'fact',
};
