import type { CaseRow } from '../../../shared/domain/case/case-row.ts';
import type { OccasionRow } from '../../../shared/domain/case/occasion-row.ts';
import type { ClosureOutcome } from '../../../shared/domain/case/vocabulary.ts';
import type { ClockFact, ClockFactKind } from '../../../shared/domain/clocks/timeline.ts';
import type { Period } from '../../../shared/domain/reports/disclosure/periods.ts';
import type { ReportKind, ReportQuestion } from '../../../shared/domain/reports/question.ts';
import type { Report } from '../../../shared/domain/reports/report.ts';
import { reportSchema, type WrittenReport, written } from '../../../shared/domain/reports/report-json.ts';
import { countsOccasions, startOccasionReport, startReport } from '../../../shared/domain/reports/start-report.ts';
import { type EpochDay, localDate, toEpochDay } from '../../../shared/domain/time/local-date.ts';
import { GUARANTEE_READINGS } from '../../../shared/reference/guarantee-policies.ts';
import { STOCKHOLM } from '../../../shared/reference/stockholm.ts';

/** What happened, on which day and, when later, registered on which. */
export type Told = readonly [kind: ClockFactKind, on: string, registered?: string];

interface ToldCase {
  readonly received: string;
  readonly facts?: ReadonlyArray<Told>;
  readonly closed?: readonly [on: string, outcome: ClosureOutcome];
  readonly held?: boolean;
  readonly office?: string;
  readonly district?: string;
  /** Later holders: from which day, which office and district. */
  readonly moved?: ReadonlyArray<readonly [from: string, office: string, district: string]>;
  readonly age?: number;
  readonly sex?: CaseRow['sex'];
  readonly targetGroup?: string;
  /** Every target group that the referral matched. */
  readonly matches?: ReadonlyArray<string>;
  readonly priority?: ReadonlyArray<string>;
  /** The latest plan, whose approvals are among the facts. */
  readonly plan?: Partial<NonNullable<CaseRow['plan']>>;
}

export const day = (date: string): EpochDay => toEpochDay(localDate(date));

/** A case as a report reads it: at Vällingby from Bromma, a man of 30, unless told otherwise. */
export function caseRow(told: ToldCase): CaseRow {
  const { received, facts = [], closed, held = false, office = 'vallingby', district = 'bromma', moved = [] } = told;
  const closure = closed === undefined ? [] : [[closureKind(closed[1]), closed[0]] as const];
  return {
    id: 'case',
    version: 1,
    changedAt: 0,
    status: closed === undefined ? 'referred' : 'closed',
    receivedOn: day(received),
    sex: told.sex ?? 'man',
    ageAtReceipt: told.age ?? 30,
    targetGroup: told.targetGroup ?? 'unemployment',
    targetGroupMatches: told.matches ?? [],
    priority: told.priority ?? [],
    holders: [
      { from: day(received), office, district },
      ...moved.map(([from, newOffice, newDistrict]) => ({ from: day(from), office: newOffice, district: newDistrict })),
    ],
    hasCoach: false,
    plan: told.plan === undefined ? null : { version: 1, thin: false, answer: null, ...told.plan },
    closure: closed === undefined ? null : { on: day(closed[0]), outcome: closed[1] },
    timeline: [[held ? 'held' : 'received', received] as const, ...facts, ...closure].map(clockFact),
    findings: [],
    transferRequested: false,
  };
}

function clockFact([kind, on, registered = on]: Told): ClockFact {
  return { kind, on: day(on), recordedOn: day(registered), seenFrom: day(registered) + 1 };
}

function closureKind(outcome: ClosureOutcome): ClockFactKind {
  if (outcome === 'work' || outcome === 'subsidised-work') return 'closed-with-work';
  return outcome === 'declined-by-office' ? 'closed-by-office' : 'closed';
}

type Asked = Omit<Partial<ReportQuestion>, 'from' | 'to'> & { readonly from?: string; readonly to?: string };

/** A question about the whole city in March 2008, unless asked otherwise. */
export function question(kind: ReportKind, asked: Asked = {}): ReportQuestion {
  return {
    kind,
    division: asked.division ?? 'of-the-time',
    scope: asked.scope ?? { kind: 'city' },
    cutOff: asked.cutOff ?? '2026-11-20T12:00:00.000Z',
    from: localDate(asked.from ?? '2008-03-01'),
    to: localDate(asked.to ?? '2008-03-31'),
  };
}

/** The report on some cases under the city's own rules, or on no occasions; nothing is withheld unless a threshold is named. */
export function reportOn(
  rows: Iterable<CaseRow>,
  asked: ReportQuestion,
  threshold = 1,
  noted: ReadonlyArray<Period> = [],
): Report {
  const rules = { city: STOCKHOLM, readings: GUARANTEE_READINGS, threshold };
  if (countsOccasions(asked.kind)) return occasionReportOn([], asked, threshold, noted);
  const report = startReport(asked, rules, noted);
  for (const row of rows) report.add(row);
  return report.report();
}

/** The report on some occasions; nothing is withheld unless a threshold is named. */
export function occasionReportOn(
  rows: Iterable<OccasionRow>,
  asked: ReportQuestion,
  threshold = 1,
  noted: ReadonlyArray<Period> = [],
): Report {
  const report = startOccasionReport(asked, { city: STOCKHOLM, readings: GUARANTEE_READINGS, threshold }, noted);
  for (const row of rows) report.add(row);
  return report.report();
}

/** A row of any table: its key and its measures by name. */
interface Row {
  readonly key: string;
  readonly [measure: string]: unknown;
}

/** The table of an id. */
export function table(
  report: Report | WrittenReport,
  id: string,
): { readonly rows: ReadonlyArray<Row>; readonly total: Row } {
  const found = asWritten(report).tables.find((known) => known.id === id);
  if (found === undefined) throw new Error(`the report has no table ${id}`);
  return found;
}

/** The total of a report, the same in each of its tables. */
export function total(report: Report | WrittenReport): Row {
  return table(report, 'by-office').total;
}

/** The row of a key in the table of an id; `undefined` when there is none. */
export function row(report: Report | WrittenReport, id: string, key: string): Row | undefined {
  return table(report, id).rows.find((known) => known.key === key);
}

/** The keys of a table, in its order. */
export function keys(report: Report | WrittenReport, id: string): ReadonlyArray<string> {
  return table(report, id).rows.map(({ key }) => key);
}

/** A report as its readers get it, whether or not it has been written yet. */
function asWritten(report: Report | WrittenReport): WrittenReport {
  return isWritten(report) ? report : written(report);
}

function isWritten(report: Report | WrittenReport): report is WrittenReport {
  return reportSchema.safeParse(report).success;
}
