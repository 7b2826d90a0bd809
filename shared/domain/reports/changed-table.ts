import { type Measure, shapeOf, type TableShape } from './measures.ts';
import type { ReportKind } from './question.ts';
import type { ReportRow, ReportTable } from './report.ts';

/** By how much a figure has changed; `null` when either version withholds it. */
type Change = number | null;
type Changes = Readonly<Record<string, Change>>;

/**
 * Whether two versions of a table can both be published: every number of cases that can be worked out from the two, and
 * that has changed at all, has changed by at least `smallest`. That goes for every count; for what is left of a share's
 * denominator without its numerator; for what the rows withheld in either version have in common, when the total and all
 * other rows are told; and a statistic or a share may not move while the counts of its row stand still.
 */
export function isTellable(kind: ReportKind, before: ReportTable, now: ReportTable, smallest: number): boolean {
  const shape = shapeOf(kind, now.id);
  if (shape === undefined) return true;
  const isQuiet = (change: Change) => change === null || change === 0 || Math.abs(change) >= smallest;
  const pairs = rowPairs(before, now);
  const rows = pairs.map((pair) => countChanges(shape.measures, pair));
  const total = countChanges(shape.measures, [before.total, now.total]);
  return (
    [...rows, total].every((row) => workedOut(shape, row).every(isQuiet)) &&
    withheldTogether(shape, rows, total).every(isQuiet) &&
    [...pairs, [before.total, now.total] as const].every((pair) => !movesAlone(shape.measures, pair))
  );
}

type RowPair = readonly [before: ReportRow | undefined, now: ReportRow | undefined];

function rowPairs(before: ReportTable, now: ReportTable): ReadonlyArray<RowPair> {
  const was = new Map(before.rows.map((row) => [row.key, row]));
  const is = new Map(now.rows.map((row) => [row.key, row]));
  return [...new Set([...was.keys(), ...is.keys()])].map((key) => [was.get(key), is.get(key)]);
}

/** By how much each count of a row has changed; a row that is not there counts nothing. */
function countChanges(measures: ReadonlyArray<Measure>, [before, now]: RowPair): Changes {
  const valueIn = (row: ReportRow | undefined, name: string) => (row === undefined ? 0 : (row.cells[name] ?? null));
  return Object.fromEntries(
    measures
      .filter(({ unit }) => unit === 'count')
      .map(({ name }) => {
        const [was, is] = [valueIn(before, name), valueIn(now, name)];
        return [name, was === null || is === null ? null : is - was];
      }),
  );
}

/** The changes of a row's counts, and of what they leave when some are part of others. */
function workedOut({ measures, includes = [] }: TableShape, changes: Changes): ReadonlyArray<Change> {
  const shares = measures.flatMap(({ of, unit }) => (of === null || unit !== 'share' ? [] : [of]));
  return [
    ...Object.values(changes),
    ...shares.map(({ numerator, denominator }) => less(sum(changes, denominator), sum(changes, numerator))),
    ...includes.map(({ whole, parts }) => less(changes[whole] ?? null, sum(changes, parts))),
  ];
}

/** For each count whose rows add up: the change of all rows together that either version withholds. */
function withheldTogether(
  { measures, notSummed = [] }: TableShape,
  rows: ReadonlyArray<Changes>,
  total: Changes,
): ReadonlyArray<Change> {
  const summed = measures.filter(({ name, unit }) => unit === 'count' && !notSummed.includes(name));
  return summed.flatMap(({ name }) => {
    const ofRows = rows.map((row) => row[name] ?? null);
    const told = ofRows.filter((change) => change !== null).reduce((all, change) => all + change, 0);
    return ofRows.includes(null) ? [less(total[name] ?? null, told)] : [];
  });
}

/** Whether a share or a statistic has changed in a row of which no count has: then a single person may have. */
function movesAlone(measures: ReadonlyArray<Measure>, [before, now]: RowPair): boolean {
  if (before === undefined || now === undefined) return false;
  const hasChanged = ({ name }: Measure) => (before.cells[name] ?? null) !== (now.cells[name] ?? null);
  const ofCounts = (measure: Measure) => (measure.of?.denominator ?? []).concat(measure.of?.numerator ?? []);
  return measures.some(
    (measure) =>
      measure.unit !== 'count' &&
      hasChanged(measure) &&
      !measures.some((other) => ofCounts(measure).includes(other.name) && hasChanged(other)),
  );
}

function sum(changes: Changes, names: ReadonlyArray<string>): Change {
  return names.reduce<Change>((all, name) => {
    const change = changes[name] ?? null;
    return all === null || change === null ? null : all + change;
  }, 0);
}

function less(one: Change, other: Change): Change {
  return one === null || other === null ? null : one - other;
}
