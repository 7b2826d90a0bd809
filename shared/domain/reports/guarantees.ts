import type { CaseRow } from '../case/case-row.ts';
import { type ReckonedClock, reckonGuarantees } from '../clocks/reckon.ts';
import { type EpochDay, toEpochDay } from '../time/local-date.ts';
import type { ReportRules } from './fold.ts';
import { fallingDue, isInTime, isVoid } from './promises.ts';
import type { ReportQuestion } from './question.ts';
import { earliestStartDueFrom } from './reach.ts';

/** A guarantee that fell due in a report's period, void ones left out. */
export interface DueGuarantee {
  readonly dueOn: EpochDay;
  readonly isMet: boolean;
}

/** Finds the guarantees of a case that fall due in a period, as the report on compliance does. */
export function dueGuarantees(
  { from, to }: Pick<ReportQuestion, 'from' | 'to'>,
  { city: { clocks, calendar } }: Pick<ReportRules, 'city'>,
): (row: CaseRow) => ReadonlyArray<DueGuarantee> {
  const first = toEpochDay(from);
  const last = toEpochDay(to);
  const firstStart = earliestStartDueFrom(first, clocks, [], calendar);
  return ({ timeline }) => {
    if (timeline.every((fact) => fact.on < firstStart)) return [];
    return fallingDue(reckonGuarantees(timeline, clocks.guarantee, calendar), first, last)
      .filter((promise) => !isVoid(promise))
      .map((promise) => ({ dueOn: promise.span.dueOn, isMet: isInTime(promise) }));
  };
}

/** A guarantee that was answered by a plan, work or another measure, in time or late. */
export interface FirstKept {
  readonly dueOn: EpochDay;
  readonly keptOn: EpochDay;
}

/** The first promise of a case that was kept, in time or late; `undefined` when none has been. */
export function firstKept(row: Pick<CaseRow, 'timeline'>, { city }: Pick<ReportRules, 'city'>): FirstKept | undefined {
  const kept = reckonGuarantees(row.timeline, city.clocks.guarantee, city.calendar).flatMap(asKept);
  return kept.toSorted((a, b) => a.keptOn - b.keptOn)[0];
}

function asKept({ span, end }: ReckonedClock): ReadonlyArray<FirstKept> {
  return span === null || end === null || end.by === 'void' ? [] : [{ dueOn: span.dueOn, keptOn: end.fact.on }];
}
