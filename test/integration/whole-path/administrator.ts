import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod';

const POLL_MS = 50;
/** The officer that `npm run import` names: who imports a protected person's case is the first to see it. */
const IMPORTER = 'import';
const OTHER_OFFICER = 'other-officer';

const tokenSchema = z.object({ access_token: z.string() });
const caseSchema = z.object({ id: z.string(), version: z.int() });
const findingSchema = z.object({
  id: z.string(),
  caseId: z.string(),
  clock: z.string(),
  kind: z.string(),
  asOf: z.string(),
  annotation: z.null(),
});
const findingsSchema = z.object({ items: z.array(findingSchema), total: z.int() });
const caseFindingsSchema = z.object({ findings: z.array(findingSchema.omit({ caseId: true })) });
const runSchema = z.object({
  id: z.string(),
  finishedAt: z.string().nullable(),
  found: z.int(),
  assessed: z.int(),
  warned: z.int(),
  missed: z.int(),
  unchanged: z.int(),
  failed: z.int(),
});
const reportSchema = z.object({
  id: z.string(),
  status: z.enum(['queued', 'building', 'ready', 'failed']),
  files: z.array(z.object({ href: z.string() })),
});

export type Finding = z.infer<typeof findingSchema>;

/** A case as it was acknowledged. */
export type Acknowledged = z.infer<typeof caseSchema>;

/** The city's administrator, at a suite that is up; whatever does not succeed is an error. */
export interface Administrator {
  /** Sends one line of history. */
  record(line: string): Promise<Acknowledged & { readonly status: number }>;
  /** Reads a case as whoever imported it. */
  read(caseId: string): Promise<Acknowledged>;
  /** The findings that a case itself shows, as whoever imported it sees them. */
  findingsOf(caseId: string): Promise<ReadonlyArray<Finding>>;
  /** Every finding on the city's list for an officer who is named for no protected person, ordered by case. */
  findings(): Promise<ReadonlyArray<Finding>>;
  askForCheck(asOf: string): Promise<string>;
  /** What a check came to, once it has finished. */
  finishedCheck(id: string): Promise<CheckCounts>;
  askForReport(kind: ReportKind, period?: Period): Promise<string>;
  /** A report's json as it was written, once it is ready. */
  finishedReport(id: string): Promise<string>;
}

export type CheckCounts = Omit<z.infer<typeof runSchema>, 'id' | 'finishedAt'>;
export type ReportKind = 'outcomes' | 'compliance';

export interface Period {
  readonly from: string;
  readonly to: string;
}

export const YEAR_2008: Period = { from: '2008-01-01', to: '2008-12-31' };

export async function administratorAt(url: string): Promise<Administrator> {
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: 'city-admin',
    client_secret: 'local',
  });
  const issued = await fetch(`${url}/oauth2/token`, { method: 'POST', body: form });
  const { access_token: token } = tokenSchema.parse(await issued.json());
  const given = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };

  const call = async (method: string, path: string, body?: string, officer = IMPORTER) => {
    const answer = await fetch(`${url}${path}`, {
      method,
      headers: { ...given, 'officer-id': officer },
      ...(body === undefined ? {} : { body }),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path} is answered with ${answer.status}: ${text}`);
    return { status: answer.status, json: JSON.parse(text) };
  };
  const get = async <T extends z.ZodType>(path: string, schema: T, officer = IMPORTER) =>
    schema.parse((await call('GET', path, undefined, officer)).json);
  const post = async (path: string, body: unknown) => (await call('POST', path, JSON.stringify(body))).json;

  return {
    record: async (line) => {
      const { status, json } = await call('POST', '/v1/history', line);
      return { ...caseSchema.parse(json), status };
    },
    read: (caseId) => get(`/v1/cases/${caseId}`, caseSchema),
    findingsOf: async (caseId) => {
      const { findings } = await get(`/v1/cases/${caseId}`, caseFindingsSchema);
      return findings.map((finding) => ({ caseId, ...finding })).toSorted(byCase);
    },
    findings: async () => {
      const listed: Array<Finding> = [];
      for (let page = 1; ; page++) {
        const { items, total } = await get(`/v1/findings?limit=100&page=${page}`, findingsSchema, OTHER_OFFICER);
        listed.push(...items);
        if (listed.length === total) return listed.toSorted(byCase);
        if (items.length === 0) throw new Error(`the list of findings ends with ${listed.length} of ${total}`);
      }
    },
    askForCheck: async (asOf) => runSchema.parse(await post('/v1/check-runs', { asOf })).id,
    finishedCheck: async (id) => {
      for (;;) {
        const { id: _, finishedAt, ...counts } = await get(`/v1/check-runs/${id}`, runSchema);
        if (finishedAt !== null) return counts;
        await delay(POLL_MS);
      }
    },
    askForReport: async (kind, period = YEAR_2008) =>
      reportSchema.parse(await post('/v1/reports', { kind, ...period, formats: ['json'] })).id,
    finishedReport: async (id) => {
      for (;;) {
        const { status, files } = await get(`/v1/reports/${id}`, reportSchema);
        const [file] = files;
        if (status === 'failed') throw new Error('the report failed');
        if (status === 'ready' && file !== undefined) return (await fetch(file.href)).text();
        await delay(POLL_MS);
      }
    },
  };
}

/** Checks all deadlines as of a day, and waits for what it comes to. */
export async function check(administrator: Administrator, asOf: string): Promise<CheckCounts> {
  return administrator.finishedCheck(await administrator.askForCheck(asOf));
}

/** The json of both reports. */
export async function bothReports(
  administrator: Administrator,
  period = YEAR_2008,
): Promise<Readonly<Record<ReportKind, string>>> {
  const report = async (kind: ReportKind) =>
    administrator.finishedReport(await administrator.askForReport(kind, period));
  return { outcomes: await report('outcomes'), compliance: await report('compliance') };
}

/** Today in Stockholm. */
export function today(): string {
  return new Date().toLocaleDateString('sv-SE', { timeZone: 'Europe/Stockholm' });
}

function byCase(one: Finding, other: Finding): number {
  const order = (finding: Finding) => [finding.caseId, finding.clock, finding.asOf, finding.kind].join(' ');
  return order(one) < order(other) ? -1 : 1;
}
