import type { CaseRow } from '../../../shared/domain/case/case-row.ts';
import type { Fact } from '../../../shared/domain/case/facts.ts';
import type { LogCode } from '../../../shared/observability/log-codes.ts';
import type { Observer } from '../../../shared/observability/observer.ts';
import type { ReportCases } from '../../../shared/ports/report-cases.ts';
import type { ReportFiles } from '../../../shared/ports/report-files.ts';
import type { RepeatableRequest, ReportRecord, ReportStore } from '../../../shared/ports/report-store.ts';

/** Reports in memory, by the rules of the port. */
export function memoryReports(): ReportStore {
  const records = new Map<string, ReportRecord>();
  const repeatable = new Map<string, { readonly bodyHash: string; readonly report: string }>();
  const nameOf = ({ client, key }: RepeatableRequest) => `${client} ${key}`;
  return {
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
    mark: async (id, status) => {
      const record = records.get(id);
      if (record !== undefined && record.status !== 'ready') records.set(id, { ...record, status });
    },
    markReady: async (id, files) => {
      const record = records.get(id);
      if (record !== undefined) records.set(id, { ...record, status: 'ready', files: [...files] });
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
    link: async (key) => `https://files.test/${key}`,
  };
}

/** Cases in memory: their rows as the index has them now, and all their facts. */
export function memoryCases(rows: ReadonlyArray<CaseRow>, facts: ReadonlyArray<Fact> = []): ReportCases {
  return {
    receivedUpTo: async function* () {
      yield* rows;
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
