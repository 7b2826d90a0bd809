import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { packRow, unpackRow } from '../../../shared/domain/case/case-row.ts';
import type { Report } from '../../../shared/domain/reports/report.ts';
import { reportJson, reportSchema } from '../../../shared/domain/reports/report-json.ts';
import { importedRow } from './imported-rows.ts';
import { plainEqualTreatment, plainFlow, plainPlanQuality, plainTargetGroups, plainWaiting } from './plain-kinds.ts';
import { type PlainTables, plainCases, plainCompliance, plainOutcomes } from './plain-reckoning.ts';
import { question, reportOn, row, table, total } from './rows.ts';

interface Cases {
  readonly name: string;
  readonly lines: ReadonlyArray<string>;
  readonly referred: number;
  readonly closed: number;
  /** Share closed in 2008, to two decimals. */
  readonly shares: Readonly<Record<'city' | 'kista-youth' | 'rosenlund', number>>;
}

const linesOf = (text: string) => text.split('\n').filter((line) => line !== '');

const SAMPLE: Cases = {
  name: 'a sample checked by hand',
  lines: linesOf(readFileSync(new URL('../../support/fixtures/cases-2008.ndjson', import.meta.url), 'utf8')),
  referred: 7,
  closed: 3,
  shares: { city: 0.43, 'kista-youth': 0.5, rosenlund: 0.33 },
};

/** The city's first year as it was published (S3): 42 % closed, 58 % at the youth branch, 43 % at Rosenlundsgatan. */
const CITY_DATA = new URL('../../../../shared/data/city-2008.ndjson.gz', import.meta.url);
const city = (): Cases => ({
  name: 'the whole city',
  lines: linesOf(gunzipSync(readFileSync(CITY_DATA)).toString('utf8')),
  referred: 8655,
  closed: 3635,
  shares: { city: 0.42, 'kista-youth': 0.58, rosenlund: 0.43 },
});

const OTHER_KINDS = [
  ['target-groups', plainTargetGroups],
  ['equal-treatment', plainEqualTreatment],
  ['waiting', plainWaiting],
  ['plan-quality', plainPlanQuality],
  ['flow', plainFlow],
] as const;

const INNER_CITY = /"district": "(?:sodermalm|kungsholmen|norrmalm|ostermalm)"/;

/** A line with its years moved one on. */
function aYearLater(line: string): string {
  const moved = line.replaceAll(/"200[5-9]-/g, (year) => `"${Number(year.slice(1, 5)) + 1}-`);
  return moved.replaceAll('"2009-02-29"', '"2009-02-28"');
}

/** The whole city's data are large, and not everywhere: the sample always is. */
if (!existsSync(CITY_DATA)) console.log(`The whole city's figures are not checked: ${CITY_DATA} is not there.`);
const YEARS = [SAMPLE, ...(existsSync(CITY_DATA) ? [city()] : [])];

describe.each(YEARS)('2008: $name', ({ lines, ...published }) => {
  const rows = lines.map(importedRow);
  const cases = plainCases(lines);

  test('gives the published figures', () => {
    const report = reportOn(rows, question('outcomes', { from: '2008-01-01', to: '2008-12-31' }));
    const { referred, closed, shares } = published;
    expect(total(report)).toMatchObject({ openAtStart: 0, referred, closed });
    expect(total(report)['shareClosed']).toBeCloseTo(shares.city, 2);
    expect(row(report, 'by-office', 'kista-youth')?.['shareClosed']).toBeCloseTo(shares['kista-youth'], 2);
    expect(row(report, 'by-office', 'rosenlund')?.['shareClosed']).toBeCloseTo(shares.rosenlund, 2);
  });

  test.each([
    ['2008-01-01', '2008-12-31'],
    ['2008-03-01', '2008-03-31'],
    ['2008-05-01', '2008-08-31'],
    ['2008-12-15', '2009-01-15'],
    ['2009-01-01', '2009-12-31'],
  ])('from %s to %s, both reports say what a plain reckoning says', (from, to) => {
    expect(plain(reportOn(rows, question('outcomes', { from, to })))).toEqual(plainOutcomes(cases, from, to));
    expect(plain(reportOn(rows, question('compliance', { from, to })))).toEqual(plainCompliance(cases, from, to));
  });

  test.each([
    ['2008-01-01', '2008-12-31'],
    ['2008-05-01', '2008-08-31'],
    ['2008-12-15', '2009-01-15'],
  ])('from %s to %s, the other reports say what a plain reckoning says', (from, to) => {
    for (const [kind, plainly] of OTHER_KINDS) {
      const report = reportOn(rows, question(kind, { from, to }));
      expect(rounded(plain(report)), kind).toEqual(rounded(plainly(cases, from, to)));
    }
  });

  test('rows that have been stored and read again give the same bytes', () => {
    const asked = question('compliance', { from: '2008-01-01', to: '2008-12-31' });
    const stored = rows.map((each) => unpackRow(packRow(each)));
    expect(reportJson(reportOn(stored.toReversed(), asked))).toEqual(reportJson(reportOn(rows, asked)));
  });
});

/** The inner city a year later, when Rosenlund and its districts had agreed on who goes first. */
describe.each(YEARS)('2009 at Rosenlund, as if 2008 had been 2009: $name', (year) => {
  const lines = year.lines.filter((line) => INNER_CITY.test(line)).map(aYearLater);
  const rows = lines.map(importedRow);
  const cases = plainCases(lines);

  test.each([
    ['2009-01-01', '2009-12-31'],
    ['2009-03-01', '2009-05-15'],
  ])('from %s to %s, who waited because others went first', (from, to) => {
    const report = reportOn(rows, question('waiting', { from, to }));
    expect(rounded(plain(report))).toEqual(rounded(plainWaiting(cases, from, to)));
    if (year !== SAMPLE) expect(total(report)['overtaken']).toBeGreaterThan(0);
  });

  test('the target groups, also of those in several', () => {
    const report = reportOn(rows, question('target-groups', { from: '2009-01-01', to: '2009-12-31' }));
    expect(rounded(plain(report))).toEqual(rounded(plainTargetGroups(cases, '2009-01-01', '2009-12-31')));
  });
});

/** Due days in order of the lines: 10 March, 25 March, 29 April, 29 December, 2 September (void), 1 December, 23 June. */
test('the promises of the sample, by hand', () => {
  const asked = question('compliance', { from: '2008-01-01', to: '2008-12-31' });
  const report = reportOn(SAMPLE.lines.map(importedRow), asked);
  expect(total(report)).toEqual({
    key: 'total',
    guaranteesDue: 6,
    guaranteesMet: 3,
    guaranteeMetShare: 0.5,
    metByPlan: 2,
    metByWork: 0,
    metByOtherMeasure: 1,
    voided: 1,
    medianDays: 7.5,
    p90Days: 8,
    registeredLate: 0,
    reviewsDue: 2,
    reviewsInTime: 1,
    reviewInTimeShare: 0.5,
    suppressed: [],
  });
  const readings = table(report, 'policy-readings').rows;
  expect(readings.map((each) => [each.key, each['guaranteesMet'], each['guaranteesDue']])).toEqual([
    ['guarantee-five-days', 3, 6],
    ['guarantee-unrolled', 1, 6],
    ['guarantee-working-days', 4, 5],
    ['guarantee-from-enrolment', 4, 6],
    ['guarantee-plan-only', 2, 6],
  ]);
});

/** The tables of a report as it is written, without their order and definitions. */
function plain(report: Report): PlainTables {
  const json = reportSchema.parse(JSON.parse(new TextDecoder().decode(reportJson(report))));
  return Object.fromEntries(
    json.tables.map((table) => [
      table.id,
      { rows: Object.fromEntries(table.rows.map((each) => [each.key, measures(each)])), total: measures(table.total) },
    ]),
  );
}

function measures({ key: _, suppressed, ...measured }: { key: string; suppressed: ReadonlyArray<string> }) {
  expect(suppressed).toEqual([]);
  return measured;
}

/** Two ways to reckon an interval agree but in the last digits. */
function rounded(tables: PlainTables): unknown {
  return JSON.parse(
    JSON.stringify(tables, (_, value: unknown) => (typeof value === 'number' ? Number(value.toFixed(9)) : value)),
  );
}
