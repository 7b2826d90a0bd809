import type { Ending } from '../clocks/clock-kinds.ts';
import type { ReckonedClock } from '../clocks/reckon.ts';
import type { ClockSpan } from '../clocks/spans.ts';
import type { EpochDay } from '../time/local-date.ts';

/** A clock that has started, as far as its promise is judged. */
export interface DuePromise {
  readonly span: ClockSpan;
  readonly end: Ending | null;
}

/** Of some clocks, those that have started and whose promise falls due from one day to another, void ones too. */
export function fallingDue(clocks: ReadonlyArray<ReckonedClock>, from: EpochDay, to: EpochDay): Array<DuePromise> {
  const due: Array<DuePromise> = [];
  for (const { span, end } of clocks) {
    if (span !== null && from <= span.dueOn && span.dueOn <= to) due.push({ span, end });
  }
  return due;
}

/** Whether nobody owes anything by it any more: such a promise is neither kept nor broken. */
export function isVoid({ end }: DuePromise): boolean {
  return end?.by === 'void';
}

/** Whether a promise that is not void was kept by the end of its last day. */
export function isInTime({ span, end }: DuePromise): boolean {
  return end !== null && end.fact.on <= span.dueOn;
}
