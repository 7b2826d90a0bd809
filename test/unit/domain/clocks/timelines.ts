import { type Clock, showClock } from '../../../../shared/domain/clocks/clocks.ts';
import {
  type Finding,
  type FindingKind,
  nextCheckDay,
  pendingFindings,
} from '../../../../shared/domain/clocks/findings.ts';
import type { ClockPolicies } from '../../../../shared/domain/clocks/policy.ts';
import { type ReckonedClock, reckonClocks } from '../../../../shared/domain/clocks/reckon.ts';
import {
  type ClockFactKind,
  type TimelineEntry,
  timelineEntry,
  toClockFacts,
} from '../../../../shared/domain/clocks/timeline.ts';
import { fromEpochDay, localDate } from '../../../../shared/domain/time/local-date.ts';
import { STOCKHOLM } from '../../../../shared/reference/stockholm.ts';

type Timeline = ReadonlyArray<TimelineEntry>;

/** A fact about a day, registered at noon of the same day, or of a later one, or at an instant (`…Z`). */
export function told(kind: ClockFactKind, on: string, registered = on): TimelineEntry {
  const recordedAt = registered.endsWith('Z') ? registered : `${registered}T11:00:00Z`;
  return timelineEntry(kind, localDate(on), { recordedAt, source: 'live' });
}

/** A fact from an import of history, sent in long after. */
export function imported(kind: ClockFactKind, on: string): TimelineEntry {
  return timelineEntry(kind, localDate(on), { recordedAt: '2026-11-20T11:00:00Z', source: 'history' });
}

/** The reckoned clocks of a timeline, under the city's own policies or others. */
export function reckoned(timeline: Timeline, policies: ClockPolicies = STOCKHOLM.clocks): ReadonlyArray<ReckonedClock> {
  return reckonClocks(toClockFacts(timeline), policies, STOCKHOLM.calendar);
}

/** A clock of a timeline as it is shown on a day. */
export function clock(
  timeline: Timeline,
  id: string,
  today: string,
  policies: ClockPolicies = STOCKHOLM.clocks,
): Clock {
  const found = reckoned(timeline, policies).find((known) => known.id === id);
  if (found === undefined) throw new Error(`the timeline has no clock ${id}`);
  return showClock(found, localDate(today), 'office');
}

/** Every clock of a timeline with its state on a day, one `guarantee/1 running` a line. */
export function states(timeline: Timeline, today: string): ReadonlyArray<string> {
  return reckoned(timeline).map(({ id }) => `${id} ${clock(timeline, id, today).state}`);
}

/** Every finding that a timeline calls for and nobody has recorded, one `guarantee/1 missed 2026-03-10` a line. */
export function findings(
  timeline: Timeline,
  recorded: ReadonlyArray<Pick<Finding, 'clock' | 'kind'>> = [],
): ReadonlyArray<string> {
  return pendingFindings(reckoned(timeline), recorded).map(
    (finding) => `${finding.clock} ${finding.kind} ${fromEpochDay(finding.asOf)}`,
  );
}

/** The next night on which a timeline has something to record. */
export function nextCheck(timeline: Timeline, recorded: ReadonlyArray<Pick<Finding, 'clock' | 'kind'>> = []) {
  const day = nextCheckDay(pendingFindings(reckoned(timeline), recorded));
  return day === null ? null : fromEpochDay(day);
}

/** A finding that a check has recorded. */
export function recorded(id: string, kind: FindingKind): Pick<Finding, 'clock' | 'kind'> {
  return { clock: id, kind };
}
