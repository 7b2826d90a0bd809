import { type LocalDate, toEpochDay } from '../domain/time/local-date.ts';
import { firstCheckAfter, latestCheck } from '../domain/time/stockholm.ts';
import type { CheckRun } from '../ports/check-runs.ts';
import type { Observer } from './observer.ts';

const MILLISECONDS_PER_SECOND = 1000;

/** When a case was to be checked, and the instant of its latest fact. */
export interface WaitingCase {
  readonly on: LocalDate;
  readonly recordedAt: string;
}

/**
 * For how many days a case had waited when a check of `asOf` began: since the day it asked for, or since the first check
 * that knew of its latest fact, if that was later. What is registered or imported late is nobody's forgotten case.
 */
export function daysUnassessed({ on, recordedAt }: WaitingCase, asOf: LocalDate): number {
  const since = Math.max(toEpochDay(on), toEpochDay(firstCheckAfter(recordedAt)));
  return Math.max(0, toEpochDay(asOf) - since);
}

/** Tells how many cases a check, or a part of it, found, and for how many days the oldest of them had waited. */
export function countFound(found: { readonly cases: number; readonly oldestDays: number }, observer: Observer): void {
  observer.count('CasesDue', found.cases);
  observer.count('OldestUnassessedDays', found.oldestDays);
}

/**
 * Tells that every case of a run has been looked at, and how long that took. Only a run of what was then the latest
 * night counts as that night's: a check asked for as of an earlier day is no substitute for it. Whoever sees the run
 * finished tells it; told twice, it says the same.
 */
export function countFinish(
  { asOf, startedAt }: Pick<CheckRun, 'asOf' | 'startedAt'>,
  finishedAt: string,
  observer: Observer,
): void {
  observer.count('CheckDurationSeconds', (Date.parse(finishedAt) - Date.parse(startedAt)) / MILLISECONDS_PER_SECOND);
  if (asOf >= latestCheck(startedAt)) observer.count('NightlyChecksFinished', 1);
}
