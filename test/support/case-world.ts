import { gzipSync } from 'node:zlib';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { routes as retentionRoutes } from '../../functions/apply-retention/routes.ts';
import { assessCases } from '../../functions/assess-cases/assess-cases.ts';
import { dispatchCheck } from '../../functions/check-deadlines/dispatch-check.ts';
import { routes as checkRoutes } from '../../functions/check-deadlines/routes.ts';
import { startCheck } from '../../functions/check-deadlines/start-check.ts';
import { describeRoutes } from '../../functions/describe-api/routes.ts';
import { caseRefusalNotes } from '../../functions/handle-case/log-refusals.ts';
import { routes as caseRoutes } from '../../functions/handle-case/routes.ts';
import { routes as feedRoutes } from '../../functions/read-feed/routes.ts';
import { routes as historyRoutes } from '../../functions/receive-history/routes.ts';
import { routes as referralRoutes } from '../../functions/receive-referral/routes.ts';
import { routes as reportRoutes } from '../../functions/request-reports/routes.ts';
import { routeMatcher } from '../../infra/local/routes.ts';
import { feedCursors } from '../../shared/adapters/feed-cursors.ts';
import { derivedId, randomId } from '../../shared/adapters/ids.ts';
import { keyedHashes } from '../../shared/adapters/keyed-hashes.ts';
import { type DataKeys, kmsVault } from '../../shared/adapters/kms-vault.ts';
import { tableReportPeriods } from '../../shared/adapters/reports/table-report-periods.ts';
import { tableReportStore } from '../../shared/adapters/reports/table-report-store.ts';
import { tableStandingReports } from '../../shared/adapters/reports/table-standing-reports.ts';
import { tableAccessLog } from '../../shared/adapters/table/access-log.ts';
import { accessWrites } from '../../shared/adapters/table/access-writes.ts';
import { tableCaseLists } from '../../shared/adapters/table/case-lists.ts';
import { tableCaseStore } from '../../shared/adapters/table/case-store.ts';
import { tableCheckRuns } from '../../shared/adapters/table/check-runs.ts';
import { tableFeed } from '../../shared/adapters/table/feed-reads.ts';
import { tableRefusalCounter } from '../../shared/adapters/table/refusal-counter.ts';
import { tableRetainedCases, tableRetentionHolds } from '../../shared/adapters/table/retained-cases.ts';
import { tableRetentionRuns } from '../../shared/adapters/table/retention-runs.ts';
import { judgedBy } from '../../shared/domain/case/compliance.ts';
import { localDate } from '../../shared/domain/time/local-date.ts';
import { type Caller, type CallerParty, SCOPES, type Scope } from '../../shared/http/caller.ts';
import { httpHandler } from '../../shared/http/chain.ts';
import { openApiDocument } from '../../shared/http/openapi/document.ts';
import type { Observer } from '../../shared/observability/observer.ts';
import type { CheckBatch, CheckRun } from '../../shared/ports/check-runs.ts';
import { ACCESS_REVIEWS } from '../../shared/reference/access-reviews.ts';
import { DAYS } from '../../shared/reference/days.ts';
import { GUARANTEE_READINGS } from '../../shared/reference/guarantee-policies.ts';
import { SOURCES } from '../../shared/reference/sources.ts';
import { STOCKHOLM } from '../../shared/reference/stockholm.ts';
import { type CaseTable, startCaseTable, testDataKeys } from './case-table.ts';

/** An answer of the API. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into bodies of every shape
  readonly body: any;
}

export interface CallOptions {
  readonly as?: Caller;
  readonly officer?: string | null;
  readonly key?: string;
  readonly ifMatch?: string;
  readonly query?: Record<string, string>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Scopes of a district's system. */
export const DISTRICT_SCOPES: ReadonlyArray<Scope> = [
  'referrals:write',
  'cases:read',
  'compliance:read',
  'reports:read',
  'feed:read',
];
/** Scopes of an office's system. */
export const OFFICE_SCOPES: ReadonlyArray<Scope> = [
  'cases:write',
  'cases:read',
  'compliance:read',
  'reports:read',
  'reports:write',
  'feed:read',
];

export const callerFor = (party: CallerParty, scopes: ReadonlyArray<Scope>): Caller => ({
  client: party.kind === 'city' ? 'city-admin' : `${party.kind}-${party.code}`,
  party,
  scopes: new Set<string>(scopes),
});
export const district = (code: string): Caller => callerFor({ kind: 'district', code }, DISTRICT_SCOPES);
export const office = (code: string): Caller => callerFor({ kind: 'office', code }, OFFICE_SCOPES);
export const CITY: Caller = callerFor({ kind: 'city' }, SCOPES);

/** A run of the check whose cases are out. */
export type StartedRun = Pick<CheckRun, 'id' | 'asOf'> & { readonly batches: ReadonlyArray<CheckBatch> };

/** Does something once, or as often as it takes. */
export type Persist = <T>(act: () => Promise<T>) => Promise<T>;

/** Where a world stands: in an engine of its own and straight before it, unless said otherwise. */
export interface WorldPlace {
  readonly table?: CaseTable;
  /** By which the functions reach the table, for what goes wrong on the way. */
  readonly client?: DynamoDBDocumentClient;
  /** Under what its secrets are sealed; under a master key of its own, unless said otherwise. */
  readonly dataKeys?: DataKeys;
  /** Names what is new; names drawn by lot where it is not said. */
  readonly newId?: () => string;
}

/**
 * The product's own functions over a real table, with a clock that tests set: the nights of a year pass in a second.
 * Calls go through the HTTP chain; the token is the caller itself.
 */
export async function startCaseWorld(place: WorldPlace = {}) {
  const table: CaseTable = place.table ?? (await startCaseTable());
  const client = place.client ?? table.client;
  const dataKeys = place.dataKeys ?? testDataKeys();
  let now = '2026-03-02T09:00:00.000Z';
  const callers = new Map<string, Caller>();
  const lines: Array<{ readonly code: string; readonly fields: unknown }> = [];
  const observer: Observer = {
    log: (code, fields) => {
      if (code === 'RESPONSE_MISMATCH')
        throw new Error(`an answer does not match its schema: ${JSON.stringify(fields)}`);
      lines.push({ code, fields });
    },
    failed: (code, error, fields) => lines.push({ code, fields: { ...fields, error: String(error) } }),
    count: () => {},
    begin: () => {},
    end: () => {},
  };
  const hashes = keyedHashes(client, table.name, dataKeys);
  const deps = {
    store: {
      ...tableCaseStore(client, table.name, kmsVault(dataKeys)),
      ...tableCaseLists(client, table.name),
      ...tableAccessLog(client, table.name),
      ...tableRetentionHolds(client, table.name),
    },
    hashes,
    refusals: tableRefusalCounter(client, table.name),
    runs: tableCheckRuns(client, table.name),
    feed: tableFeed(client, table.name),
    cursors: feedCursors(hashes),
    accesses: accessWrites(client, table.name),
    reports: tableReportStore(client, table.name),
    periods: tableReportPeriods(client, table.name),
    standing: tableStandingReports(client, table.name, tableReportStore(client, table.name)),
    files: {
      put: async () => {},
      get: async () => new Uint8Array(),
      link: async (key: string) => `https://files.example/${key}`,
    },
    firstDay: DAYS.jobbtorgDecided,
    readings: GUARANTEE_READINGS,
    sources: SOURCES,
    openApi: async () => gzipSync(JSON.stringify(openApiDocument())),
    docsFile: async () => gzipSync(''),
    observer,
    clock: () => now,
    city: STOCKHOLM,
    accessReviews: ACCESS_REVIEWS,
    newId: place.newId ?? randomId,
    derivedId,
    verify: async (token: string) => callers.get(token),
  };
  /** Of a city that has confirmed the retention rule of 2025, and none before. */
  const retention = {
    ...deps,
    runs: tableRetentionRuns(client, table.name),
    cases: tableRetainedCases(client, table.name, kmsVault(dataKeys)),
    confirmedRule: 'case-file-2025',
  };
  const all = [
    ...referralRoutes(deps),
    ...caseRoutes(deps),
    ...historyRoutes(deps),
    ...checkRoutes(deps),
    ...retentionRoutes(retention),
    ...reportRoutes(deps),
    ...feedRoutes(deps),
    ...describeRoutes(deps),
  ];
  const handler = httpHandler(all, { ...deps, noteRefusal: caseRefusalNotes(deps) });
  const match = routeMatcher(all.map(({ endpoint: { routeKey } }) => ({ routeKey, target: null })));

  async function call(
    method: 'GET' | 'POST',
    path: string,
    body?: unknown,
    options: CallOptions = {},
  ): Promise<Answer> {
    const caller = options.as ?? CITY;
    callers.set(caller.client, caller);
    const { routeKey, parameters: pathParameters } = match(method, path) ?? { routeKey: '', parameters: {} };
    const headers: Record<string, string> = {
      authorization: `Bearer ${caller.client}`,
      'content-type': 'application/json',
      ...(options.officer === null ? {} : { 'officer-id': options.officer ?? 'officer-1' }),
      ...(options.key === undefined ? {} : { 'idempotency-key': options.key }),
      ...(options.ifMatch === undefined ? {} : { 'if-match': options.ifMatch }),
      ...options.headers,
    };
    const event = {
      version: '2.0',
      routeKey,
      rawPath: path,
      rawQueryString: '',
      headers,
      pathParameters,
      ...(options.query === undefined ? {} : { queryStringParameters: options.query }),
      requestContext: { requestId: randomId() },
      body: body === undefined ? undefined : JSON.stringify(body),
      isBase64Encoded: false,
    } as unknown as APIGatewayProxyEventV2;
    const answer = await handler(event, {});
    return {
      status: answer.statusCode ?? 0,
      headers: Object.fromEntries(Object.entries(answer.headers ?? {}).map(([name, value]) => [name, String(value)])),
      body: bodyOf(answer),
    };
  }

  /** Starts a run of the check at the instant it is, as the schedule would, and sends its cases out in batches. */
  async function startRun(asOf: string, persist: Persist = (act) => act()) {
    const requested = { id: deps.newId(), asOf: localDate(asOf), startedAt: now };
    const run = await persist(() => startCheck(requested, deps.runs));
    const judged = judgedBy(run.asOf, run.startedAt);
    await persist(() => dispatchCheck({ kind: 'dispatch-check', run: run.id, asOf: judged, part: 1 }, deps));
    const { batches } = (await persist(() => deps.runs.get(run.id))) ?? { batches: [] };
    return { id: run.id, asOf: judged, batches };
  }

  /** Delivers a batch of a run to those who assess it. */
  function assess({ id, asOf }: StartedRun, { number, cases }: CheckBatch, delivery = 1): Promise<void> {
    return assessCases({ kind: 'assess-cases', run: id, batch: number, asOf, cases: [...cases] }, deps, delivery);
  }

  /** One night's check as the schedule would run it, on that night, its batches delivered once each. */
  async function night(asOf: string, deliver: (batch: CheckBatch) => number = () => 1) {
    now = `${asOf}T03:30:00.000Z`;
    const run = await startRun(asOf);
    for (const batch of run.batches) {
      for (let times = deliver(batch); times > 0; times--) await assess(run, batch);
    }
    return (await call('GET', `/v1/check-runs/${run.id}`)).body;
  }

  return {
    table,
    dataKeys,
    deps,
    retention,
    lines,
    call,
    startRun,
    assess,
    night,
    setClock: (instant: string) => {
      now = instant;
    },
    stop: () => table.stop(),
  };
}

export type CaseWorld = Awaited<ReturnType<typeof startCaseWorld>>;

function bodyOf({ headers, body = 'null' }: Awaited<ReturnType<ReturnType<typeof httpHandler>>>): Answer['body'] {
  return String(headers?.['content-type']).includes('json') ? JSON.parse(body) : body;
}
