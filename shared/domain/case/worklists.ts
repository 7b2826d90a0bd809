import { type ClockState, stateOn, type WaitingFor } from '../clocks/clocks.ts';
import { clockOn, type ReckonedClock, reckonClocks } from '../clocks/reckon.ts';
import { addDays, type EpochDay, fromEpochDay, type LocalDate, toEpochDay } from '../time/local-date.ts';
import { DAYS_TO_REGISTER } from './attendance.ts';
import type { CaseRow } from './case-row.ts';
import { type ClockRules, waitingFor } from './compliance.ts';
import { POSSIBLE } from './possible.ts';
import type { Answer } from './vocabulary.ts';

/** The worklists of the contract, in the order in which a case meets them, as they are shown. */
export const WORKLISTS = [
  { name: 'waiting-for-enrolment', sv: 'Väntar på inskrivning', en: 'Waiting for enrolment' },
  { name: 'waiting-for-plan', sv: 'Väntar på jobbplan', en: 'Waiting for a plan' },
  { name: 'guarantee-at-risk', sv: 'Löftet om plan, arbete eller insats är i fara', en: 'The guarantee is at risk' },
  { name: 'guarantee-missed', sv: 'Löftet om plan, arbete eller insats är brutet', en: 'The guarantee is missed' },
  { name: 'review-due', sv: 'Dags att följa upp planen', en: 'A review is due' },
  { name: 'review-missed', sv: 'Uppföljningen har missats', en: 'A review is missed' },
  { name: 'thin-plan', sv: 'Tunn plan', en: 'Thin plan' },
  {
    name: 'attendance-not-registered',
    sv: 'Närvaro som inte har registrerats på tre dagar',
    en: 'Attendance not registered for three days',
  },
  { name: 'interrupted', sv: 'Avbrott', en: 'Interrupted' },
  { name: 'without-coach', sv: 'Saknar coach', en: 'Without a coach' },
  { name: 'transfer-requested', sv: 'Överflyttning begärd', en: 'Transfer requested' },
] as const;

export type WorklistName = (typeof WORKLISTS)[number]['name'];

/** The clock that puts a case on a list. */
export interface ListedClock {
  readonly id: string;
  readonly state: ClockState;
  readonly dueOn: LocalDate;
  readonly waitingFor: WaitingFor | null;
}

/** The occasions that put a case on a list: since when, and how many. */
export interface UnregisteredOccasions {
  readonly oldestOn: LocalDate;
  readonly count: number;
}

/** A list that a case is on, and what put it there where that is more than the state of the case. */
export interface ListEntry {
  readonly name: WorklistName;
  readonly clock: ListedClock | null;
  readonly unregistered: UnregisteredOccasions | null;
}

/**
 * The lists that a case is on today; a closed one is on none. `unregistered` are the days of its occasions that nobody
 * has registered attendance at.
 */
export function lists(
  row: CaseRow,
  today: LocalDate,
  rules: ClockRules,
  unregistered: ReadonlyArray<LocalDate>,
): ReadonlyArray<ListEntry> {
  if (row.status === 'closed') return [];
  const overdue = unregistered.filter((day) => day <= unregisteredUpTo(today));
  const known: Known = {
    row,
    today: toEpochDay(today),
    clocks: reckonClocks(row.timeline, rules.clocks, rules.calendar).map((clock) => clockOn(clock, toEpochDay(today))),
    overdue,
  };
  return WORKLISTS.flatMap(({ name }) => {
    const reason = REASONS[name](known);
    return reason === null ? [] : [{ name, ...reason }];
  });
}

/** The last day whose occasions have been unregistered for three days. */
export function unregisteredUpTo(today: LocalDate): LocalDate {
  return addDays(today, -DAYS_TO_REGISTER);
}

type Reason = Omit<ListEntry, 'name'>;

/** What of an open case the lists are told by. */
interface Known {
  readonly row: CaseRow;
  readonly today: EpochDay;
  readonly clocks: ReadonlyArray<ReckonedClock>;
  readonly overdue: ReadonlyArray<LocalDate>;
}

/** Why an open case is on each list; `null` when it is not. */
const REASONS: Readonly<Record<WorklistName, (known: Known) => Reason | null>> = {
  'waiting-for-enrolment': ({ row }) => when(row.status === 'referred'),
  'waiting-for-plan': ({ row }) => when(row.status === 'enrolled' || (row.status === 'planned' && isTurnedDown(row))),
  'guarantee-at-risk': (known) => byClock('guarantee', 'at-risk', known),
  'guarantee-missed': (known) => byClock('guarantee', 'missed', known),
  'review-due': (known) => byClock('review', 'at-risk', known),
  'review-missed': (known) => byClock('review', 'missed', known),
  'thin-plan': ({ row }) => when(row.plan?.thin === true),
  'attendance-not-registered': ({ overdue }) => byOccasions(overdue),
  interrupted: ({ row }) => when(row.status === 'interrupted'),
  'without-coach': ({ row }) => when(!row.hasCoach && POSSIBLE.coaches.states.includes(row.status)),
  'transfer-requested': ({ row }) => when(row.transferRequested),
};

function when(condition: boolean): Reason | null {
  return condition ? { clock: null, unregistered: null } : null;
}

const TURNED_DOWN: ReadonlySet<Answer | null> = new Set(['objected', 'unable']);

/** Whether the latest plan was answered without being approved: the office has to draw up another. */
function isTurnedDown({ plan }: CaseRow): boolean {
  return plan !== null && TURNED_DOWN.has(plan.answer);
}

/** The last of several clocks in the same state is told: the one that can still be stopped. */
function byClock(kind: ReckonedClock['kind'], state: ClockState, { row, today, clocks }: Known): Reason | null {
  const clock = clocks.findLast((known) => known.kind === kind && stateOn(known, today) === state);
  if (clock === undefined || clock.span === null) return null;
  const { id, span } = clock;
  const listed = { id, state, dueOn: fromEpochDay(span.dueOn), waitingFor: waitingFor(row, kind) };
  return { clock: listed, unregistered: null };
}

function byOccasions(overdue: ReadonlyArray<LocalDate>): Reason | null {
  const [oldestOn] = overdue.toSorted();
  return oldestOn === undefined ? null : { clock: null, unregistered: { oldestOn, count: overdue.length } };
}
