/** A share, 0–1 and unrounded; `null` when there is nothing to be a share of. */
export function share(numerator: number, denominator: number): number | null {
  return denominator === 0 ? null : numerator / denominator;
}

/** The 97.5th percentile of the normal distribution: two tails of it leave 95 %. */
const Z_95 = 1.959964;

/**
 * The 95 % interval of a share by Wilson's method, which stays within 0–1 and is honest for small numbers; `null` when
 * there is nothing to be a share of. What lies within it can be chance.
 */
export function interval(
  numerator: number,
  denominator: number,
): { readonly low: number; readonly high: number } | null {
  if (denominator === 0) return null;
  const p = numerator / denominator;
  const z2 = Z_95 * Z_95;
  const middle = (p + z2 / (2 * denominator)) / (1 + z2 / denominator);
  const half =
    (Z_95 * Math.sqrt((p * (1 - p)) / denominator + z2 / (4 * denominator * denominator))) / (1 + z2 / denominator);
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/** How many times each number of days has occurred: medians and percentiles without keeping the days themselves. */
export interface DayHistogram {
  add(days: number, times?: number): void;
  /** Adds all that another has. */
  addAll(others: DayHistogram): void;
  /** Each number of days that has occurred, and how many times. */
  occurrences(): Iterable<readonly [days: number, times: number]>;
  count(): number;
  /** The middle one, or the mean of the middle two; `null` of none. */
  median(): number | null;
  /** The smallest number of days that at least `percent` of the occurrences do not exceed (nearest rank). */
  percentile(percent: number): number | null;
}

/** A histogram of nothing yet. */
export function dayHistogram(): DayHistogram {
  const occurrences = new Map<number, number>();
  let count = 0;
  /** The number of days at a rank, from 1, when all are put in order. */
  const ranked = (rank: number): number => {
    let reached = 0;
    for (const [days, times] of [...occurrences].sort(([a], [b]) => a - b)) {
      reached += times;
      if (reached >= rank) return days;
    }
    throw new RangeError(`no rank ${rank} among ${count}`);
  };
  const add = (days: number, times = 1): void => {
    occurrences.set(days, (occurrences.get(days) ?? 0) + times);
    count += times;
  };
  return {
    add,
    addAll: (others) => {
      for (const [days, times] of others.occurrences()) add(days, times);
    },
    occurrences: () => occurrences,
    count: () => count,
    median: () => (count === 0 ? null : (ranked(Math.ceil(count / 2)) + ranked(Math.floor(count / 2) + 1)) / 2),
    percentile: (percent) => (count === 0 ? null : ranked(Math.ceil((count * percent) / 100))),
  };
}
