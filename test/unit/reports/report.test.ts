import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CaseRow } from '../../../shared/domain/case/case-row.ts';
import { definitionsOf } from '../../../shared/domain/reports/definitions.ts';
import { shapeOf, tablesOf } from '../../../shared/domain/reports/measures.ts';
import { REPORT_KINDS } from '../../../shared/domain/reports/question.ts';
import type { Report } from '../../../shared/domain/reports/report.ts';
import { reportJson, reportSchema, written } from '../../../shared/domain/reports/report-json.ts';
import { SOURCES } from '../../../shared/reference/sources.ts';
import { caseRow, keys, question, reportOn } from './rows.ts';

const text = (report: Report) => new TextDecoder().decode(reportJson(report));

const SOME_CASES: ReadonlyArray<CaseRow> = [
  caseRow({
    received: '2008-03-03',
    office: 'rosenlund',
    district: 'sodermalm',
    facts: [['plan-approved', '2008-03-06']],
  }),
  caseRow({ received: '2008-03-04', office: 'vallingby', district: 'bromma', closed: ['2008-03-20', 'work'] }),
  caseRow({ received: '2008-02-04', office: 'kista-youth', district: 'spanga-tensta', age: 18, targetGroup: 'young' }),
  caseRow({
    received: '2008-03-05',
    office: 'kista',
    district: 'rinkeby-kista',
    sex: 'woman',
    targetGroup: 'by-assessment',
  }),
  caseRow({ received: '2008-03-06', office: 'zzz', district: 'zzz', sex: 'unknown', targetGroup: 'zzz' }),
  caseRow({ received: '2008-03-07', office: 'aaa', district: 'aaa', age: 70, targetGroup: 'sfi-student' }),
];

test.each(REPORT_KINDS)('%s: the same cases give the same bytes, in whatever order they come', (kind) => {
  const expected = text(reportOn(SOME_CASES, question(kind)));
  fc.assert(
    fc.property(fc.shuffledSubarray([...SOME_CASES], { minLength: SOME_CASES.length }), (shuffled) => {
      expect(text(reportOn(shuffled, question(kind)))).toBe(expected);
    }),
  );
});

test.each(REPORT_KINDS)('%s: nothing tells when, or by which cut-off, it was built', (kind) => {
  const earlier = question(kind, { cutOff: '2026-11-20T12:00:00.000Z' });
  const later = question(kind, { cutOff: '2026-12-20T12:00:00.000Z' });
  expect(text(reportOn(SOME_CASES, later))).toBe(text(reportOn(SOME_CASES, earlier)));
});

test('rows are in the order of the reference data; what it does not know comes last', () => {
  const report = reportOn(SOME_CASES, question('outcomes'));
  expect(keys(report, 'by-office')).toEqual(['vallingby', 'kista', 'kista-youth', 'rosenlund', 'aaa', 'zzz']);
  expect(keys(report, 'by-district')).toEqual(['bromma', 'rinkeby-kista', 'spanga-tensta', 'sodermalm', 'aaa', 'zzz']);
  expect(keys(report, 'by-target-group')).toEqual(['sfi-student', 'young', 'unemployment', 'by-assessment', 'zzz']);
});

test('every sex and age class has its row, whether anyone is in it or not', () => {
  const report = reportOn([], question('compliance'));
  expect(keys(report, 'by-sex')).toEqual(['woman', 'man', 'unknown']);
  expect(keys(report, 'by-age-class')).toEqual(['16-19', '20-24', '25-29', '30-44', '45-54', '55-64', 'other']);
  expect(keys(report, 'by-office')).toEqual([]);
});

describe('the json of a report', () => {
  test.each(REPORT_KINDS)('%s: has the fields of the contract and no others', (kind) => {
    const json: unknown = JSON.parse(text(reportOn(SOME_CASES, question(kind))));
    expect(Object.keys(reportSchema.parse(json))).toEqual([
      'kind',
      'from',
      'to',
      'division',
      'definitions',
      'policies',
      'tables',
    ]);
    expect(json).toEqual(reportSchema.parse(json));
  });

  test('outcomes: its tables and measures', () => {
    const report = reportOn(SOME_CASES, question('outcomes'));
    expect(report.tables.map(({ id, dimension }) => [id, dimension])).toEqual([
      ['by-office', 'office'],
      ['by-district', 'district'],
      ['by-target-group', 'target-group'],
      ['by-sex', 'sex'],
      ['by-age-class', 'age-class'],
    ]);
    expect(Object.keys(written(report).tables[0]?.total ?? {}).join(' ')).toBe(
      'key openAtStart referred closed shareClosed work subsidisedWork studies workOrStudiesShare dropOut dropOutShare suppressed',
    );
    expect(report.policies).toEqual(['target-groups-2008']);
  });

  test('compliance: its tables and measures', () => {
    const report = reportOn(SOME_CASES, question('compliance'));
    expect(report.tables.map(({ id }) => id)).toEqual([
      'by-office',
      'by-district',
      'by-target-group',
      'by-sex',
      'by-age-class',
      'policy-readings',
    ]);
    expect(Object.keys(written(report).tables[0]?.total ?? {}).join(' ')).toBe(
      'key guaranteesDue guaranteesMet guaranteeMetShare metByPlan metByWork metByOtherMeasure voided medianDays p90Days registeredLate reviewsDue reviewsInTime reviewInTimeShare suppressed',
    );
    expect(Object.keys(written(report).tables.at(-1)?.total ?? {}).join(' ')).toBe(
      'key guaranteesDue guaranteesMet guaranteeMetShare suppressed',
    );
    expect(report.policies).toEqual([
      'target-groups-2008',
      'guarantee-five-days',
      'review-three-months',
      'guarantee-unrolled',
      'guarantee-working-days',
      'guarantee-from-enrolment',
      'guarantee-plan-only',
    ]);
  });

  test.each(REPORT_KINDS)('%s: every measure has its definition, under its own name', (kind) => {
    const { tables } = written(reportOn([], question(kind)));
    const cells = tables.flatMap(({ total }) => Object.keys(total));
    const measures = cells.filter((name) => name !== 'key' && name !== 'suppressed');
    expect(measures).not.toEqual([]);
    const ids = definitionsOf(kind).map(({ id }) => id);
    expect(measures.map(kebab).filter((id) => !ids.includes(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test.each(REPORT_KINDS)('%s: every definition names where it is written', (kind) => {
    const sources = definitionsOf(kind).flatMap(({ source }) => source.split(', '));
    expect(sources.filter((source) => !SOURCES.has(source))).toEqual([]);
  });

  test('a definition that several kinds have is the same in each of them', () => {
    const byId = new Map(REPORT_KINDS.flatMap(definitionsOf).map((definition) => [definition.id, definition]));
    for (const definition of REPORT_KINDS.flatMap(definitionsOf)) {
      expect(definition).toEqual(byId.get(definition.id));
    }
  });

  test.each(REPORT_KINDS)('%s: a share or a number of days names counts of its own table', (kind) => {
    for (const { measures } of tablesOf(kind)) {
      const counts = measures.filter(({ unit }) => unit === 'count').map(({ name }) => name);
      const of = measures.flatMap((measure) => [...(measure.of?.numerator ?? []), ...(measure.of?.denominator ?? [])]);
      expect(counts).toEqual(expect.arrayContaining(of));
      expect(measures.filter((measure) => measure.unit !== 'count' && measure.of === null)).toEqual([]);
    }
  });

  test.each(REPORT_KINDS)('%s: the rows of a table come to its total, where they are said to', (kind) => {
    for (const { id, rows, total } of reportOn(SOME_CASES, question(kind)).tables) {
      const shape = shapeOf(kind, id);
      const summed = (shape?.measures ?? [])
        .filter(({ name, unit }) => unit === 'count' && !(shape?.notSummed ?? []).includes(name))
        .map(({ name }) => name);
      const sums = summed.map((name) => rows.map(({ cells }) => cells[name] ?? 0).reduce((sum, cell) => sum + cell, 0));
      expect(sums, id).toEqual(summed.map((name) => total.cells[name]));
    }
  });

  test('a definition says both languages, and a share what it is divided by', () => {
    expect(reportOn([], question('outcomes')).definitions.find(({ id }) => id === 'share-closed')).toEqual({
      id: 'share-closed',
      version: 1,
      sv: 'Andel avslutade: ärenden avslutade i perioden, delat med ärenden öppna vid periodens början och mottagna i den. Enhet: ärende.',
      en: 'Share closed: cases closed in the period, divided by cases open at the start of the period and received in it. Unit: case.',
    });
  });
});

function kebab(measure: string): string {
  return measure.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
