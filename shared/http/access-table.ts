import { COMMAND_NAMES, type CommandName } from '../domain/case/commands.ts';
import { POSSIBLE } from '../domain/case/possible.ts';
import { type CallerParty, SCOPES, type Scope } from './caller.ts';
import { commandPath } from './endpoints/command-path.ts';

/**
 * How far somebody reaches with an operation. `own`: what is in their hands today. `all`: the whole city. `moved`: that
 * a case has moved, and nothing else. `past`: what was recorded while the case was in their hands. `nothing`: as if
 * there were none.
 */
export type Reach = 'own' | 'all' | 'moved' | 'past' | 'nothing';

/**
 * What of it concerns protected people. `named`: for the named pairs of system and officer alone, to all others as if
 * there were none. `outline`: only that something happened, and in which district.
 * `counted`: in figures, among everyone.
 */
export type OfProtected = 'named' | 'outline' | 'counted' | 'nothing';

/** Who reaches how far with one operation, given its scope. */
export interface AccessRow {
  /** The home district, or a district on its own behalf. */
  readonly district: Reach;
  /** A district that was home before. */
  readonly formerDistrict: Reach;
  /** The office that has the case, or an office on its own behalf. */
  readonly office: Reach;
  /** An office that had the case before. */
  readonly formerOffice: Reach;
  readonly city: Reach;
  /** Whoever calls without a token. */
  readonly anyone: Reach;
  readonly ofProtected: OfProtected;
}

const HELD: AccessRow = {
  district: 'own',
  formerDistrict: 'nothing',
  office: 'own',
  formerOffice: 'nothing',
  city: 'all',
  anyone: 'nothing',
  ofProtected: 'named',
};
const FIGURES: AccessRow = { ...HELD, ofProtected: 'counted' };
const OF_THE_CITY: AccessRow = { ...HELD, district: 'nothing', office: 'nothing' };
/** What spans the city, the protected among everyone. */
const FIGURES_OF_THE_CITY: AccessRow = { ...OF_THE_CITY, ofProtected: 'counted' };
const PUBLIC: AccessRow = {
  district: 'all',
  formerDistrict: 'all',
  office: 'all',
  formerOffice: 'all',
  city: 'all',
  anyone: 'all',
  ofProtected: 'nothing',
};

/** What is asked of a case, by those who may ask for it in the life of a case. */
function commandRow(name: CommandName): AccessRow {
  const reach = (party: 'district' | 'office') => (POSSIBLE[name].by.includes(party) ? 'own' : 'nothing');
  return { ...HELD, district: reach('district'), office: reach('office') };
}

/**
 * Who sees and does what, in one table: every operation of the API by its route key. The scope that it takes stands with
 * the endpoint. The chain answers by it, the README shows it, and a test tries each of its cells.
 */
export const ACCESS_TABLE: Readonly<Record<string, AccessRow>> = {
  'POST /v1/referrals': { ...HELD, office: 'nothing' },
  'GET /v1/cases': HELD,
  'GET /v1/cases/{caseId}': { ...HELD, formerDistrict: 'moved' },
  'GET /v1/cases/{caseId}/facts': HELD,
  'GET /v1/cases/{caseId}/occasions': HELD,
  'GET /v1/cases/{caseId}/access-log': HELD,
  // A district answers for a register of its own: what the office has written is not the district's to hand over.
  'GET /v1/cases/{caseId}/register-extract': { ...HELD, district: 'nothing' },
  ...Object.fromEntries(COMMAND_NAMES.map((name) => [`POST ${commandPath(name)}`, commandRow(name)])),
  'POST /v1/persons/searches': HELD,
  'GET /v1/worklists': HELD,
  'GET /v1/worklists/{name}': HELD,
  'GET /v1/findings': HELD,
  'GET /v1/disclosure-grounds': HELD,
  'GET /v1/access-reviews': OF_THE_CITY,
  'POST /v1/check-runs': FIGURES_OF_THE_CITY,
  'GET /v1/check-runs/{runId}': FIGURES_OF_THE_CITY,
  'POST /v1/cases/{caseId}/retention-holds': OF_THE_CITY,
  // Of those that await being destroyed, the protected are only counted.
  'POST /v1/retention-runs': FIGURES_OF_THE_CITY,
  'GET /v1/retention-runs/{runId}': FIGURES_OF_THE_CITY,
  'POST /v1/retention-runs/{runId}/approvals': FIGURES_OF_THE_CITY,
  'GET /v1/retention-runs/{runId}/certificate': FIGURES_OF_THE_CITY,
  'POST /v1/history': OF_THE_CITY,
  'POST /v1/reports': FIGURES,
  'GET /v1/reports/{reportId}': FIGURES,
  'GET /v1/reports': FIGURES,
  'GET /v1/feed': { ...HELD, formerDistrict: 'past', formerOffice: 'past', ofProtected: 'outline' },
  'GET /v1/health': PUBLIC,
  'GET /v1/api-info': PUBLIC,
  'GET /v1/openapi.json': PUBLIC,
  'GET /v1/docs': PUBLIC,
  'GET /v1/docs/{file}': PUBLIC,
  'GET /v1/problems/{code}': PUBLIC,
  'GET /v1/reference/calendar': PUBLIC,
  'GET /v1/reference/{collection}': PUBLIC,
  'ANY /': PUBLIC,
  'ANY /{proxy+}': PUBLIC,
};

/** What a token of each kind of party may carry, as the contract's table has it. */
export const PARTY_SCOPES: Readonly<Record<CallerParty['kind'], ReadonlyArray<Scope>>> = {
  district: ['referrals:write', 'cases:read', 'compliance:read', 'reports:read', 'feed:read'],
  office: ['cases:write', 'cases:read', 'compliance:read', 'reports:read', 'reports:write', 'feed:read'],
  city: SCOPES,
};

/** The row of an operation; every operation has one. */
export function rowOf(routeKey: string): AccessRow {
  const row = ACCESS_TABLE[routeKey];
  if (row === undefined) throw new Error(`who may use ${routeKey} is not in the access table`);
  return row;
}

/**
 * What answers a party that has no part in an operation, whatever its scopes; `undefined` for one that has. Of one thing
 * it is said that it is not there, of many that a right is missing.
 */
export function shutOut({ kind }: CallerParty, routeKey: string): 'not-found' | 'missing-scope' | undefined {
  if (rowOf(routeKey)[kind] !== 'nothing') return undefined;
  return routeKey.includes('{') ? 'not-found' : 'missing-scope';
}
