import { assess, clocks, shownFindings } from '../../../../shared/domain/case/compliance.ts';
import { localDate } from '../../../../shared/domain/time/local-date.ts';
import { STOCKHOLM } from '../../../../shared/reference/stockholm.ts';
import { begin, next, noted, type Story } from '../case/stories.ts';

/**
 * Received on Monday 2 March 2026: the fifth day is Saturday the 7th, so the promise is to be kept by Monday the 9th,
 * and is at risk from Thursday the 5th. A plan approved on Thursday 5 March is to be followed up by Friday 5 June, and
 * is at risk from Friday 22 May, ten working days before.
 */
export const referred = (): Story => begin('2026-03-02');
/** The same, while the applicant waits for the decision on support. */
export const held = (): Story => begin('2026-03-02', { benefitDecision: 'awaited' });

/** Every clock of a story as it stands on a day. */
export const on = (story: Story, today: string) => clocks(story.state, STOCKHOLM, localDate(today));

/** Every clock with its state, one `guarantee/1 running` a line. */
export const states = (story: Story, today: string) => on(story, today).map(({ id, state }) => `${id} ${state}`);

/** One clock as it stands on a day. */
export const clock = (story: Story, id: string, today: string) => on(story, today).find((known) => known.id === id);

/** The story after the nightly check of a day. */
export function checked(story: Story, day: string): Story {
  const facts = assess(story.state, STOCKHOLM, localDate(day));
  return facts.length === 0 ? story : noted(story, facts, `${day}T03:15:00Z`);
}

/** Every recorded finding, one `guarantee/1 missed 2026-03-10` a line, with what is said beside it. */
export const found = (story: Story) =>
  shownFindings(story.state, STOCKHOLM).map(({ clock: id, kind, asOf, annotation }) =>
    [id, kind, asOf, ...(annotation === null ? [] : [annotation])].join(' '),
  );

/** The story after a closure on a day. */
export const closedWith = (story: Story, outcome: string, day: string): Story =>
  next(story, 'closures', { on: day, outcome }, day);
