import { fileURLToPath } from 'node:url';
import type * as z from 'zod';
import { reportSchema, type WrittenReport } from '../../../shared/domain/reports/report-json.ts';
import {
  type CaseView,
  caseView,
  checkRunView,
  findingListItem,
  pageOf,
  reportView,
} from '../../../shared/http/views.ts';
import { sendLine } from '../import/history-sender.ts';
import { importLines } from '../import/import-lines.ts';
import { readLines } from '../import/lines.ts';
import { dealtWith, type Tally } from '../import/progress.ts';
import { type Api, accepted, apiAs } from '../server/api.ts';
import { CommandFailure } from '../server/command-failure.ts';
import type { Send } from '../server/http-client.ts';
import { type Persist, persistence, type Surroundings } from '../server/persistence.ts';
import { tokens } from '../server/tokens.ts';
import { newReferral } from './new-referral.ts';
import { type DemoPage, linkedBeside } from './pages.ts';

/** The Västerort office's first March: invented people in the numbers that the district forecast. */
export const MARCH_2008 = fileURLToPath(new URL('vallingby-march-2008.ndjson', import.meta.url));

const YEAR = { from: '2008-01-01', to: '2008-12-31' } as const;
const SECRET = 'local';
const CITY = 'city-admin';
const DISTRICT = 'district-hasselby-vallingby';
const PATIENCE = { answeringMs: 45_000, silentMs: 15_000 } as const;
const PARALLEL = 8;
const PAGE = 100;

type Finding = z.infer<typeof findingListItem>;

/** What happened. */
export interface Story {
  readonly imported: Tally;
  readonly referred: CaseView;
  readonly check: z.infer<typeof checkRunView>;
  readonly findings: ReadonlyArray<Finding>;
  readonly outcomes: WrittenReport;
  readonly compliance: WrittenReport;
  /** The list of reports and the reports, as pages. */
  readonly pages: ReadonlyArray<DemoPage>;
}

export interface Stage extends Surroundings {
  readonly url: string;
  readonly send: Send;
}

/** A month of the past comes in, a person is referred today, the promises are checked and the year is reported on. */
export async function playStory({ url, send, ...around }: Stage): Promise<Story> {
  const persist = persistence(PATIENCE, around);
  // What takes its time is waited for in silence, each from its own start.
  const until: Persist = (attempt) => persistence(PATIENCE, { ...around, tell: () => {} })(attempt);
  const as = (client: string) => apiAs({ url, client, secret: SECRET, officer: 'demo' }, send, persist, around.now);
  const city = as(CITY);
  around.tell('A month of 2008 comes in …');
  const imported = await importMarch(url, send, persist, around.now);
  around.tell('A person is referred today …');
  const referred = await as(DISTRICT).post('/v1/referrals', newReferral(), caseView);
  around.tell('The promises are checked as of today …');
  const check = await runCheck(city, referred.receivedOn, until);
  const findings = await allFindings(city);
  around.tell('The year 2008 is reported on …');
  const [outcomes, compliance] = await Promise.all([
    buildReport(city, 'outcomes', send, until),
    buildReport(city, 'compliance', send, until),
  ]);
  const list = linkedBeside(await city.page('/v1/reports'), [outcomes.id, compliance.id]);
  const pages = [{ name: 'reports.html', text: list }, ...outcomes.files, ...compliance.files];
  return { imported, referred, check, findings, outcomes: outcomes.report, compliance: compliance.report, pages };
}

async function importMarch(url: string, send: Send, persist: Persist, now: () => number): Promise<Tally> {
  const held = tokens({ tokenUrl: `${url}/oauth2/token`, client: CITY, secret: SECRET }, send, now);
  const refused: Array<string> = [];
  const tally = await importLines(readLines(MARCH_2008), PARALLEL, {
    send: (text) => sendLine(text, { url, send, tokens: held, persist }),
    refuse: async ({ key, code }) => {
      refused.push(`${key} (${code})`);
    },
    show: () => {},
  });
  if (refused.length === 0) return tally;
  throw new CommandFailure(
    `${refused.length} of ${dealtWith(tally)} lines of 2008 were refused: ${refused.slice(0, 3).join(', ')}.`,
  );
}

async function runCheck(city: Api, asOf: string, until: Persist): Promise<Story['check']> {
  const { id } = await city.post('/v1/check-runs', { asOf }, checkRunView);
  return until(async () => {
    const run = await city.get(`/v1/check-runs/${encodeURIComponent(id)}`, checkRunView);
    return run.finishedAt === null ? { again: 'The check does not finish.', answered: true } : { value: run };
  });
}

async function allFindings(city: Api): Promise<ReadonlyArray<Finding>> {
  const findings: Array<Finding> = [];
  for (let page = 1; ; page++) {
    const { items, total } = await city.get(`/v1/findings?limit=${PAGE}&page=${page}`, pageOf(findingListItem));
    findings.push(...items);
    if (items.length === 0 || findings.length >= total) return findings;
  }
}

interface BuiltReport {
  readonly id: string;
  readonly report: WrittenReport;
  readonly files: ReadonlyArray<DemoPage>;
}

async function buildReport(
  city: Api,
  kind: 'outcomes' | 'compliance',
  send: Send,
  until: Persist,
): Promise<BuiltReport> {
  const { id } = await city.post('/v1/reports', { kind, ...YEAR, formats: ['html', 'json'] }, reportView);
  const ready = await until(async () => {
    const report = await city.get(`/v1/reports/${id}`, reportView);
    if (report.status === 'failed') throw new CommandFailure(`The report on ${kind} could not be built.`);
    return report.status === 'ready'
      ? { value: report }
      : { again: `The report on ${kind} does not get ready.`, answered: true };
  });
  const answers = await Promise.all(
    ready.files.map(async ({ format, href }) => ({
      format,
      answer: await send({ method: 'GET', url: href, headers: {} }),
    })),
  );
  const json = answers.find(({ format }) => format === 'json');
  if (json === undefined) throw new CommandFailure(`The report on ${kind} has no file.`);
  const report = accepted(`The file of the report on ${kind}`, json.answer, reportSchema);
  if (report.kind !== kind) throw new CommandFailure('A report is not the one asked for.');
  return { id, report, files: answers.map(({ format, answer }) => ({ name: `${kind}.${format}`, text: answer.text })) };
}
