import { describe, expect, test } from 'vitest';
import { buildReport } from '../../../functions/build-report/build-report.ts';
import type { CaseRow } from '../../../shared/domain/case/case-row.ts';
import { reportSchema } from '../../../shared/domain/reports/report-json.ts';
import type { StandingReport } from '../../../shared/ports/standing-reports.ts';
import { GUARANTEE_READINGS } from '../../../shared/reference/guarantee-policies.ts';
import { STOCKHOLM } from '../../../shared/reference/stockholm.ts';
import { keepingObserver, memoryCases, memoryFiles, memoryPeriods, memoryReports, memoryStanding } from './memory.ts';
import { caseRow, question, total } from './rows.ts';

const many = (count: number, row: CaseRow) => Array.from({ length: count }, () => row);
const OPEN = caseRow({ received: '2008-03-03' });
const CLOSED = caseRow({ received: '2008-03-03', closed: ['2008-03-20', 'work'] });

/** March 2008, asked about by what was known at an instant. */
const asked = (id: string, cutOff: string): StandingReport => ({
  id,
  question: question('outcomes', { cutOff }),
  formats: ['json'],
  status: 'queued',
  files: [],
  standing: { question: 'march', isAgain: id !== 'first' },
});
const FIRST = asked('first', '2008-04-01T03:15:00.000Z');
const AGAIN = asked('again', '2008-05-01T03:15:00.000Z');
const BY_REQUEST = asked('by-request', '2008-05-02T10:00:00.000Z');

/** What the cases are is set between the builds: what has been recorded by then. */
async function world() {
  const reports = memoryReports();
  const standing = memoryStanding(reports);
  const files = memoryFiles();
  const rules = { city: STOCKHOLM, readings: GUARANTEE_READINGS, threshold: 5 };
  const deps = { reports, periods: memoryPeriods(), standing, files, observer: keepingObserver(), rules };
  await standing.ask([FIRST, AGAIN, BY_REQUEST]);
  const bytes = (id: string) => files.content.get(`reports/${id}/outcomes.json`);
  return {
    ...deps,
    build: (id: string, rows: ReadonlyArray<CaseRow>, given: Partial<typeof deps> = {}) =>
      buildReport({ kind: 'build-report', report: id }, { ...deps, ...given, cases: memoryCases(rows) }),
    bytes,
    built: (id: string) => reportSchema.parse(JSON.parse(new TextDecoder().decode(bytes(id)))),
    edition: async (id: string) => (await reports.get(id))?.edition,
  };
}

const AT_FIRST = [...many(20, OPEN), ...many(10, CLOSED)];
const SIX_LATE = [...many(14, OPEN), ...many(16, CLOSED)];

describe('A question that the calendar asks', () => {
  test('has a first version, which nothing is compared with', async () => {
    const { build, built, edition } = await world();
    await build('first', AT_FIRST);
    expect(total(built('first'))).toMatchObject({ referred: 30, closed: 10 });
    expect(await edition('first')).toEqual({ version: 1, after: null, changes: [] });
  });

  test('has a second when enough has been registered late, which names what is new', async () => {
    const { build, built, edition } = await world();
    await build('first', AT_FIRST);
    await build('again', SIX_LATE);
    expect(total(built('again'))).toMatchObject({ closed: 16 });
    expect(await edition('again')).toMatchObject({ version: 2, after: { report: 'first', version: 1 } });
    const [byOffice] = (await edition('again'))?.changes ?? [];
    expect(byOffice).toEqual({
      table: 'by-office',
      rows: ['vallingby', 'total'],
      measures: ['closed', 'shareClosed', 'work'],
    });
    expect(total(built('first'))).toMatchObject({ closed: 10 });
  });

  test('is answered as before, to the last byte, when too few have', async () => {
    const { build, bytes, edition } = await world();
    await build('first', AT_FIRST);
    await build('again', [...many(19, OPEN), ...many(11, CLOSED)]);
    expect(bytes('again')).toEqual(bytes('first'));
    expect(await edition('again')).toMatchObject({ version: 1, changes: [] });
  });

  test('late facts add up: those that were too few to tell come with the next', async () => {
    const { build, built, edition } = await world();
    await build('first', AT_FIRST);
    await build('again', [...many(17, OPEN), ...many(13, CLOSED)]);
    await build('by-request', SIX_LATE);
    expect(total(built('by-request'))).toMatchObject({ closed: 16 });
    expect(await edition('by-request')).toMatchObject({ version: 2, after: { report: 'again', version: 1 } });
  });

  test('a version built again is the same, whatever has been published since', async () => {
    const { build, bytes, edition, reports } = await world();
    await build('first', AT_FIRST);
    await build('again', SIX_LATE);
    const [before, was, record] = [bytes('again'), await edition('again'), await reports.get('again')];
    await build('by-request', [...many(5, OPEN), ...many(25, CLOSED)]);
    await build('again', SIX_LATE);
    expect(bytes('again')).toEqual(before);
    expect(await edition('again')).toEqual(was);
    expect(await reports.get('again')).toEqual(record);
  });

  test('one whose answer comes after that to a later request says what that said', async () => {
    const { build, bytes, edition } = await world();
    await build('by-request', SIX_LATE);
    await build('first', AT_FIRST);
    expect(bytes('first')).toEqual(bytes('by-request'));
    expect(await edition('first')).toMatchObject({ version: 1, changes: [] });
  });

  test('when another publishes in between, it is compared with that', async () => {
    const { build, edition, standing } = await world();
    await build('first', AT_FIRST);
    let isFirst = true;
    const published: typeof standing.published = async (asked) => {
      const stands = await standing.published(asked);
      if (isFirst) {
        isFirst = false;
        await build('again', SIX_LATE);
      }
      return stands;
    };
    await build('by-request', [...many(5, OPEN), ...many(25, CLOSED)], { standing: { ...standing, published } });
    expect(await edition('by-request')).toMatchObject({ version: 3, after: { report: 'again' } });
  });

  test('what was written when reports had other tables cannot be compared: all of it is new', async () => {
    const { build, built, edition, files } = await world();
    await build('first', AT_FIRST);
    const old = { ...built('first'), tables: [{ id: 'by-quarter', dimension: 'quarter' }] };
    files.content.set('reports/first/outcomes.json', new TextEncoder().encode(JSON.stringify(old)));
    await build('again', AT_FIRST);
    expect(total(built('again'))).toMatchObject({ closed: 10 });
    expect((await edition('again'))?.version).toBe(2);
  });
});
