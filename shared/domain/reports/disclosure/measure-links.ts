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
  const [carriedOver] = shapes.flatMap((shape) => shape.carriedOver ?? []);
  if (carriedOver === undefined) return;
  for (const group of links.groups()) linkLeft(links, group, carriedOver.end);
  linkStocks(links, carriedOver);
}

/** The name of the cell of what a period leaves, which the one after it begins with. */
export const LEFT = 'left';

/** What a period leaves stands in the tables of the next, with every zero. */
function linkLeft(links: Linking, group: Group, { plus, minus }: Stock): void {
  const [more, less] = [cellsOf(group, plus), cellsOf(group, minus)];
  if (more === undefined || less === undefined) return;
  const sum = (cells: ReadonlyArray<number>) => cells.reduce((all, cell) => all + links.value(cell), 0);
  links.relate(more, [...less, links.untold(group, LEFT, sum(more) - sum(less))]);
}

/** The numerator of a share is a part of its denominator. */
function linkShares(links: Linking, group: Group): void {
  for (const measure of group.measures.values()) {
    if (measure.unit !== 'share') continue;
    const [numerator, denominator] = toldByShare(links, group, measure) ?? [];
    if (numerator !== undefined && denominator !== undefined) links.include(denominator, [numerator]);
  }
}

type CarriedOver = NonNullable<TableShape['carriedOver']>;
type Stock = CarriedOver['end'];

/** What a month leaves is what the next begins with, and the period begins and ends with its first and last month. */
function linkStocks(links: Linking, { start }: CarriedOver): void {
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
      if (index > 0) equal(ordered[index - 1], LEFT, month, start);
    }
    const period = new Map([...(ordered[0]?.keys ?? [])].filter(([dimension]) => dimension !== 'month'));
    equal(ordered[0], start, links.known(period), start);
    equal(ordered.at(-1), LEFT, links.known(period), LEFT);
  }
}

function unique<T>(values: ReadonlyArray<T>): ReadonlyArray<T> {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}
