import { beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { type PlainTables, plainCases, plainCompliance, plainOutcomes } from '../../unit/reports/plain-reckoning.ts';
import { type Administrator, administratorAt, bothReports, check, today, YEAR_2008 } from './administrator.ts';
import { cityOrMonth } from './papers.ts';
import { notesByHand } from './promises-by-hand.ts';
import { type Ended, type Suite, workplace } from './workplace.ts';

const WITHIN = 15 * 60_000;

const rowSchema = z.looseObject({ key: z.string(), suppressed: z.array(z.string()) });
const tablesSchema = z.object({
  tables: z.array(z.object({ id: z.string(), rows: z.array(rowSchema), total: rowSchema })),
});

const papers = cityOrMonth();
const desk = workplace();
const file = desk.file(papers.fileName, papers.content);

describe(`The year 2008 of ${papers.name}`, () => {
  const all = papers.lines.length;
  let suite: Suite;
  let imported: Ended;
  let administrator: Administrator;
  let reports: Awaited<ReturnType<typeof bothReports>>;

  beforeAll(async () => {
    suite = await desk.suite('city');
    imported = await desk.import(file, suite.url).ended;
    administrator = await administratorAt(suite.url);
    reports = await bothReports(administrator);
  }, WITHIN);

  test('is taken in whole, and nobody is refused', () => {
    expect(imported).toMatchObject({ status: 0, complained: '' });
    expect(imported.said).toContain(`: ${all} imported, 0 already there, 0 refused.`);
  });

  test('is reported with the figures that are known of it', () => {
    const { total = {}, rows = {} } = plain(reports.outcomes)['by-office'] ?? {};
    expect(total).toMatchObject({ openAtStart: 0, referred: all, closed: papers.closed2008 });
    for (const [office, share] of Object.entries(papers.closedShares)) {
      const row: Readonly<Record<string, unknown>> | undefined = office === 'total' ? total : rows[office];
      expect([office, Math.round(Number(row?.['shareClosed']) * 100) / 100]).toEqual([office, share]);
    }
  });

  test('is reported as a plain reckoning from the papers reports it, in every table, but for what is withheld', () => {
    const cases = plainCases(papers.lines);
    for (const [report, byHand] of [
      [reports.outcomes, plainOutcomes(cases, YEAR_2008.from, YEAR_2008.to)],
      [reports.compliance, plainCompliance(cases, YEAR_2008.from, YEAR_2008.to)],
    ] as const) {
      expect(plain(report)).toEqual(without(withheldIn(report), byHand));
      expect(smallCountsIn(plain(report))).toEqual([]);
    }
  });

  test(
    'given a second time changes not a byte of the reports',
    async () => {
      const again = await desk.import(file, suite.url).ended;
      expect(again).toMatchObject({ status: 0, complained: '' });
      expect(again.said).toContain(`: 0 imported, ${all} already there, 0 refused.`);
      expect(await bothReports(administrator)).toEqual(reports);
    },
    WITHIN,
  );

  test(
    'checked today, counts as many broken and nearly broken promises as an official with a wall calendar',
    async () => {
      const byHand = notesByHand(papers.lines);
      const found = new Set(byHand.map(({ key }) => key)).size;
      const [warned, missed] = ['warned', 'missed'].map((kind) => byHand.filter((note) => note.kind === kind).length);
      const counts = await check(administrator, today());
      expect(counts).toEqual({ found, assessed: found, warned, missed, unchanged: 0, failed: 0 });
    },
    WITHIN,
  );
});

type PlainTable = PlainTables[string];
type Row = z.infer<typeof rowSchema>;

/** The tables of a report's json, without their order and definitions. */
function plain(json: string): PlainTables {
  const measures = ({ key: _key, suppressed: _suppressed, ...measured }: Row) =>
    z.record(z.string(), z.number().nullable()).parse(measured);
  return Object.fromEntries(
    tablesSchema
      .parse(JSON.parse(json))
      .tables.map(({ id, rows, total }) => [
        id,
        { rows: Object.fromEntries(rows.map((row) => [row.key, measures(row)])), total: measures(total) },
      ]),
  );
}

/** The places of the figures that a report withholds: `by-sex man closed`. */
function withheldIn(json: string): ReadonlySet<string> {
  const { tables } = tablesSchema.parse(JSON.parse(json));
  return new Set(
    tables.flatMap(({ id, rows, total }) =>
      [...rows, total].flatMap(({ key, suppressed }) => suppressed.map((measure) => `${id} ${key} ${measure}`)),
    ),
  );
}

/** The same tables with nothing where a figure is withheld. */
function without(withheld: ReadonlySet<string>, tables: PlainTables): PlainTables {
  const left = (id: string, key: string, row: PlainTable['total']) =>
    Object.fromEntries(
      Object.entries(row).map(([measure, value]) => [measure, withheld.has(`${id} ${key} ${measure}`) ? null : value]),
    );
  return Object.fromEntries(
    Object.entries(tables).map(([id, { rows, total }]) => [
      id,
      {
        rows: Object.fromEntries(Object.entries(rows).map(([key, row]) => [key, left(id, key, row)])),
        total: left(id, 'total', total),
      },
    ]),
  );
}

/** The counts shown that are so small that they may point at somebody. */
function smallCountsIn(tables: PlainTables): ReadonlyArray<string> {
  return Object.entries(tables).flatMap(([id, { rows, total }]) =>
    Object.entries({ ...rows, total }).flatMap(([key, row]) =>
      Object.entries(row)
        .filter(
          ([measure, value]) => !/(?:Share|Days)$|^share/.test(measure) && value !== null && value > 0 && value < 5,
        )
        .map(([measure]) => `${id} ${key} ${measure}`),
    ),
  );
}
