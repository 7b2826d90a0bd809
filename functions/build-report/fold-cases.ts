import type { OccasionRow } from '../../shared/domain/case/occasion-row.ts';
import { changedAfter, occasionAsOf, rowAsOf } from '../../shared/domain/reports/cut-off.ts';
import { type Period, yearsHeld } from '../../shared/domain/reports/disclosure/periods.ts';
import type { ReportFold, ReportRules } from '../../shared/domain/reports/fold.ts';
import type { ReportQuestion } from '../../shared/domain/reports/question.ts';
import type { Report } from '../../shared/domain/reports/report.ts';
import {
  countsOccasions,
  daysToRead,
  startOccasionReport,
  startReport,
} from '../../shared/domain/reports/start-report.ts';
import { dateInStockholm } from '../../shared/domain/time/stockholm.ts';
import type { ReportCases, RowParts } from '../../shared/ports/report-cases.ts';
import type { ReportPeriods } from '../../shared/ports/report-periods.ts';

export interface FoldCases {
  readonly cases: ReportCases;
  readonly rules: ReportRules;
  readonly periods: Pick<ReportPeriods, 'noted'>;
}

interface Folded {
  readonly answer: Report;
  readonly rows: number;
}

/** After so many cases it is told how far the folding has come: often enough to see that it moves. */
const TOLD_EACH = 20_000;

type Tell = (rows: number) => Promise<void>;

/** Folds every case, or every occasion for a report on those, as it was at the cut-off, one at a time. */
export async function foldCases(
  question: ReportQuestion,
  { cases, rules, periods }: FoldCases,
  tell: Tell = async () => {},
): Promise<Folded> {
  const { kind, cutOff } = question;
  const noted = (await Promise.all(yearsHeld(question).map((year) => periods.noted(kind, year)))).flat();
  const days = daysToRead(question, noted);
  if (!countsOccasions(question.kind)) {
    const earlier = async ({ id }: { readonly id: string }) => rowAsOf(await cases.factsOf(id), cutOff);
    return foldRows(cases.receivedUpTo(days.to), earlier, startReport(question, rules, noted), cutOff, tell);
  }
  const earlier = async (row: OccasionRow) => occasionAsOf(await cases.factsOf(row.caseId), row, cutOff);
  return foldRows(occasionsOf(days, cutOff, cases), earlier, startOccasionReport(question, rules, noted), cutOff, tell);
}

/** Nobody has failed to register what has not been yet. */
function occasionsOf({ from, to }: Period, cutOff: string, cases: ReportCases): RowParts<OccasionRow> {
  const today = dateInStockholm(cutOff);
  return cases.expectedBetween(from, to < today ? to : today);
}

async function foldRows<Row extends { readonly changedAt: number }>(
  rowsNow: RowParts<Row>,
  earlier: (row: Row) => Promise<Row | undefined>,
  report: ReportFold<Row>,
  cutOff: string,
  tell: Tell,
): Promise<Folded> {
  const isLater = changedAfter(cutOff);
  let rows = 0;
  for await (const part of rowsNow) {
    for (const row of part) {
      const then = isLater(row) ? await earlier(row) : row;
      if (then === undefined) continue;
      report.add(then);
      rows++;
      if (rows % TOLD_EACH === 0) await tell(rows);
    }
  }
  return { answer: report.report(), rows };
}
