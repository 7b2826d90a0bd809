import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Report, ReportRow } from '../../shared/domain/reports/report.ts';
import { written } from '../../shared/domain/reports/report-json.ts';
import { nextVersion, type Standing } from '../../shared/domain/reports/versions.ts';
import { localDate } from '../../shared/domain/time/local-date.ts';
import { RUNS } from './runs.ts';

/** Everybody is of one district and one sex; an office has two districts. */
const OFFICES = { kista: ['rinkeby-kista', 'spanga-tensta'], vallingby: ['bromma', 'hasselby-vallingby'] } as const;
const DISTRICTS = Object.values(OFFICES).flat();
const SEXES = ['man', 'woman'] as const;
const GROUPS = DISTRICTS.flatMap((district) => SEXES.map((sex) => ({ district, sex })));
type Group = (typeof GROUPS)[number];

/** How many of each group have been referred; the late ones come in steps, and nobody is taken away. */
type Counts = ReadonlyArray<number>;

const POPULATIONS: Readonly<Record<string, (group: Group) => boolean>> = {
  total: () => true,
  ...Object.fromEntries(SEXES.map((sex) => [sex, (group: Group) => group.sex === sex])),
  ...Object.fromEntries(DISTRICTS.map((district) => [district, (group: Group) => group.district === district])),
  ...Object.fromEntries(
    Object.entries(OFFICES).map(([office, districts]) => [
      office,
      ({ district }: Group) => districts.some((one) => one === district),
    ]),
  ),
};
const TABLES = { office: Object.keys(OFFICES), district: DISTRICTS, sex: SEXES };

function row(key: string, referred: number): ReportRow {
  const none = { closed: 0, shareClosed: 0, work: 0, subsidisedWork: 0, studies: 0, workOrStudiesShare: null };
  const cells = { openAtStart: 0, referred, ...none, dropOut: 0, dropOutShare: null };
  return { key, cells, suppressed: [] };
}

function reportOf(counts: Counts): Report {
  const sizeOf = (population: string) =>
    GROUPS.reduce((sum, group, index) => sum + (POPULATIONS[population]?.(group) ? (counts[index] ?? 0) : 0), 0);
  const tables = Object.entries(TABLES).map(([dimension, keys]) => ({
    id: `by-${dimension}`,
    dimension,
    rows: keys.map((key) => row(key, sizeOf(key))),
    total: row('total', sizeOf('total')),
  }));
  const [from, to] = [localDate('2026-03-01'), localDate('2026-03-31')];
  return { kind: 'outcomes', from, to, division: 'of-the-time', definitions: [], policies: [], tables };
}

/** Every number that a version tells of a population: in a row, or as the sum of rows of one table. */
function told({ tables }: Report): ReadonlyArray<readonly [population: string, size: number]> {
  return tables.flatMap(({ id, rows, total }) => {
    const sizes = new Map(rows.map(({ key, cells }) => [key, cells['referred'] ?? 0]));
    const sum = (keys: Iterable<string>) => [...keys].reduce((all, key) => all + (sizes.get(key) ?? 0), 0);
    return [
      ...sizes,
      ['total', total.cells['referred'] ?? 0] as const,
      ['total', sum(sizes.keys())] as const,
      ...(id === 'by-district'
        ? Object.entries(OFFICES).map(([office, districts]) => [office, sum(districts)] as const)
        : []),
    ];
  });
}

const additions = fc.array(
  fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 12 })), {
    minLength: GROUPS.length,
    maxLength: GROUPS.length,
  }),
  { minLength: 1, maxLength: 5 },
);

test('whoever keeps every version of a report never learns that a group has grown by one to four persons', () => {
  fc.assert(
    fc.property(additions, (steps) => {
      let counts: Counts = GROUPS.map((_, index) => 20 + index);
      const first = reportOf(counts);
      let standing: Standing = { report: written(first), renewed: [] };
      const versions = [first];
      for (const step of steps) {
        counts = counts.map((count, index) => count + (step[index] ?? 0));
        const next = nextVersion(standing, reportOf(counts), 5);
        standing = { report: written(next.report), renewed: next.renewed };
        versions.push(next.report);
      }
      const sizes = Map.groupBy(versions.flatMap(told), ([population]) => population);
      for (const known of sizes.values()) {
        const ascending = [...new Set(known.map(([, size]) => size))].toSorted((a, b) => a - b);
        ascending.slice(1).forEach((size, index) => {
          expect(size - (ascending[index] ?? 0)).toBeGreaterThanOrEqual(5);
        });
      }
    }),
    RUNS,
  );
});

test('what has grown by enough everywhere is told at once', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 5, max: 40 }), { minLength: 8, maxLength: 8 }), (grown) => {
      const before = GROUPS.map(() => 20);
      const now = reportOf(before.map((count, index) => count + (grown[index] ?? 0)));
      const next = nextVersion({ report: written(reportOf(before)), renewed: [] }, now, 5);
      expect(next.report).toEqual(now);
      expect(next.changes.map(({ table }) => table)).toEqual(['by-office', 'by-district', 'by-sex']);
    }),
    RUNS,
  );
});
