import * as z from 'zod';
import { type EpochDay, localDateSchema } from '../time/local-date.ts';
import type { ReckonedClock, Timing } from './reckon.ts';
import type { ClockSpan } from './spans.ts';

/** The nightly check's lasting record that a clock was at risk (`warned`) or its promise broken (`missed`). */
export const findingSchema = z.strictObject({
  clock: z.string(),
  kind: z.enum(['warned', 'missed']),
  /** The day the clock changed state, never the day of the run that noticed. */
  asOf: localDateSchema,
});

export type Finding = z.infer<typeof findingSchema>;

/** `caseId/guarantee/1/missed`: one of each kind for each clock, however often a check runs. */
export function findingId(caseId: string, { clock, kind }: Pick<Finding, 'clock' | 'kind'>): string {
  return `${caseId}/${clock}/${kind}`;
}

export type FindingKind = Finding['kind'];

/** A finding that no check has recorded yet, in integer days. */
export interface PendingFinding {
  readonly clock: string;
  readonly kind: FindingKind;
  readonly asOf: EpochDay;
  /** The first nightly check that is to record it. */
  readonly checkOn: EpochDay;
}

/**
 * The findings that the clocks call for and that `recorded` does not hold, by the facts known now.
 *
 * A clock is `missed` the day after `dueOn` when nothing recorded before that day's check shows it ended in time;
 * `warned` on `warnOn` likewise, but never when the clock itself became known only after `dueOn`. What is registered
 * later changes neither: it is shown beside the finding.
 */
export function pendingFindings(
  clocks: ReadonlyArray<ReckonedClock>,
  recorded: ReadonlyArray<Pick<Finding, 'clock' | 'kind'>>,
): ReadonlyArray<PendingFinding> {
  return clocks
    .flatMap(dueFindings)
    .filter((due) => !recorded.some((known) => known.clock === due.clock && known.kind === due.kind));
}

function dueFindings(clock: ReckonedClock): ReadonlyArray<PendingFinding> {
  return [...warning(clock), ...breach(clock)];
}

function warning(clock: ReckonedClock): ReadonlyArray<PendingFinding> {
  const { span, startedBy, endings } = warnedBy(clock);
  if (span === null || startedBy === null) return [];
  const checkOn = warnCheckDay(span);
  if (span.dueOn < checkOn || span.dueOn < startedBy.recordedOn || endedBefore(checkOn, endings)) return [];
  return [{ clock: clock.id, kind: 'warned', asOf: span.warnOn, checkOn }];
}

/** Only what a clock came to in the end can be missed: what moved it found it open and not past due. */
function breach({ id, span, endings }: ReckonedClock): ReadonlyArray<PendingFinding> {
  if (span === null) return [];
  const missedOn = span.dueOn + 1;
  return endedBefore(missedOn, endings) ? [] : [{ clock: id, kind: 'missed', asOf: missedOn, checkOn: missedOn }];
}

function endedBefore(check: EpochDay, endings: Timing['endings']): boolean {
  return endings.some((ending) => ending.fact.seenFrom <= check);
}

/** The timing whose warning comes: the first under which its check was due before something moved the clock. */
function warnedBy(clock: ReckonedClock): Timing {
  return clock.earlier.find(({ span, until }) => span !== null && warnCheckDay(span) < until) ?? clock;
}

/** The first check that can warn: never one before the day on which the clock started has passed. */
function warnCheckDay(span: ClockSpan): EpochDay {
  return Math.max(span.warnOn, span.startedOn + 1);
}

/** The earliest day on which a check has something to record; `null` when nothing is left to say. */
export function nextCheckDay(pending: ReadonlyArray<PendingFinding>): EpochDay | null {
  return pending.length === 0 ? null : Math.min(...pending.map((finding) => finding.checkOn));
}

/** What is said beside a finding when a fact registered later shows that the promise was kept all the same. */
export type Annotation = 'met-but-registered-late';

/** See {@link Annotation}. */
export function annotationOf(finding: Pick<Finding, 'kind'>, clock: ReckonedClock | undefined): Annotation | null {
  if (clock === undefined) return null;
  const { span } = finding.kind === 'missed' ? clock : warnedBy(clock);
  const { end } = clock;
  if (span === null || end === null || end.by === 'void') return null;
  const lastGoodDay = finding.kind === 'missed' ? span.dueOn : warnCheckDay(span) - 1;
  return end.fact.on <= lastGoodDay ? 'met-but-registered-late' : null;
}
