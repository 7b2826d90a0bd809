import type { TableShape } from '../measures.ts';
import { cellsOf, type Group, type Linking, toldByShare } from './linking.ts';

/** Ties the counts of each group of cases together as the shapes of its tables say. */
export function linkMeasures(links: Linking, shapes: ReadonlyArray<TableShape>): void {
  const balances = unique(shapes.flatMap((shape) => shape.balances ?? []));
  const includes = unique(shapes.flatMap((shape) => shape.includes ?? []));
  for (const group of links.groups()) {
    linkShares(links, group);
    for (const { plus, minus } of balances) {
      const [more, less] = [cellsOf(group, plus), cellsOf(group, minus)];
      if (more !== undefined && less !== undefined) links.relate(more, less);
    }
    for (const { whole, parts } of includes) {
      const [all] = cellsOf(group, [whole]) ?? [];
      const some = cellsOf(group, parts);
      if (all !== undefined && some !== undefined) links.include(all, some);
    }
  }
  for (const { carriedOver } of shapes) {
    if (carriedOver !== undefined) linkStocks(links, carriedOver);
  }
}

/** The numerator of a share is a part of its denominator. */
function linkShares(links: Linking, group: Group): void {
  for (const measure of group.measures.values()) {
    if (measure.unit !== 'share') continue;
    const [numerator, denominator] = toldByShare(links, group, measure) ?? [];
    if (numerator !== undefined && denominator !== undefined) links.include(denominator, [numerator]);
  }
}

/** What a month leaves is what the next begins with, and the period begins and ends with its first and last month. */
function linkStocks(links: Linking, { end, start }: NonNullable<TableShape['carriedOver']>): void {
  const series = Map.groupBy(
    links.groups().filter(({ keys }) => keys.has('month')),
    ({ keys }) => JSON.stringify([...keys].filter(([dimension]) => dimension !== 'month').sort()),
  );
  const equal = (one: Group | undefined, measure: string, other: Group | undefined, same: string): void => {
    const [a, b] = [one?.cells.get(measure), other?.cells.get(same)];
    if (a !== undefined && b !== undefined) links.relate([a], [b]);
  };
  for (const months of series.values()) {
    const ordered = months.toSorted((a, b) => ((a.keys.get('month') ?? '') < (b.keys.get('month') ?? '') ? -1 : 1));
    for (const [index, month] of ordered.entries()) {
      if (index > 0) equal(ordered[index - 1], end, month, start);
    }
    const period = new Map([...(ordered[0]?.keys ?? [])].filter(([dimension]) => dimension !== 'month'));
    equal(ordered[0], start, links.known(period), start);
    equal(ordered.at(-1), end, links.known(period), end);
  }
}

function unique<T>(values: ReadonlyArray<T>): ReadonlyArray<T> {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
