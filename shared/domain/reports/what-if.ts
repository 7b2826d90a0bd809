import { type CaseRow, heldBy } from '../case/case-row.ts';
import type { City } from '../city.ts';
import type { GuaranteePolicy, ReviewPolicy } from '../clocks/policy.ts';
import { type ReckonedClock, reckonGuarantees, reckonReviews } from '../clocks/reckon.ts';
import type { ClockFact } from '../clocks/timeline.ts';
import { type LocalDate, toEpochDay } from '../time/local-date.ts';
import type { WorkingDays } from '../time/working-days.ts';
import { counts } from './fold.ts';
import { fallingDue, isInTime, isVoid } from './promises.ts';

/** A way to time a promise, that cases of the past are reckoned under once more. */
export interface Reading {
  readonly id: string;
  readonly sv: string;
  readonly en: string;
  readonly kind: ReckonedClock['kind'];
  readonly reckon: (timeline: ReadonlyArray<ClockFact>) => ReadonlyArray<ReckonedClock>;
}

/** How many promises fell due, and how many of them were kept. */
export interface Kept {
  readonly due: number;
  readonly kept: number;
}

/** What a reading says of the cases: in all, and by the office that held the case on the last day of the promise. */
export interface ReadingResult extends Pick<Reading, 'id' | 'sv' | 'en' | 'kind'> {
  readonly total: Kept;
  readonly offices: ReadonlyMap<string, Kept>;
}

/** A reckoning under way: it is told of each case once, keeps tallies only, and writes nothing anywhere. */
export interface WhatIf {
  add(row: CaseRow): void;
  results(): ReadonlyArray<ReadingResult>;
}

/** A reading under some guarantee policies; of two in force on a day, the first counts. */
export function guaranteeReading(
  policies: readonly [GuaranteePolicy, ...Array<GuaranteePolicy>],
  calendar: WorkingDays,
) {
  const [{ id, sv, en, kind }] = policies;
  const reckon: Reading['reckon'] = (timeline) => reckonGuarantees(timeline, policies, calendar);
  return { id, sv, en, kind, reckon };
}

/** A reading under some review policies; of two in force on a day, the first counts. */
export function reviewReading(policies: readonly [ReviewPolicy, ...Array<ReviewPolicy>], calendar: WorkingDays) {
  const [{ id, sv, en, kind }] = policies;
  const reckon: Reading['reckon'] = (timeline) => reckonReviews(timeline, policies, calendar);
  return { id, sv, en, kind, reckon };
}

/** Reckons the promises that fall due from one day to another, as a compliance report does, under each reading. */
export function whatIf(
  readings: ReadonlyArray<Reading>,
  period: { readonly from: LocalDate; readonly to: LocalDate },
  { offices }: Pick<City, 'offices'>,
): WhatIf {
  const from = toEpochDay(period.from);
  const to = toEpochDay(period.to);
  const tallies = readings.map((reading) => ({ reading, total: none(), offices: new Map<string, Tally>() }));
  return {
    add: (row) => {
      if (!counts(row) || row.receivedOn > to) return;
      for (const tally of tallies) {
        for (const promise of fallingDue(tally.reading.reckon(row.timeline), from, to)) {
          if (isVoid(promise)) continue;
          const kept = isInTime(promise);
          count(tally.total, kept);
          count(at(tally.offices, heldBy(row, promise.span.dueOn).office), kept);
        }
      }
    },
    results: () =>
      tallies.map(({ reading: { id, sv, en, kind }, total, offices: byOffice }) => {
        const known = offices.flatMap(({ code }) => entryOf(byOffice, code));
        return { id, sv, en, kind, total, offices: new Map([...known, ...byOffice]) };
      }),
  };
}

interface Tally {
  due: number;
  kept: number;
}

const none = (): Tally => ({ due: 0, kept: 0 });

function count(tally: Tally, kept: boolean): void {
  tally.due++;
  if (kept) tally.kept++;
}

function at(tallies: Map<string, Tally>, key: string): Tally {
  const known = tallies.get(key);
  if (known !== undefined) return known;
  const made = none();
  tallies.set(key, made);
  return made;
}

/** The entry of a key, so that a map can be put in another order. */
function entryOf(tallies: ReadonlyMap<string, Tally>, key: string): ReadonlyArray<readonly [string, Tally]> {
  const tally = tallies.get(key);
  return tally === undefined ? [] : [[key, tally]];
}
