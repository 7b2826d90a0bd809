import * as z from 'zod';
import { rowOf } from '../../../shared/http/access-table.ts';
import { SCOPES, type Scope } from '../../../shared/http/caller.ts';
import type { Endpoint } from '../../../shared/http/endpoint.ts';
import { EXAMPLES, exampleNamesOf } from '../../../shared/http/openapi/examples/catalogue.ts';
import type { ApiAnswer, ApiCall } from '../../support/embedded.ts';
import {
  type AccessWorld,
  CASES,
  type CaseSubject,
  NUMBERS,
  REPORTS,
  type ReportSubject,
  ROLES,
  type Role,
} from './access-world.ts';
import { historyLine } from './history-line.ts';
import { problemIn } from './problem-answers.ts';

export type Subject = CaseSubject | ReportSubject | 'anything';

/** One cell: an operation, who tries it, on what, and whether with its scope or with every other. */
export interface Cell {
  readonly endpoint: Endpoint;
  readonly role: Role;
  readonly subject: Subject;
  readonly scoped: boolean;
}

/** What came of trying, or must come of it. */
export type Outcome = 'shown' | 'moved' | 'outline' | 'absent' | 'token-required' | 'missing-scope';

const OF_REPORTS: Readonly<Record<string, ReadonlyArray<Subject>>> = {
  'GET /v1/reports': REPORTS,
  'GET /v1/reports/{reportId}': REPORTS,
  'POST /v1/reports': ['own', 'others', 'absent'],
};
const OF_THE_CITY: Readonly<Record<string, ReadonlyArray<Subject>>> = {
  'POST /v1/check-runs': ['anything'],
  'GET /v1/check-runs/{runId}': ['own', 'absent'],
  'POST /v1/history': ['anything', 'named', 'unnamed'],
  'POST /v1/retention-runs': ['anything'],
  'GET /v1/retention-runs/{runId}': ['own', 'absent'],
  'POST /v1/retention-runs/{runId}/approvals': ['own', 'absent'],
  'GET /v1/retention-runs/{runId}/certificate': ['own', 'absent'],
};

/** On what an operation is tried; on cases where nothing else is said. */
export function subjectsOf({ routeKey, scope }: Endpoint): ReadonlyArray<Subject> {
  return scope === null ? ['anything'] : (OF_REPORTS[routeKey] ?? OF_THE_CITY[routeKey] ?? CASES);
}

/** Every cell of an operation. */
export function cellsOf(endpoint: Endpoint): ReadonlyArray<Cell> {
  return ROLES.flatMap((role) =>
    subjectsOf(endpoint).flatMap((subject) =>
      (endpoint.scope === null || role === 'anyone' ? [true] : [true, false]).map((scoped) => ({
        endpoint,
        role,
        subject,
        scoped,
      })),
    ),
  );
}

/** What must come of a cell, by its row of the table. */
export function expectedOf({ endpoint: { routeKey, scope }, role, subject, scoped }: Cell): Outcome {
  const row = rowOf(routeKey);
  if (role === 'anyone') return row.anyone === 'all' ? 'shown' : 'token-required';
  if (scope === null) return 'shown';
  if (!scoped) return 'missing-scope';
  if (row[role] === 'nothing') return /\{(?:caseId|runId)\}/.test(routeKey) ? 'absent' : 'missing-scope';
  switch (subject) {
    case 'own':
    case 'anything':
      return 'shown';
    case 'others':
    case 'whole-city':
      return role === 'city' ? 'shown' : 'absent';
    case 'formerly':
      return { nothing: 'absent', moved: 'moved', past: 'shown', own: 'shown', all: 'shown' }[
        { district: row.formerDistrict, office: row.formerOffice, city: row.city }[role]
      ] as Outcome;
    case 'named':
      return row.ofProtected === 'outline' ? 'outline' : 'shown';
    case 'unnamed':
      return row.ofProtected === 'outline' ? 'outline' : 'absent';
    default:
      return 'absent';
  }
}

/** The scopes of a cell's token: the operation's own and no other, or every other. */
export function scopesOf({ endpoint: { scope, orScope }, role, scoped }: Cell): ReadonlyArray<Scope> {
  const own = [scope, orScope].filter((known) => known != null);
  if (!scoped) return SCOPES.filter((known) => !own.includes(known));
  return role === 'district' && orScope !== undefined ? [orScope] : own.slice(0, 1);
}

export interface Request {
  readonly method: string;
  readonly path: string;
  readonly call: ApiCall;
}

const LISTED = 'guarantee-missed';

/** How a cell is tried. Where a try that succeeds would change something, it carries a flaw that is only looked for afterwards. */
export function requestOf({ endpoint, role, subject }: Cell, world: AccessWorld): Request {
  const [verb = '', pattern = ''] = endpoint.routeKey.split(' ');
  const method = verb === 'ANY' ? 'GET' : verb;
  const caseId = isCase(subject) ? world.cases[subject] : '';
  const reportId = isReport(subject) && role !== 'anyone' ? world.reports[role][subject] : world.reports.city.own;
  const values: Readonly<Record<string, string>> = {
    '{caseId}': caseId,
    '{version}': '1',
    '{name}': LISTED,
    '{runId}': subject === 'own' ? runOf(endpoint, world) : world.cases.absent,
    '{reportId}': reportId,
    '{code}': 'not-found',
    '{collection}': 'offices',
    '{file}': 'start.js',
    '{proxy+}': 'v1/nothing',
  };
  const path = pattern.replaceAll(/\{[\w+]+\}/g, (name) => values[name] ?? name);
  const query = endpoint.scope === null ? '' : (QUERIES[endpoint.routeKey] ?? '');
  const body = endpoint.body === undefined ? undefined : bodyOf(endpoint, role, subject, world);
  return {
    method,
    path: path + query.replace('TODAY', world.today),
    call: {
      headers: {
        ...(endpoint.problems.includes('stale-version') ? { 'if-match': '"9999"' } : {}),
        ...(endpoint.idempotencyKey === 'required' ? { 'idempotency-key': crypto.randomUUID() } : {}),
      },
      ...(body === undefined ? {} : { body }),
    },
  };
}

function runOf({ routeKey }: Endpoint, { checkId, retentionId, certifiedId }: AccessWorld): string {
  if (routeKey.endsWith('/certificate')) return certifiedId;
  return routeKey.includes('retention') ? retentionId : checkId;
}

const QUERIES: Readonly<Record<string, string>> = {
  'GET /v1/cases': '?limit=100',
  'GET /v1/worklists/{name}': '?limit=100',
  'GET /v1/findings': '?limit=100',
  'GET /v1/disclosure-grounds': '?limit=100',
  'GET /v1/access-reviews': '?limit=100&day=TODAY',
  'GET /v1/reports': '?limit=100',
  'GET /v1/feed': '?limit=100',
};

const OFFICES: Readonly<Record<string, string>> = { own: 'vallingby', others: 'kista', absent: 'nowhere' };

function bodyOf(endpoint: Endpoint, role: Role, subject: Subject, world: AccessWorld): unknown {
  const { today, received } = world;
  switch (endpoint.routeKey) {
    case 'POST /v1/referrals':
      // Nobody must come into being: whoever is not there yet is outside the mission.
      return isCase(subject) && world.referralOf(subject, subject === 'absent' ? { unit: 'substance-care' } : {});
    case 'POST /v1/persons/searches':
      return { identityNumber: isCase(subject) ? NUMBERS[subject] : '' };
    case 'POST /v1/check-runs':
      return { asOf: '9999-12-31' };
    case 'POST /v1/retention-runs':
      return { asOf: '9999-12-31', dryRun: true };
    case 'POST /v1/cases/{caseId}/retention-holds':
      return { ground: 'legal-claim', until: '9999-12-31' };
    case 'POST /v1/retention-runs/{runId}/approvals':
      return { due: 9999 };
    case 'POST /v1/history':
      if (subject === 'named' || subject === 'unnamed') return world.imported[subject].other;
      return historyLine('access', world.referralOf('absent', { receivedOn: received }), [['closures', {}]]);
    case 'POST /v1/reports': {
      const office = subject === 'own' && role !== 'office' ? {} : { office: OFFICES[subject] };
      return { kind: 'flow', from: today, to: received, ...office };
    }
    default:
      return exampleNamesOf(endpoint.routeKey).request.map((name): unknown => EXAMPLES[name].value)[0];
  }
}

function isCase(subject: Subject): subject is CaseSubject {
  return CASES.some((one) => one === subject);
}

function isReport(subject: Subject): subject is ReportSubject {
  return REPORTS.some((one) => one === subject);
}

const listed = z.looseObject({
  items: z.array(z.looseObject({ id: z.string().optional(), caseId: z.string().optional() })),
  total: z.int().optional(),
});
const worklists = z.looseObject({ items: z.array(z.looseObject({ name: z.string(), count: z.int() })) });
const search = z.looseObject({ case: z.looseObject({ id: z.string() }).nullable() });
const events = z.looseObject({ items: z.array(z.looseObject({ id: z.string(), subject: z.string().optional() })) });
const problemType = z.looseObject({ type: z.string() });
const oneCase = z.looseObject({ id: z.string(), status: z.string() });

/** What an answer shows of a cell's subject. */
export function outcomeOf(cell: Cell, answer: ApiAnswer, world: AccessWorld): Outcome | string {
  const { endpoint, subject } = cell;
  const caseId = isCase(subject) ? world.cases[subject] : '';
  if (endpoint.scope === null)
    return answer.status === (endpoint.routeKey.startsWith('ANY') ? 404 : 200) ? 'shown' : '';
  if (answer.status === 401) return problemOf(answer, 'token-required', caseId);
  if (answer.status === 403) return problemOf(answer, 'missing-scope', caseId);
  if (answer.status === 404) return problemOf(answer, 'not-found', caseId);
  return READERS[endpoint.routeKey]?.(answer, cell, world) ?? shownOf(answer, caseId, endpoint);
}

function problemOf(
  answer: ApiAnswer,
  code: 'token-required' | 'missing-scope' | 'not-found',
  caseId: string,
): Outcome | string {
  if (answer.read(problemType).type !== `/v1/problems/${code}`) return answer.text;
  problemIn(answer, code, caseId === '' ? [] : [caseId]);
  return code === 'not-found' ? 'absent' : code;
}

/** A read shows what it is of; a write gets as far as to be refused for its version, its state or what is wrong with it. */
function shownOf(answer: ApiAnswer, caseId: string, { routeKey }: Endpoint): Outcome | string {
  if (routeKey.startsWith('POST')) return [409, 412, 422].includes(answer.status) ? 'shown' : answer.text;
  if (answer.status !== 200) return answer.text;
  if (routeKey !== 'GET /v1/cases/{caseId}') return 'shown';
  const { id, status, ...rest } = answer.read(oneCase);
  if (id !== caseId) return answer.text;
  if (status === 'transferred' && Object.keys(rest).length === 0) return 'moved';
  return rest['person'] === null ? 'without the person' : 'shown';
}

type Reader = (answer: ApiAnswer, cell: Cell, world: AccessWorld) => Outcome | string;

/** How to read an answer that tells of many, or of one by something else than its id. */
const READERS: Readonly<Record<string, Reader>> = {
  'POST /v1/referrals': (answer, { subject }, { cases }) => {
    if (subject === 'absent') return answer.status === 422 ? 'absent' : answer.text;
    problemIn(answer, 'open-case-exists');
    return isCase(subject) && answer.text.includes(cases[subject]) ? 'shown' : 'absent';
  },
  'POST /v1/persons/searches': (answer, { subject }, { cases }) => {
    const { case: found } = answer.read(search);
    if (found === null) return 'absent';
    return isCase(subject) && found.id === cases[subject] ? 'shown' : answer.text;
  },
  'GET /v1/worklists': (answer, cell, world) => {
    const count = answer.read(worklists).items.find(({ name }) => name === LISTED)?.count;
    const visible = CASES.filter((subject) => expectedOf({ ...cell, subject }) === 'shown');
    if (count !== visible.length) return `${count} instead of ${visible.length}`;
    return isCase(cell.subject) && visible.includes(cell.subject) && world.cases[cell.subject] ? 'shown' : 'absent';
  },
  'GET /v1/cases': inList,
  'GET /v1/worklists/{name}': inList,
  'GET /v1/findings': inList,
  'GET /v1/disclosure-grounds': inList,
  'GET /v1/access-reviews': inList,
  'GET /v1/reports': inList,
  'GET /v1/feed': (answer, { subject }, { cases }) => {
    const own = answer.read(events).items.filter(({ id }) => isCase(subject) && id.startsWith(`${cases[subject]}/`));
    if (own.length === 0) return 'absent';
    return own.every((event) => event.subject === undefined) ? 'outline' : 'shown';
  },
  'POST /v1/reports': (answer) => (answer.text.includes('unknown-office') ? 'absent' : 'shown'),
};

function inList(answer: ApiAnswer, { endpoint, role, subject }: Cell, world: AccessWorld): Outcome | string {
  const { items, total } = answer.read(listed);
  if (total !== items.length && !endpoint.routeKey.endsWith('access-reviews')) return `${items.length} of ${total}`;
  const ids = items.map((item) => item.caseId ?? item.id);
  const pasts = Object.values(world.imported).map(({ id }) => id);
  const there = [world.cases, ...Object.values(world.reports)].flatMap((known) => Object.values(known)).concat(pasts);
  const unknown = ids.filter((id) => !there.includes(id ?? ''));
  if (unknown.length > 0 && !endpoint.routeKey.endsWith('access-reviews')) return `${unknown} too`;
  const ofReports = endpoint.routeKey === 'GET /v1/reports';
  if (ofReports && isReport(subject) && role !== 'anyone') {
    return ids.includes(world.reports[role][subject]) ? 'shown' : 'absent';
  }
  return isCase(subject) && ids.includes(world.cases[subject]) ? 'shown' : 'absent';
}

const VARIES: ReadonlySet<string> = new Set(['date', 'traceparent', 'apigw-requestid', 'connection', 'keep-alive']);

/** An answer as one text, without what every request has of its own: the hour, its trace and its name. */
export function fingerprintOf(answer: ApiAnswer): string {
  const headers = [...answer.headers].filter(([name]) => !VARIES.has(name));
  const text = answer.text.replace(/urn:request:[\w-]+/, (name) => 'x'.repeat(name.length));
  return JSON.stringify([answer.status, headers.toSorted(), text]);
}
