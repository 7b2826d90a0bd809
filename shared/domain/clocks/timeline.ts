import * as z from 'zod';
import { addDays, type EpochDay, type LocalDate, localDateSchema, toEpochDay } from '../time/local-date.ts';
import { dateInStockholm, firstCheckAfter } from '../time/stockholm.ts';

/**
 * The kinds of facts that start, stop, move or void a clock, in the order in which facts of one day count
 * (work before another measure before an approved plan before a closure, whatever order they were recorded in).
 */
export const CLOCK_FACT_KINDS = [
  'received',
  'held',
  'released',
  'restarted',
  'enrolled',
  'work-started',
  'measure-started',
  'reviewed',
  'review-concluded',
  'plan-approved',
  'interrupted',
  'closed-with-work',
  'closed-by-office',
  'closed',
  'calendar-corrected',
] as const;

export type ClockFactKind = (typeof CLOCK_FACT_KINDS)[number];

/** What the clocks need to know of one fact. */
export const timelineEntrySchema = z.strictObject({
  kind: z.enum(CLOCK_FACT_KINDS),
  /** The day the fact is about. */
  on: localDateSchema,
  /** The day it was registered; facts from history count as registered when they occurred. */
  recordedOn: localDateSchema,
  /** The date of the first nightly check that could see it. */
  seenFrom: localDateSchema,
});

export type TimelineEntry = z.infer<typeof timelineEntrySchema>;

/** A timeline entry in integer days, as the reckoning reads it. */
export interface ClockFact {
  readonly kind: ClockFactKind;
  readonly on: EpochDay;
  readonly recordedOn: EpochDay;
  readonly seenFrom: EpochDay;
}

/** When a fact was written down, and whether it came from an import of history. */
export interface Recording {
  /** Instant, RFC 3339 UTC. */
  readonly recordedAt: string;
  readonly source: 'live' | 'history';
}

/** The timeline entry of a fact about the day `on`. */
export function timelineEntry(kind: ClockFactKind, on: LocalDate, recording: Recording): TimelineEntry {
  return recording.source === 'history'
    ? { kind, on, recordedOn: on, seenFrom: addDays(on, 1) }
    : {
        kind,
        on,
        recordedOn: dateInStockholm(recording.recordedAt),
        seenFrom: firstCheckAfter(recording.recordedAt),
      };
}

/** Timeline entries, in the order they were recorded, as integer days. */
export function toClockFacts(timeline: ReadonlyArray<TimelineEntry>): ReadonlyArray<ClockFact> {
  return timeline.map((entry) => ({
    kind: entry.kind,
    on: toEpochDay(entry.on),
    recordedOn: toEpochDay(entry.recordedOn),
    seenFrom: toEpochDay(entry.seenFrom),
  }));
}

/** Only a plan version in force is reviewed: on one day, approvals and reviews count in the order they were recorded. */
const RANKED_AS: ReadonlyMap<ClockFactKind, ClockFactKind> = new Map([
  ['reviewed', 'plan-approved'],
  ['review-concluded', 'plan-approved'],
]);

const RANK = new Map(CLOCK_FACT_KINDS.map((kind) => [kind, CLOCK_FACT_KINDS.indexOf(RANKED_AS.get(kind) ?? kind)]));

/** Facts in the order they count: by day, then by kind, then as recorded (the sort is stable). */
export function inOrderOfEvents(facts: ReadonlyArray<ClockFact>): ReadonlyArray<ClockFact> {
  const rank = (fact: ClockFact) => RANK.get(fact.kind) ?? 0;
  return facts.toSorted((a, b) => a.on - b.on || rank(a) - rank(b));
}
