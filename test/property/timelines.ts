import fc from 'fast-check';
import type { ClockFact, ClockFactKind } from '../../shared/domain/clocks/timeline.ts';
import { localDate, toEpochDay } from '../../shared/domain/time/local-date.ts';

/** The Monday on which every case of these is received. */
export const RECEIVED_ON = toEpochDay(localDate('2026-03-02'));

const LATER_KINDS: ReadonlyArray<ClockFactKind> = [
  'restarted',
  'restarted',
  'enrolled',
  'work-started',
  'measure-started',
  'plan-approved',
  'plan-approved',
  'reviewed',
  'review-concluded',
  'interrupted',
  'closed',
  'closed-with-work',
  'closed-by-office',
];

/** Mostly within the few days of a promise, sometimes within the months of a follow-up. */
const daysLater = fc.oneof(
  fc.integer({ min: 0, max: 4 }),
  fc.integer({ min: 0, max: 12 }),
  fc.integer({ min: 0, max: 110 }),
);
const daysBack = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 110 }));

/** Facts in the order they were recorded, each about its own day or an earlier one; interruptions and restarts too. */
export const anyTimeline: fc.Arbitrary<ReadonlyArray<ClockFact>> = fc
  .array(
    fc.record({
      kind: fc.constantFrom(...LATER_KINDS),
      daysLater,
      daysBack,
      beforeTheCheck: fc.boolean(),
    }),
    { maxLength: 14, size: 'max' },
  )
  .map((later) => {
    let recordedOn = RECEIVED_ON;
    let seenFrom = RECEIVED_ON + 1;
    const facts = later.map(({ kind, daysLater, daysBack, beforeTheCheck }) => {
      recordedOn += daysLater;
      seenFrom = Math.max(seenFrom, beforeTheCheck ? recordedOn : recordedOn + 1);
      return { kind, on: Math.max(RECEIVED_ON, recordedOn - daysBack), recordedOn, seenFrom };
    });
    const received = { kind: 'received', on: RECEIVED_ON, recordedOn: RECEIVED_ON, seenFrom: RECEIVED_ON + 1 } as const;
    return [received, ...facts];
  });
