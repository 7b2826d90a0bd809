import { isHeldAgainst, MOST_ASKED } from '../../shared/domain/reports/disclosure/periods.ts';
import type { ReportQuestion } from '../../shared/domain/reports/question.ts';
import type { ReportPeriods } from '../../shared/ports/report-periods.ts';

/** Notes that a period is reported on before any report on it is ordered: later ones are held against it from now on. */
export async function notePeriod(
  { kind, from, to }: Pick<ReportQuestion, 'kind' | 'from' | 'to'>,
  periods: Pick<ReportPeriods, 'note'>,
  most: number = MOST_ASKED,
): Promise<void> {
  if (isHeldAgainst({ from, to })) await periods.note(kind, { from, to }, most);
}
