import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pendingFindings } from '../../shared/domain/clocks/findings.ts';
import { pendingCorrection } from '../../shared/domain/clocks/pending-correction.ts';
import type { ClockPolicies } from '../../shared/domain/clocks/policy.ts';
import { clockOn, type ReckonedClock, reckonClocks } from '../../shared/domain/clocks/reckon.ts';
import type { ClockFact } from '../../shared/domain/clocks/timeline.ts';
import { correctedCalendar } from '../../shared/domain/time/corrected-calendar.ts';
import { addDays, fromEpochDay, toEpochDay } from '../../shared/domain/time/local-date.ts';
import type { WorkingDays } from '../../shared/domain/time/working-days.ts';
import { STOCKHOLM } from '../../shared/reference/stockholm.ts';
import { RUNS } from './runs.ts';
import { anyTimeline, RECEIVED_ON } from './timelines.ts';

const dayOfSpring = fc.integer({ min: 1, max: 150 }).map((later) => RECEIVED_ON + later);

/** One weekday of spring made a holiday, known from a day before it or after. */
const anyCorrection = fc
  .record({ knownFrom: dayOfSpring, day: dayOfSpring })
  .filter(({ day }) => STOCKHOLM.calendar.isWorkingDay(day))
  .map(({ knownFrom, day }) => ({
    knownFrom,
    calendar: correctedCalendar(STOCKHOLM.calendar, [
      {
        version: 2,
        knownFrom: fromEpochDay(knownFrom),
        days: [{ date: fromEpochDay(day), change: 'added', sv: 'stadens dag', en: 'City Day' }],
        source: 'assumed',
        sv: 'Beslut.',
        en: 'A decision.',
      },
    ]),
  }));

const clocksOf = (timeline: ReadonlyArray<ClockFact>, calendar: WorkingDays, policies = STOCKHOLM.clocks) =>
  reckonClocks(timeline, policies, calendar);

/** The same facts with a correction taken up in some night, where it stands among them. */
function takenUp(timeline: ReadonlyArray<ClockFact>, knownFrom: number, nightsLater: number): ReadonlyArray<ClockFact> {
  const recordedOn = knownFrom + nightsLater;
  const seenFrom = recordedOn + 1;
  const index = timeline.findIndex((fact) => fact.seenFrom > recordedOn);
  const fact: ClockFact = { kind: 'calendar-corrected', on: knownFrom, recordedOn, seenFrom };
  return index === -1 ? [...timeline, fact] : timeline.toSpliced(index, 0, fact);
}

const byId = (clocks: ReadonlyArray<ReckonedClock>) => new Map(clocks.map((clock) => [clock.id, clock]));

describe('A corrected calendar', () => {
  test('moves no clock that began before it was known, while no fact says so', () => {
    fc.assert(
      fc.property(anyTimeline, anyCorrection, (timeline, { knownFrom, calendar }) => {
        const before = byId(clocksOf(timeline, STOCKHOLM.calendar));
        for (const { id, startedBy, span, end } of clocksOf(timeline, calendar)) {
          if (startedBy !== null && startedBy.recordedOn >= knownFrom) continue;
          expect({ span, end }).toEqual({ span: before.get(id)?.span, end: before.get(id)?.end });
        }
      }),
      RUNS,
    );
  });

  test('that is taken up moves a holiday later at most: what had ended or was broken stays, and no last day comes sooner', () => {
    fc.assert(
      fc.property(anyTimeline, anyCorrection, fc.integer({ min: 0, max: 3 }), (timeline, correction, nights) => {
        const { knownFrom, calendar } = correction;
        const before = byId(clocksOf(timeline, calendar));
        const told = takenUp(timeline, knownFrom, nights);
        for (const clock of clocksOf(told, calendar)) {
          const was = before.get(clock.id);
          const [dueOn, wasDueOn] = [clock.span?.dueOn ?? 0, was?.span?.dueOn ?? 0];
          expect(dueOn).toBeGreaterThanOrEqual(wasDueOn);
          if (wasDueOn < knownFrom) expect(clock.span).toEqual(was?.span);
          const ended = was?.end != null && was.end.fact.seenFrom <= knownFrom && was.end.fact.on < knownFrom;
          if (ended) expect(clock.span).toEqual(was?.span);
          expect(clockOn(clock, knownFrom - 1).span).toEqual(was?.span);
        }
      }),
      RUNS,
    );
  });

  test('is asked for by a case exactly when taking it up that night would move one of its clocks', () => {
    fc.assert(
      fc.property(anyTimeline, anyCorrection, (timeline, { knownFrom, calendar }) => {
        const known = timeline.filter(({ seenFrom }) => seenFrom <= knownFrom);
        if (known.length === 0) return;
        const clocks = clocksOf(known, calendar);
        const moved = clocksOf(takenUp(known, knownFrom, 0), calendar).some(({ earlier }) => earlier.length > 0);
        expect(pendingCorrection(clocks, known, calendar) !== null).toBe(moved);
        const after = takenUp(known, knownFrom, 0);
        expect(pendingCorrection(clocksOf(after, calendar), after, calendar)).toBeNull();
      }),
      RUNS,
    );
  });
});

const GUARANTEE_DAYS = fc.integer({ min: 1, max: 20 });
const REVIEW_MONTHS = fc.integer({ min: 1, max: 6 });

/** Both promises changed on a day of spring, for those who wait already too. */
const anyTakeOver = fc
  .record({ first: dayOfSpring, days: GUARANTEE_DAYS, months: REVIEW_MONTHS })
  .map(({ first, days, months }): { readonly first: number; readonly policies: ClockPolicies } => {
    const validFrom = fromEpochDay(first);
    const validTo = addDays(validFrom, -1);
    const since = { validFrom, appliesTo: 'open-clocks-too' } as const;
    const { guarantee, review } = STOCKHOLM.clocks;
    return {
      first: toEpochDay(validFrom),
      policies: {
        guarantee: guarantee.flatMap((policy) => [
          { ...policy, validTo },
          { ...policy, ...since, id: 'guarantee-new', days },
        ]),
        review: review.flatMap((policy) => [
          { ...policy, validTo },
          { ...policy, ...since, id: 'review-new', months },
        ]),
      },
    };
  });

describe('A policy that takes over open clocks', () => {
  const pending = (timeline: ReadonlyArray<ClockFact>, policies: ClockPolicies) =>
    pendingFindings(clocksOf(timeline, STOCKHOLM.calendar, policies), []);

  test('leaves every finding that a nightly check has made, whatever is told later', () => {
    fc.assert(
      fc.property(anyTimeline, anyTakeOver, (timeline, { policies }) => {
        const atTheEnd = pending(timeline, policies);
        timeline.forEach((next, index) => {
          const made = pending(timeline.slice(0, index), policies).filter(({ checkOn }) => checkOn < next.seenFrom);
          expect(atTheEnd).toEqual(expect.arrayContaining([...made]));
        });
      }),
      RUNS,
    );
  });

  test('makes no finding of a clock already known by what is told later', () => {
    fc.assert(
      fc.property(anyTimeline, anyTakeOver, (timeline, { policies }) => {
        const atTheEnd = pending(timeline, policies);
        timeline.forEach((next, index) => {
          const before = timeline.slice(0, index);
          const known = new Set(clocksOf(before, STOCKHOLM.calendar, policies).map(({ id }) => id));
          const made = new Set(pending(before, policies).map(({ clock, kind }) => `${clock} ${kind}`));
          for (const { clock, kind, checkOn } of atTheEnd) {
            if (known.has(clock) && checkOn < next.seenFrom) expect(made).toContain(`${clock} ${kind}`);
          }
        });
      }),
      RUNS,
    );
  });

  test('changes nothing before its first day, nor a clock that was past due by then', () => {
    fc.assert(
      fc.property(anyTimeline, anyTakeOver, (timeline, { first, policies }) => {
        const before = byId(clocksOf(timeline, STOCKHOLM.calendar));
        for (const clock of clocksOf(timeline, STOCKHOLM.calendar, policies)) {
          const was = before.get(clock.id);
          if (was === undefined || clock.openedBy.on >= first) continue;
          const { span, end } = clockOn(clock, first - 1);
          expect({ span, end }).toEqual({ span: was.span, end: was.end });
          if (was.span !== null && was.span.dueOn < first) expect(clock.span).toEqual(was.span);
          if (clock.span !== null && was.span !== null) {
            expect(clock.span.dueOn).toBeGreaterThanOrEqual(Math.min(was.span.dueOn, first));
          }
        }
      }),
      RUNS,
    );
  });
});
