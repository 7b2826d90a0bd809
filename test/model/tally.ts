import type { Fault } from '../support/fault-plans.ts';

/** Counts what happened in all runs together, for people to read. */
export interface Tally {
  count(kind: Kind, name: string): void;
  of(kind: Kind): ReadonlyMap<string, number>;
  /** A compact table of everything counted. */
  table(faults: ReadonlyMap<Fault, number>): string;
}

const KINDS = ['runs', 'steps', 'taken', 'answers', 'checks'] as const;
export type Kind = (typeof KINDS)[number];

export function newTally(): Tally {
  const counts = new Map<Kind, Map<string, number>>(KINDS.map((kind) => [kind, new Map()]));
  const of = (kind: Kind) => counts.get(kind) ?? new Map<string, number>();
  return {
    of,
    count: (kind, name) => of(kind).set(name, (of(kind).get(name) ?? 0) + 1),
    table: (faults) =>
      [...KINDS.map((kind) => [kind, of(kind)] as const), ['faults', faults] as const]
        .filter(([, names]) => names.size > 0)
        .map(([kind, names]) => `${kind.padEnd(8)} ${written(names)}`)
        .join('\n'),
  };
}

function written(names: ReadonlyMap<string, number>): string {
  return [...names]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, count]) => `${count} ${name}`)
    .join(', ');
}
