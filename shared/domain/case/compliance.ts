import type { City } from '../city.ts';
import { type Clock, showClock, type WaitingFor } from '../clocks/clocks.ts';
import {
  type Annotation,
  annotationOf,
  type Finding,
  findingId,
  nextCheckDay,
  pendingFindings,
} from '../clocks/findings.ts';
import { pendingCorrection } from '../clocks/pending-correction.ts';
import { type ReckonedClock, reckonClocks } from '../clocks/reckon.ts';
import { toClockFacts } from '../clocks/timeline.ts';
import type { CalendarCorrection } from '../time/calendar-correction.ts';
import { fromEpochDay, type LocalDate, toEpochDay } from '../time/local-date.ts';
import { latestCheck } from '../time/stockholm.ts';
import { type NewFact, newFact } from './facts.ts';
import type { CaseState } from './state.ts';
import type { Answer, Status } from './vocabulary.ts';

/** What the reckoning of clocks needs of a city. */
export type ClockRules = Pick<City, 'clocks' | 'calendar'>;

/** The clocks of a case as they stand on a day, each step of the reckoning explained. */
export function clocks(state: CaseState, rules: ClockRules, today: LocalDate): ReadonlyArray<Clock> {
  return reckoned(state, rules).map((clock) => showClock(clock, today, waitingFor(state, clock.kind)));
}

/**
 * The earliest day on which a clock changes state and no finding says so yet, or on which a correction of the calendar
 * that moves one is to be taken up; `null` when there is none.
 */
export function nextCheck(state: CaseState, rules: ClockRules): LocalDate | null {
  const day = nextCheckDay(pendingFindings(reckoned(state, rules), state.findings));
  const found = day === null ? null : fromEpochDay(day);
  const corrected = pendingIn(state, rules)?.knownFrom ?? null;
  return found === null || (corrected !== null && corrected < found) ? corrected : found;
}

/** The fact with which a check of a day takes up a correction of the calendar; `null` when none moves an open clock. */
export function takeUpCorrection(state: CaseState, rules: ClockRules, asOf: LocalDate): NewFact | null {
  const correction = pendingIn(state, rules);
  if (correction === null || correction.knownFrom > asOf) return null;
  const { knownFrom, ...told } = correction;
  return newFact('calendar.corrected', knownFrom, told);
}

/** The facts with which the nightly check of a day records what no finding says yet. */
export function assess(state: CaseState, rules: ClockRules, asOf: LocalDate): ReadonlyArray<NewFact> {
  return pendingFindings(reckoned(state, rules), state.findings)
    .filter((finding) => finding.checkOn <= toEpochDay(asOf))
    .toSorted((a, b) => a.asOf - b.asOf || a.clock.localeCompare(b.clock))
    .map(({ clock, kind, asOf: changedOn }) => {
      const day = fromEpochDay(changedOn);
      return kind === 'warned'
        ? newFact('deadline.warned', day, { clock, kind, asOf: day })
        : newFact('deadline.missed', day, { clock, kind, asOf: day });
    });
}

/** A check asked for before 04:15 must not judge the day that has just begun: what is recorded until then still counts. */
export function judgedBy(asOf: LocalDate, now: string): LocalDate {
  const latest = latestCheck(now);
  return asOf < latest ? asOf : latest;
}

/** A finding as it is shown, with what later facts say of it. */
export interface ShownFinding extends Finding {
  readonly id: string;
  readonly annotation: Annotation | null;
}

/** Every finding of a case; none is ever taken away. */
export function shownFindings(state: CaseState, rules: ClockRules): ReadonlyArray<ShownFinding> {
  const byId = new Map(reckoned(state, rules).map((clock) => [clock.id, clock]));
  return state.findings.map((finding) => ({
    id: findingId(state.id, finding),
    ...finding,
    annotation: annotationOf(finding, byId.get(finding.clock)),
  }));
}

function pendingIn(state: CaseState, rules: ClockRules): CalendarCorrection | null {
  if (rules.calendar.corrections.length === 0) return null;
  return pendingCorrection(reckoned(state, rules), toClockFacts(state.timeline), rules.calendar);
}

function reckoned(state: CaseState, rules: ClockRules): ReadonlyArray<ReckonedClock> {
  return reckonClocks(toClockFacts(state.timeline), rules.clocks, rules.calendar);
}

/** Who has the next move in a case while a clock of a kind runs; `null` in a closed one. */
export function waitingFor({ status, plan }: Answerable, kind: Clock['kind']): WaitingFor | null {
  if (status === 'closed') return null;
  if (status === 'interrupted') return 'other';
  if (status === 'held') return 'district';
  if (kind === 'review') return 'office';
  return status === 'planned' && plan?.answer === null ? 'aspirant' : 'office';
}

/** What of a case says whose move it is. */
interface Answerable {
  readonly status: Status;
  readonly plan: { readonly answer: Answer | null } | null;
}
