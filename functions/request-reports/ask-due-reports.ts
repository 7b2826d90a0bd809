import type { City } from '../../shared/domain/city.ts';
import { type DueReport, dueReports } from '../../shared/domain/reports/calendar.ts';
import { MOST_PERIODS } from '../../shared/domain/reports/disclosure/periods.ts';
import { REPORT_FORMATS } from '../../shared/domain/reports/question.ts';
import { dateInStockholm } from '../../shared/domain/time/stockholm.ts';
import type { Observer } from '../../shared/observability/observer.ts';
import type { ReportPeriods } from '../../shared/ports/report-periods.ts';
import type { StandingReport, StandingReports } from '../../shared/ports/standing-reports.ts';
import { notePeriod } from './note-period.ts';
import { standingQuestion } from './standing-question.ts';

/** A print takes a browser, and most reports are read on a screen: whoever wants one of paper asks for it. */
const FORMATS = REPORT_FORMATS.filter((format) => format !== 'pdf');

export interface AskDueReports {
  readonly standing: Pick<StandingReports, 'ask'>;
  readonly periods: Pick<ReportPeriods, 'note'>;
  readonly observer: Observer;
  readonly city: Pick<City, 'offices' | 'districts' | 'reportRhythms'>;
  readonly derivedId: (...parts: ReadonlyArray<string>) => string;
}

/**
 * Asks for the reports of the day that a run was scheduled for, by what had been recorded at that instant. However late it
 * runs and however often, the reports are the same; what an interrupted run has asked for, the next one leaves as it is.
 */
export async function askDueReports(scheduledTime: string, deps: AskDueReports): Promise<void> {
  const cutOff = new Date(scheduledTime).toISOString();
  const due = dueReports(dateInStockholm(cutOff), deps.city).map((report) => reportOn(report, cutOff, deps));
  const periods = new Map(due.map(({ question }) => [`${question.kind} ${question.from} ${question.to}`, question]));
  for (const question of periods.values()) await notePeriod(question, deps.periods, MOST_PERIODS);
  const ordered = await deps.standing.ask(due);
  deps.observer.log('REPORTS_DUE', { scheduledTime: cutOff, due: due.length, ordered });
}

function reportOn({ question, isAgain }: DueReport, cutOff: string, { derivedId }: AskDueReports): StandingReport {
  const asked = standingQuestion(question, derivedId);
  return {
    id: derivedId('standing-report', asked, cutOff),
    question: { ...question, cutOff },
    formats: FORMATS,
    status: 'queued',
    files: [],
    standing: { question: asked, isAgain },
  };
}
