import type { CaseRow } from '../case/case-row.ts';
import type { City } from '../city.ts';
import type { GuaranteePolicy } from '../clocks/policy.ts';
import type { ReportQuestion } from './question.ts';
import type { Report } from './report.ts';

/** The city's rules, as far as reports depend on them. */
export interface ReportRules {
  readonly city: Pick<City, 'districts' | 'offices' | 'eligibility' | 'clocks' | 'calendar'>;
  /** The ways to read the guarantee that a compliance report shows side by side, the city's own first. */
  readonly readings: ReadonlyArray<GuaranteePolicy>;
}

/**
 * A report under way. It is told of each case once, in any order, and keeps only tallies: its memory does not grow with
 * the number of cases, and its answer depends on nothing but the cases, the question and the rules.
 */
export interface ReportFold {
  add(row: CaseRow): void;
  report(): Report;
}

/** Whether a case counts at all. */
export function counts(row: CaseRow): boolean {
  return row.closure?.outcome !== 'opened-by-mistake';
}

/** The policies that the figures can have come about under: those in force on some day up to the last. */
export function policiesOf({ kind, to }: ReportQuestion, { city, readings }: ReportRules): Array<string> {
  const clocks = [...city.clocks.guarantee, ...city.clocks.review, ...readings];
  const policies = [...city.eligibility.targetGroups, ...(kind === 'compliance' ? clocks : [])];
  return [...new Set(policies.filter(({ validFrom }) => validFrom <= to).map(({ id }) => id))];
}
