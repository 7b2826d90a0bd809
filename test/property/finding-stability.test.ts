import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { annotationOf, pendingFindings } from '../../shared/domain/clocks/findings.ts';
import { reckonClocks } from '../../shared/domain/clocks/reckon.ts';
import type { ClockFact } from '../../shared/domain/clocks/timeline.ts';
import { STOCKHOLM } from '../../shared/reference/stockholm.ts';
import { RUNS } from './runs.ts';
import { anyTimeline, RECEIVED_ON } from './timelines.ts';

function pending(timeline: ReadonlyArray<ClockFact>) {
  return pendingFindings(reckonClocks(timeline, STOCKHOLM.clocks, STOCKHOLM.calendar), []);
}

describe('A finding that a nightly check has made', () => {
  test('is made again from all that was told later', () => {
    fc.assert(
      fc.property(anyTimeline, (timeline) => {
        const atTheEnd = pending(timeline);
        timeline.forEach((next, index) => {
          const made = pending(timeline.slice(0, index)).filter(({ checkOn }) => checkOn < next.seenFrom);
          expect(atTheEnd).toEqual(expect.arrayContaining([...made]));
        });
      }),
      RUNS,
    );
  });

  test('of a clock already known is not made by what is told later', () => {
    fc.assert(
      fc.property(anyTimeline, (timeline) => {
        const atTheEnd = pending(timeline);
        timeline.forEach((next, index) => {
          const before = timeline.slice(0, index);
          const known = new Set(reckonClocks(before, STOCKHOLM.clocks, STOCKHOLM.calendar).map((clock) => clock.id));
          const made = new Set(pending(before).map(({ clock, kind }) => `${clock} ${kind}`));
          for (const { clock, kind, checkOn } of atTheEnd) {
            if (known.has(clock) && checkOn < next.seenFrom) expect(made).toContain(`${clock} ${kind}`);
          }
        });
      }),
      RUNS,
    );
  });

  test('is annotated only when the promise was kept, and then not seen in time', () => {
    fc.assert(
      fc.property(anyTimeline, (timeline) => {
        const clocks = new Map(
          reckonClocks(timeline, STOCKHOLM.clocks, STOCKHOLM.calendar).map((clock) => [clock.id, clock]),
        );
        for (const finding of pending(timeline)) {
          const clock = clocks.get(finding.clock);
          if (annotationOf(finding, clock) === null) continue;
          expect(clock?.end?.by).not.toBe('void');
          expect(clock?.end?.fact.on).toBeLessThanOrEqual(clock?.span?.dueOn ?? Number.NaN);
          expect(clock?.end?.fact.seenFrom).toBeGreaterThan(finding.checkOn);
        }
      }),
      RUNS,
    );
  });
});

describe('The clocks of any timeline', () => {
  test('keep their names, their openings and their days as more is told', () => {
    fc.assert(
      fc.property(anyTimeline, (timeline) => {
        const name = (facts: ReadonlyArray<ClockFact>) =>
          reckonClocks(facts, STOCKHOLM.clocks, STOCKHOLM.calendar).map(({ id, openedBy, span }) => ({
            id,
            openedBy,
            span,
          }));
        const atTheEnd = name(timeline);
        timeline.forEach((_, index) => {
          for (const clock of name(timeline.slice(0, index))) expect(atTheEnd).toContainEqual(clock);
        });
      }),
      RUNS,
    );
  });

  test('leave at most one guarantee and one follow-up without an end and not past due', () => {
    fc.assert(
      fc.property(anyTimeline, (timeline) => {
        const today = timeline.at(-1)?.recordedOn ?? RECEIVED_ON;
        const open = reckonClocks(timeline, STOCKHOLM.clocks, STOCKHOLM.calendar).filter(
          ({ end, span }) => end === null && span !== null && today <= span.dueOn,
        );
        expect(open.filter(({ kind }) => kind === 'guarantee').length).toBeLessThanOrEqual(1);
        expect(open.filter(({ kind }) => kind === 'review').length).toBeLessThanOrEqual(1);
      }),
      RUNS,
    );
  });
});
