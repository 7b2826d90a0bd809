import { type EpochDay, fromEpochDay, type LocalDate, toEpochDay } from '../time/local-date.ts';
import { type ExplanationStep, explain } from './explain.ts';
import { clockOn, type ReckonedClock } from './reckon.ts';

export type ClockState = 'not-started' | 'running' | 'at-risk' | 'met' | 'missed' | 'met-late' | 'void';

/** Who has the next move while a promise waits. */
export type WaitingFor = 'district' | 'office' | 'aspirant' | 'other';

/** A clock as it stands on a day. */
export interface Clock {
  readonly id: string;
  readonly kind: 'guarantee' | 'review';
  readonly policy: string;
  readonly state: ClockState;
  readonly startedOn: LocalDate | null;
  readonly warnOn: LocalDate | null;
  readonly dueOn: LocalDate | null;
  readonly stoppedOn: LocalDate | null;
  readonly stoppedBy: 'plan' | 'work' | 'other-measure' | 'review' | null;
  /** The day the fact that stopped it was recorded. */
  readonly registeredOn: LocalDate | null;
  /** `null` once nothing is waited for. */
  readonly waitingFor: WaitingFor | null;
  readonly explanation: ReadonlyArray<ExplanationStep>;
}

/** The state of a clock on a day: kept until the end of the due day, missed only from the day after. */
export function stateOn(clock: Pick<ReckonedClock, 'span' | 'end'>, today: EpochDay): ClockState {
  const { span, end } = clock;
  if (end?.by === 'void') return 'void';
  if (span === null) return 'not-started';
  if (end !== null) return end.fact.on <= span.dueOn ? 'met' : 'met-late';
  if (today > span.dueOn) return 'missed';
  return today >= span.warnOn ? 'at-risk' : 'running';
}

/** A reckoned clock as it is shown on a day; `waitingFor` is who has the next move in its case. */
export function showClock(reckoned: ReckonedClock, today: LocalDate, waitingFor: WaitingFor | null): Clock {
  const clock = clockOn(reckoned, toEpochDay(today));
  const { span, end } = clock;
  const date = (day: EpochDay | undefined) => (day === undefined ? null : fromEpochDay(day));
  const stop =
    end === null || end.by === 'void' ? null : { on: end.fact.on, by: end.by, recorded: end.fact.recordedOn };
  return {
    id: clock.id,
    kind: clock.kind,
    policy: clock.policy.id,
    state: stateOn(clock, toEpochDay(today)),
    startedOn: date(span?.startedOn),
    warnOn: date(span?.warnOn),
    dueOn: date(span?.dueOn),
    stoppedOn: date(stop?.on),
    stoppedBy: stop?.by ?? null,
    registeredOn: date(stop?.recorded),
    waitingFor: end === null ? waitingFor : null,
    explanation: explain(clock),
  };
}
