import { describe, expect, test } from 'vitest';
import type { Report, ReportRow } from '../../../shared/domain/reports/report.ts';
import { reportJson, reportSchema, written } from '../../../shared/domain/reports/report-json.ts';
import { nextVersion, type Standing } from '../../../shared/domain/reports/versions.ts';
import { localDate } from '../../../shared/domain/time/local-date.ts';

/** What a row tells of how many were referred and closed, and how many of these to work; `null` is withheld. */
type Told = readonly [referred: number | null, closed: number | null, work: number | null];
type Rows = Readonly<Record<string, Told>>;

function row(key: string, [referred, closed, work]: Told): ReportRow {
  const share = (part: number | null, whole: number | null) =>
    part === null || whole === null || whole === 0 ? null : part / whole;
  const withheld = [
    ...(referred === null ? ['referred'] : []),
    ...(closed === null ? ['closed'] : []),
    ...(work === null ? ['work'] : []),
  ];
  const cells = {
    openAtStart: 0,
    referred,
    closed,
    shareClosed: share(closed, referred),
    work,
    subsidisedWork: 0,
    studies: 0,
    workOrStudiesShare: share(work, closed),
    dropOut: 0,
    dropOutShare: share(0, closed),
  };
  return { key, cells, suppressed: withheld };
}

const DEFINITION = { id: 'closed', version: 1, sv: 'Avslutade', en: 'Closed' };

/** A report on outcomes by office and by sex, with one total. */
function report(total: Told, byOffice: Rows, bySex: Rows, definitions = [DEFINITION]): Report {
  const table = (dimension: string, rows: Rows) => ({
    id: `by-${dimension}`,
    dimension,
    rows: Object.entries(rows).map(([key, told]) => row(key, told)),
    total: row('total', total),
  });
  return {
    kind: 'outcomes',
    from: localDate('2026-03-01'),
    to: localDate('2026-03-31'),
    division: 'of-the-time',
    definitions,
    policies: ['unemployment-2018'],
    tables: [table('office', byOffice), table('sex', bySex)],
  };
}

const MARCH = report(
  [100, 40, 20],
  { kista: [60, 20, 10], vallingby: [40, 20, 10] },
  { man: [50, 20, 10], woman: [50, 20, 10] },
);
/** A report as it was published and read again. */
const published = (given: Report, renewed: ReadonlyArray<string> = []): Standing => ({
  report: reportSchema.parse(JSON.parse(new TextDecoder().decode(reportJson(given)))),
  renewed,
});
const onceMore = (now: Report) => nextVersion(published(MARCH), now, 5);
const cell = (given: Report, table: string, key: string, name: string) => {
  const found = given.tables.find(({ id }) => id === table);
  return [...(found?.rows ?? []), ...(found === undefined ? [] : [found.total])].find((one) => one.key === key)?.cells[
    name
  ];
};

describe('A period reported on once more', () => {
  test('is the same version when nothing has changed, to the last byte', () => {
    const next = onceMore(MARCH);
    expect(next.changes).toEqual([]);
    expect(reportJson(next.report)).toEqual(reportJson(MARCH));
  });

  test('says which rows and measures are new when enough persons have been registered late', () => {
    const next = onceMore(
      report(
        [100, 52, 32],
        { kista: [60, 32, 22], vallingby: [40, 20, 10] },
        { man: [50, 25, 15], woman: [50, 27, 17] },
      ),
    );
    const measures = ['closed', 'shareClosed', 'work', 'workOrStudiesShare'];
    expect(next.changes).toEqual([
      { table: 'by-office', rows: ['kista', 'total'], measures },
      { table: 'by-sex', rows: ['man', 'woman', 'total'], measures },
    ]);
    expect(cell(next.report, 'by-office', 'kista', 'closed')).toBe(32);
    expect(next.renewed).toEqual(['by-office', 'by-sex']);
  });

  test.each([1, 4, -1, -4])('stands as it was when a figure has changed by %i', (change) => {
    const now = report(
      [100, 40 + change, 20 + change],
      { kista: [60, 20 + change, 10 + change], vallingby: [40, 20, 10] },
      { man: [50, 20 + change, 10 + change], woman: [50, 20, 10] },
    );
    const next = onceMore(now);
    expect(next.changes).toEqual([]);
    expect(reportJson(next.report)).toEqual(reportJson(MARCH));
  });

  test('renews the table that can be told, and lets the one stand in which few have changed', () => {
    const next = onceMore(
      report(
        [100, 46, 26],
        { kista: [60, 26, 16], vallingby: [40, 20, 10] },
        { man: [50, 25, 15], woman: [50, 21, 11] },
      ),
    );
    expect(next.changes.map(({ table }) => table)).toEqual(['by-office']);
    expect(cell(next.report, 'by-office', 'total', 'closed')).toBe(46);
    expect(cell(next.report, 'by-sex', 'total', 'closed')).toBe(40);
    expect(cell(next.report, 'by-sex', 'woman', 'closed')).toBe(20);
  });

  test('does not tell that one of six closed late was not closed to work', () => {
    const next = onceMore(
      report(
        [100, 46, 25],
        { kista: [60, 26, 15], vallingby: [40, 20, 10] },
        { man: [50, 26, 15], woman: [50, 20, 10] },
      ),
    );
    expect(next.changes).toEqual([]);
  });

  test('does not tell what rows that are withheld have changed by together', () => {
    const before = report(
      [100, 40, 20],
      { kista: [60, null, 10], rosenlund: [10, null, 0], vallingby: [30, 20, 10] },
      { man: [50, 20, 10], woman: [50, 20, 10] },
    );
    const now = report(
      [100, 47, 20],
      { kista: [60, null, 10], rosenlund: [10, null, 0], vallingby: [30, 25, 10] },
      { man: [50, 27, 10], woman: [50, 20, 10] },
    );
    expect(nextVersion(published(before), now, 5).changes.map(({ table }) => table)).toEqual(['by-sex']);
  });

  test('does not move a median while the numbers stand still', () => {
    const compliance = (medianDays: number): Report => {
      const cells = {
        guaranteesDue: 9,
        guaranteesMet: 9,
        guaranteeMetShare: 1,
        metByPlan: 9,
        metByWork: 0,
        metByOtherMeasure: 0,
        voided: 0,
        medianDays,
        p90Days: 9,
        registeredLate: 0,
        reviewsDue: 0,
        reviewsInTime: 0,
        reviewInTimeShare: null,
      };
      const tables = [
        {
          id: 'by-office',
          dimension: 'office',
          rows: [{ key: 'kista', cells, suppressed: [] }],
          total: { key: 'total', cells, suppressed: [] },
        },
      ];
      return { ...MARCH, kind: 'compliance', tables };
    };
    const before = { report: written(compliance(3)), renewed: [] };
    expect(nextVersion(before, compliance(4), 5).changes).toEqual([]);
  });
});

describe('A table that has been renewed', () => {
  const now = report(
    [100, 50, 30],
    { kista: [60, 30, 20], vallingby: [40, 20, 10] },
    { man: [50, 22, 12], woman: [50, 28, 18] },
  );

  test('is not left behind by another that is renewed later: two tables would tell what has changed between', () => {
    const later = report(
      [100, 53, 33],
      { kista: [60, 33, 23], vallingby: [40, 20, 10] },
      { man: [50, 25, 15], woman: [50, 28, 18] },
    );
    const second = onceMore(now);
    expect(second.renewed).toEqual(['by-office']);
    const third = nextVersion(published(second.report, second.renewed), later, 5);
    expect(third.changes).toEqual([]);
    expect(reportJson(third.report)).toEqual(reportJson(second.report));
  });

  test('is renewed again together with the other', () => {
    const later = report(
      [100, 55, 35],
      { kista: [60, 35, 25], vallingby: [40, 20, 10] },
      { man: [50, 25, 15], woman: [50, 30, 20] },
    );
    const second = onceMore(now);
    const third = nextVersion(published(second.report, second.renewed), later, 5);
    expect(third.renewed).toEqual(['by-office', 'by-sex']);
    expect(third.report).toEqual(later);
  });
});

describe('When what is counted has been defined anew', () => {
  test('everything is of the new definition, and what differs is named', () => {
    const now = report(
      [100, 41, 20],
      { kista: [60, 21, 10], vallingby: [40, 20, 10] },
      { man: [50, 21, 10], woman: [50, 20, 10] },
      [{ ...DEFINITION, version: 2 }],
    );
    const next = onceMore(now);
    expect(next.report).toEqual(now);
    expect(next.changes.map(({ table }) => table)).toEqual(['by-office', 'by-sex']);
  });

  test('other words for the same are no new definition', () => {
    const now = report(
      [100, 41, 20],
      { kista: [60, 21, 10], vallingby: [40, 20, 10] },
      { man: [50, 21, 10], woman: [50, 20, 10] },
      [{ ...DEFINITION, sv: 'Avslutade ärenden' }],
    );
    expect(reportJson(onceMore(now).report)).toEqual(reportJson(MARCH));
  });
});
