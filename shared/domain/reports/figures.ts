/** A share, 0–1 and unrounded; `null` when there is nothing to be a share of. */
export function share(numerator: number, denominator: number): number | null {
  return denominator === 0 ? null : numerator / denominator;
}

/** How many times each number of days has occurred: medians and percentiles without keeping the days themselves. */
export interface DayHistogram {
  add(days: number): void;
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
  return {
    add: (days) => {
      occurrences.set(days, (occurrences.get(days) ?? 0) + 1);
      count++;
    },
    median: () => (count === 0 ? null : (ranked(Math.ceil(count / 2)) + ranked(Math.floor(count / 2) + 1)) / 2),
    percentile: (percent) => (count === 0 ? null : ranked(Math.ceil((count * percent) / 100))),
  };
}
