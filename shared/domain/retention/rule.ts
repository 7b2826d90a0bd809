import { type Dated, inForce } from '../dated.ts';
import { addDays, addMonths, fromEpochDay, type LocalDate, localDate, toEpochDay } from '../time/local-date.ts';

/** What stands in the way of destroying a case whose period has ended, in the order in which it is told. */
export const RETENTION_HOLDS = [
  /** The case is open again, or the person has another that is. */
  'open-case',
  /** Something has been noted since it was closed, for which the period has not ended. */
  'newer-note',
  /** It has lain here for less time than the records of the request that brought it, which name it. */
  'recently-stored',
  /** The person is born on one of the days whose files are kept for research. */
  'research-sample',
  /** A dispute or an inspection needs it. */
  'legal-claim',
  /** The person has asked for an extract and not had it yet. */
  'register-extract',
  /** The person has asked that it be kept and not used (GDPR 18). */
  'restriction',
] as const;
export type RetentionHold = (typeof RETENTION_HOLDS)[number];

/** The holds that somebody puts on a case until a day. */
export const PLACED_HOLDS = ['legal-claim', 'register-extract'] as const satisfies ReadonlyArray<RetentionHold>;
export type PlacedHold = (typeof PLACED_HOLDS)[number];

/** One series of the city's records, and how long it is kept. */
export interface RetentionRule extends Dated {
  readonly id: string;
  readonly series: 'case-file' | 'access-log';
  readonly sv: string;
  readonly en: string;
  /** The provision it rests on; `verified` when its text has been read where it is published. */
  readonly ground: { readonly sv: string; readonly en: string; readonly verified: boolean };
  /** From which day the period runs: the later of closure and last note, or the entry's own. */
  readonly trigger: 'last-note' | 'entry';
  readonly years: number;
  /** By when it must be done, once the period has ended; `null` where nothing says. */
  readonly finishBy: 'end-of-next-year' | null;
  /** The days of a month on which those are born whose files are kept for research. */
  readonly sampleDays: ReadonlyArray<number>;
  /** For how many days a case must have lain here: what else names it has gone by then. */
  readonly storedDays: number;
  readonly exceptions: ReadonlyArray<RetentionHold>;
  /** Whether a run carries it out; a series that none carries out is kept until further notice. */
  readonly carriedOut: boolean;
  readonly source: string;
}

/** The rule for a series on a day. */
export function retentionRuleOn(
  rules: ReadonlyArray<RetentionRule>,
  series: RetentionRule['series'],
  on: LocalDate,
): RetentionRule {
  const rule = rules.find((known) => known.series === series && inForce(known, on));
  if (rule === undefined) throw new RangeError(`no retention rule for ${series} is in force on ${on}`);
  return rule;
}

const MONTHS_PER_YEAR = 12;

/**
 * The first day on which the duty to destroy is there: the period ends on the day of the same number, or the last of a
 * month that lacks it (lag 1930:173), and is over when that day is.
 */
export function dueFrom({ years }: Pick<RetentionRule, 'years'>, trigger: LocalDate): LocalDate {
  return addDays(fromEpochDay(addMonths(toEpochDay(trigger), years * MONTHS_PER_YEAR)), 1);
}

/** The last day from which the period can have ended by a day. */
export function latestTrigger({ years }: Pick<RetentionRule, 'years'>, asOf: LocalDate): LocalDate {
  return fromEpochDay(addMonths(toEpochDay(asOf), -years * MONTHS_PER_YEAR));
}

/** The last day by which it must be done: of the calendar year after that in which the duty arose. */
export function finishBy(rule: Pick<RetentionRule, 'years' | 'finishBy'>, trigger: LocalDate): LocalDate | null {
  if (rule.finishBy === null) return null;
  return localDate(`${Number(dueFrom(rule, trigger).slice(0, 'YYYY'.length)) + 1}-12-31`);
}

const MOST_HELD_MONTHS = 12;

/** The last day that something can be put in a case's way until: nobody keeps data for longer without saying so again. */
export function lastHoldDay(today: LocalDate): LocalDate {
  return fromEpochDay(addMonths(toEpochDay(today), MOST_HELD_MONTHS));
}

const APPROVAL_DAYS = 30;

/** The last day on which a run can be approved: what it found due would be too old; it is then asked for anew. */
export function lastApprovalDay(startedOn: LocalDate): LocalDate {
  return addDays(startedOn, APPROVAL_DAYS);
}

/**
 * When the calendar starts a run, in local time: in the morning after the month's reports have been asked for, so that
 * they are built of what there was, and never between 02:00 and 03:00.
 */
export const RETENTION_RUN_AT = { dayOfMonth: '2', hour: 5, minute: 45 } as const;
