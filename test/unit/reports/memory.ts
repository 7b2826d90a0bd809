import type { CaseRow } from '../../../shared/domain/case/case-row.ts';
import type { Fact } from '../../../shared/domain/case/facts.ts';
import type { OccasionRow } from '../../../shared/domain/case/occasion-row.ts';
import type { Period } from '../../../shared/domain/reports/disclosure/periods.ts';
import { toEpochDay } from '../../../shared/domain/time/local-date.ts';
import type { LogCode } from '../../../shared/observability/log-codes.ts';
import type { Observer } from '../../../shared/observability/observer.ts';
import type { ReportCases } from '../../../shared/ports/report-cases.ts';
import type { ReportFiles } from '../../../shared/ports/report-files.ts';
import type { ReportPeriods } from '../../../shared/ports/report-periods.ts';
import type { Published, RepeatableRequest, ReportRecord, ReportStore } from '../../../shared/ports/report-store.ts';
import type { StandingReports } from '../../../shared/ports/standing-reports.ts';

export interface MemoryReports extends ReportStore {
  readonly records: Map<string, ReportRecord>;
  /** The reports whose building has been ordered anew. */
  readonly orderedAgain: Array<string>;
  /** The reports whose printing has been ordered. */
  readonly printsOrdered: Array<string>;
}

/** Reports in memory, by the rules of the port. */
export function memoryReports(): MemoryReports {
  const records = new Map<string, ReportRecord>();
  const orderedAgain: Array<string> = [];
  const printsOrdered: Array<string> = [];
  const change = (id: string, changed: (record: ReportRecord) => ReportRecord) => {
    const record = records.get(id);
    if (record !== undefined && record.status !== 'ready') records.set(id, changed(record));
  };
  const repeatable = new Map<string, { readonly bodyHash: string; readonly report: string }>();
  const nameOf = ({ client, key }: RepeatableRequest) => `${client} ${key}`;
  return {
    records,
    orderedAgain,
    printsOrdered,
    create: async (report, request) => {
      const earlier = request === null ? undefined : repeatable.get(nameOf(request));
      if (earlier !== undefined) {
        return earlier.bodyHash === request?.bodyHash
          ? { outcome: 'replay', report: earlier.report }
          : { outcome: 'key-reused' };
      }
      if (request !== null) repeatable.set(nameOf(request), { bodyHash: request.bodyHash, report: report.id });
      if (!records.has(report.id)) records.set(report.id, report);
      return { outcome: 'created' };
    },
    get: async (id) => records.get(id),
    list: async (scope, { limit, page }) => {
      const seen = [...records.values()]
        .filter(({ question }) => scope.kind === 'city' || JSON.stringify(question.scope) === JSON.stringify(scope))
        .toSorted((a, b) => b.question.cutOff.localeCompare(a.question.cutOff));
      return { items: seen.slice((page - 1) * limit, page * limit), total: seen.length };
    },
    markBuilding: async (id) => change(id, ({ failure: _, ...record }) => ({ ...record, status: 'building' })),
    noteProgress: async (id, counted) =>
      change(id, (record) => ({ ...record, counted: Math.max(counted, record.counted ?? 0) })),
    markFailed: async (id, failure) => change(id, (record) => ({ ...record, status: 'failed', failure })),
    orderAgain: async ({ id }) => {
      change(id, ({ failure: _, ...record }) => ({ ...record, status: 'queued' }));
      orderedAgain.push(id);
    },
    orderPrint: async ({ id }, files, headline) => {
      change(id, ({ failure: _, ...record }) => ({ ...record, status: 'building', files: [...files], headline }));
      printsOrdered.push(id);
    },
    markReady: async (id, files, headline) => {
      const record = records.get(id);
      if (record === undefined) return;
      const { failure: _, ...kept } = record;
      records.set(id, { ...kept, status: 'ready', files: [...files], ...(headline === undefined ? {} : { headline }) });
    },
  };
}

/** The questions of the calendar in memory, by the rules of the port. */
export function memoryStanding({ records }: MemoryReports): StandingReports {
  const questions = new Map<string, Published | null>();
  return {
    ask: async (all) => {
      const absent = all.filter(({ id }) => !records.has(id));
      for (const report of absent) {
        records.set(report.id, report);
        const { question } = report.standing;
        questions.set(question, questions.get(question) ?? null);
      }
      return absent.length;
    },
    isStanding: async (question) => questions.has(question),
    published: async (question) => questions.get(question) ?? null,
    publish: async ({ id, standing }, edition, published) => {
      const record = records.get(id);
      const stands = questions.get(standing.question) ?? null;
      const isOvertaken = stands?.report !== edition.after?.report || stands?.cutOff !== edition.after?.cutOff;
      if (record === undefined || record.edition !== undefined || isOvertaken) return 'overtaken';
      records.set(id, { ...record, edition });
      questions.set(standing.question, published);
      return 'published';
    },
  };
}

export interface MemoryFiles extends ReportFiles {
  readonly content: Map<string, Uint8Array>;
}

export function memoryFiles(): MemoryFiles {
  const content = new Map<string, Uint8Array>();
  return {
    content,
    put: async (key, bytes) => {
      content.set(key, bytes);
    },
    get: async (key) => {
      const bytes = content.get(key);
      if (bytes === undefined) throw new Error(`there is no file ${key}`);
      return bytes;
    },
    link: async (key) => `https://files.test/${key}`,
  };
}

/** The periods reported on, in memory. */
export function memoryPeriods(): ReportPeriods {
  const all: Array<Period & { readonly kind: string }> = [];
  return {
    note: async (kind, { from, to }, most) => {
      if (all.length < most && !all.some((each) => each.kind === kind && each.from === from && each.to === to))
        all.push({ kind, from, to });
    },
    noted: async (kind, year) => all.filter((each) => each.kind === kind && each.from.startsWith(`${year}-`)),
  };
}

/** Cases in memory: their rows as the index has them now, and all their facts. */
export function memoryCases(
  rows: ReadonlyArray<CaseRow>,
  facts: ReadonlyArray<Fact> = [],
  occasions: ReadonlyArray<OccasionRow> = [],
): ReportCases {
  return {
    receivedUpTo: async function* () {
      yield rows;
    },
    expectedBetween: async function* (from, to) {
      yield occasions.filter(({ on }) => toEpochDay(from) <= on && on <= toEpochDay(to));
    },
    factsOf: async (caseId) => facts.filter(({ id }) => id.startsWith(`${caseId}/`)),
  };
}

export interface LoggedLine {
  readonly code: LogCode;
  readonly fields: unknown;
  readonly error?: unknown;
}

/** An observer that keeps what it is told. */
export function keepingObserver(): Observer & { readonly lines: Array<LoggedLine> } {
  const lines: Array<LoggedLine> = [];
  return {
    lines,
    log: (code, fields) => lines.push({ code, fields }),
    failed: (code, error, fields) => lines.push({ code, fields, error }),
    count: () => {},
    begin: () => {},
    end: () => {},
  };
}
