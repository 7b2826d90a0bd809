import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { assess, clocks } from '../../shared/domain/case/compliance.ts';
import type { CaseState } from '../../shared/domain/case/state.ts';
import type { TimelineEntry } from '../../shared/domain/clocks/timeline.ts';
import { localDate } from '../../shared/domain/time/local-date.ts';
import { STOCKHOLM } from '../../shared/reference/stockholm.ts';
import { anyLife, born, type Life, lived } from '../property/life-stories.ts';
import { ledger, notes, type Paper, type PaperKind, shownAs } from './clocks-by-hand.ts';

const deep = process.env['JOBBTORG_DEEP'] !== undefined;
if (deep) vi.setConfig({ testTimeout: 30 * 60_000 });
const RUNS = { numRuns: deep ? 20_000 : 1_500 };

/** The almanac in the test ends with 2027: every promise of a life has fallen due by then. */
const LAST_DAY = localDate('2027-12-30');

/** What the timeline calls a fact, as it is written on the papers; an enrolment moves no promise, and the almanac is right. */
const WRITTEN: Readonly<Record<TimelineEntry['kind'], PaperKind | null>> = {
  received: 'received',
  held: 'held',
  released: 'released',
  restarted: 'restarted',
  enrolled: null,
  'work-started': 'work-started',
  'measure-started': 'measure-started',
  reviewed: 'followed-up',
  'review-concluded': 'concluded',
  'plan-approved': 'plan-approved',
  interrupted: 'interrupted',
  'closed-with-work': 'closed-with-work',
  'closed-by-office': 'closed-by-office',
  closed: 'closed',
  'calendar-corrected': null,
};

function papersOf({ timeline }: CaseState): ReadonlyArray<Paper> {
  return timeline.flatMap(({ kind, on, recordedOn, seenFrom }) => {
    const written = WRITTEN[kind];
    return written === null ? [] : [{ kind: written, on, written: recordedOn, seen: seenFrom }];
  });
}

const wholeLife = (life: Life) => life.attempts.reduce(lived, born(life));
/** A life that ends while the almanac knows what is still due. */
const lifeInTime = anyLife.filter((life) => life.attempts.reduce((sum, { daysLater }) => sum + daysLater, 0) < 500);

describe('The clocks of a case of any life', () => {
  it('are those of an official with a ledger and an almanac', () => {
    fc.assert(
      fc.property(lifeInTime, (life) => {
        const { state, today } = wholeLife(life);
        const byHand = ledger(papersOf(state)).map((entry) => shownAs(entry, today));
        expect(
          clocks(state, STOCKHOLM, today).map(
            ({ kind: _, policy: __, waitingFor: ___, explanation: ____, ...clock }) => clock,
          ),
        ).toEqual(byHand);
      }),
      RUNS,
    );
  });

  it('lead to the findings that the official would have written down', () => {
    fc.assert(
      fc.property(lifeInTime, (life) => {
        const { state } = wholeLife(life);
        const found = assess(state, STOCKHOLM, LAST_DAY).map(({ data }) => data);
        const byHand = notes(papersOf(state))
          .filter(({ morning }) => morning <= LAST_DAY)
          .map(({ clock, kind, asOf }) => ({ clock, kind, asOf }));
        const inOrder = (some: ReadonlyArray<unknown>) => some.map((one) => JSON.stringify(one)).toSorted();
        expect(inOrder(found)).toEqual(inOrder(byHand));
      }),
      RUNS,
    );
  });
});
