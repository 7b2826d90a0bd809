import type { EpochDay } from '../time/local-date.ts';

/** Cases without priority that waited alike and were overtaken alike. */
export interface Overtaken {
  readonly office: string;
  readonly sex: string;
  readonly receivedOn: EpochDay;
  /** Days waited after the first of those received later had been served. */
  readonly daysAfter: number;
  readonly times: number;
}

/**
 * Who went before whom. It keeps, for each office, the first day on which someone with priority received on a day was
 * served, and how many of the others waited from a day to a day: so much as there are days, not cases.
 */
export interface Overtaking {
  /** Someone with priority was served. */
  served(office: string, receivedOn: EpochDay, servedOn: EpochDay): void;
  /** Someone without priority waited until a day; `null` still waits when the period is over. */
  waited(office: string, sex: string, receivedOn: EpochDay, until: EpochDay | null): void;
  /** Calls `take` with all who were overtaken, and forgets them. */
  takeOvertaken(take: (overtaken: Overtaken) => void): void;
}

/** Nobody has waited yet, from the first to the last day of a period. */
export function overtaking(from: EpochDay, to: EpochDay): Overtaking {
  const afterLast = to + 1;
  // A day longer than the period: who still waits then may be overtaken on its last day.
  const length = afterLast - from + 1;
  const firstServed = new Map<string, Map<EpochDay, EpochDay>>();
  const waits = new Map<
    string,
    { readonly office: string; readonly sex: string; readonly times: Map<number, number> }
  >();
  return {
    served: (office, receivedOn, servedOn) => {
      const days = firstServed.get(office) ?? new Map<EpochDay, EpochDay>();
      firstServed.set(office, days);
      days.set(receivedOn, Math.min(servedOn, days.get(receivedOn) ?? servedOn));
    },
    waited: (office, sex, receivedOn, until) => {
      const queue = `${office}/${sex}`;
      const { times } = waits.get(queue) ?? { times: new Map<number, number>() };
      waits.set(queue, { office, sex, times });
      const pair = (receivedOn - from) * length + ((until ?? afterLast) - from);
      times.set(pair, (times.get(pair) ?? 0) + 1);
    },
    takeOvertaken: (take) => {
      const servedAfter = new Map([...firstServed].map(([office, days]) => [office, earliestAfter(days, from, to)]));
      for (const { office, sex, times } of waits.values()) {
        const earliest = servedAfter.get(office);
        if (earliest === undefined) continue;
        for (const [pair, cases] of times) {
          const receivedOn = from + Math.floor(pair / length);
          const until = from + (pair % length);
          const overtakenOn = earliest(receivedOn);
          if (overtakenOn >= until) continue;
          take({ office, sex, receivedOn, daysAfter: Math.min(until, to) - overtakenOn, times: cases });
        }
      }
      waits.clear();
    },
  };
}

/** The first day on which any of those received after a day was served. */
function earliestAfter(
  days: ReadonlyMap<EpochDay, EpochDay>,
  from: EpochDay,
  to: EpochDay,
): (receivedOn: EpochDay) => EpochDay {
  const after: Array<EpochDay> = [];
  let earliest = Number.POSITIVE_INFINITY;
  for (let day = to; day >= from; day--) {
    after[day - from] = earliest;
    earliest = Math.min(earliest, days.get(day) ?? earliest);
  }
  return (receivedOn) => after[receivedOn - from] ?? Number.POSITIVE_INFINITY;
}
