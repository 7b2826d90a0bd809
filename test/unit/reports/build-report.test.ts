import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { buildReport } from '../../../functions/build-report/build-report.ts';
import { rowOf } from '../../../shared/domain/case/case-row.ts';
import { reportSchema } from '../../../shared/domain/reports/report-json.ts';
import { TransientFailure } from '../../../shared/ports/failures.ts';
import type { ReportCases } from '../../../shared/ports/report-cases.ts';
import type { ReportRecord } from '../../../shared/ports/report-store.ts';
import { GUARANTEE_READINGS } from '../../../shared/reference/guarantee-policies.ts';
import { STOCKHOLM } from '../../../shared/reference/stockholm.ts';
import { importedCase } from './imported-rows.ts';
import { keepingObserver, memoryCases, memoryFiles, memoryPeriods, memoryReports, memoryStanding } from './memory.ts';
import { caseRow, question, total } from './rows.ts';

const REPORT: ReportRecord = {
  id: 'report',
  question: question('outcomes'),
  formats: ['json'],
  status: 'queued',
  files: [],
};
const SAMPLE = readFileSync(new URL('../../support/fixtures/cases-2008.ndjson', import.meta.url), 'utf8');
const KEY = 'reports/report/outcomes.json';

async function world(cases: ReportCases, report = REPORT) {
  const reports = memoryReports();
  await reports.create(report, null);
  const files = memoryFiles();
  const observer = keepingObserver();
  const standing = memoryStanding(reports);
  const deps = {
    reports,
    periods: memoryPeriods(),
    standing,
    cases,
    files,
    observer,
    rules: { city: STOCKHOLM, readings: GUARANTEE_READINGS, threshold: 1 },
  };
  return {
    ...deps,
    build: (delivery = 1) => buildReport({ kind: 'build-report', report: 'report' }, deps, delivery),
    built: () => reportSchema.parse(JSON.parse(new TextDecoder().decode(files.content.get(KEY)))),
    status: async () => (await reports.get('report'))?.status,
    failure: async () => (await reports.get('report'))?.failure,
  };
}

const failing = (error: Error): ReportCases => ({
  ...memoryCases([]),
  // biome-ignore lint/correctness/useYield: it fails before it has anything to yield
  receivedUpTo: async function* () {
    throw error;
  },
});

describe('building a report', () => {
  test('writes its files and says what they are', async () => {
    const { build, built, files, reports, observer } = await world(memoryCases([caseRow({ received: '2008-03-03' })]));
    await build();
    const content = files.content.get(KEY) ?? new Uint8Array();
    expect(await reports.get('report')).toMatchObject({
      status: 'ready',
      files: [
        {
          format: 'json',
          key: KEY,
          bytes: content.length,
          sha256: createHash('sha256').update(content).digest('hex'),
        },
      ],
    });
    expect(total(built())).toMatchObject({ referred: 1 });
    expect(observer.lines).toEqual([{ code: 'REPORT_BUILT', fields: { report: 'report', kind: 'outcomes', rows: 1 } }]);
  });

  test('keeps the one sentence that it is summed up in', async () => {
    const { build, reports } = await world(memoryCases([caseRow({ received: '2008-03-03' })]));
    await build();
    expect((await reports.get('report'))?.headline?.en).toBe('0% of the cases were closed');
  });

  test('in every format asked for but the pdf leaves it to be printed, from a page that is there even unasked', async () => {
    const asked: ReportRecord = { ...REPORT, formats: ['pdf', 'csv', 'xlsx', 'json'] };
    const { build, files, reports } = await world(memoryCases([caseRow({ received: '2008-03-03' })]), asked);
    await build();
    expect([...files.content.keys()].toSorted()).toEqual(
      ['csv', 'html', 'json', 'xlsx'].map((format) => `reports/report/outcomes.${format}`),
    );
    const record = await reports.get('report');
    expect(record).toMatchObject({ status: 'building', headline: { en: '0% of the cases were closed' } });
    expect(record?.files.map(({ format }) => format)).toEqual(['csv', 'xlsx', 'json']);
    expect(reports.printsOrdered).toEqual(['report']);
  });

  test('again gives the same bytes in the same place', async () => {
    const { build, files, reports } = await world(memoryCases([caseRow({ received: '2008-03-03' })]));
    await build();
    const [first, stored] = [files.content.get(KEY), await reports.get('report')];
    await build();
    expect(files.content.get(KEY)).toEqual(first);
    expect(files.content.size).toBe(1);
    expect(await reports.get('report')).toEqual(stored);
  });

  test('that is not stored is a failure', async () => {
    const { reports: _, ...deps } = await world(memoryCases([]));
    await expect(
      buildReport({ kind: 'build-report', report: 'unknown' }, { ...deps, reports: memoryReports() }),
    ).rejects.toThrow();
  });
});

describe('the cut-off', () => {
  /** Received on 28 August 2008, closed on 2 September. */
  const line = SAMPLE.split('\n').find((each) => each.includes('"sample-5"')) ?? '';
  const AUTUMN: ReportRecord = { ...REPORT, question: question('outcomes', { from: '2008-08-01', to: '2008-09-30' }) };
  const { state, facts } = importedCase(line);
  const [received, closed] = facts;
  if (received === undefined || closed === undefined) throw new Error('two facts were recorded');
  const commits = [received, { ...closed, recordedAt: '2026-11-20T12:00:00.001Z' }];
  const changed = rowOf(state, '2026-11-20T12:00:00.001Z');

  test('a case that has changed since is read again as it was', async () => {
    const { build, built } = await world(memoryCases([changed], commits), AUTUMN);
    await build();
    expect(total(built())).toMatchObject({ referred: 1, closed: 0 });
  });

  test('a case that came since, though it is about an earlier day, is left out', async () => {
    const late = commits.map((fact) => ({ ...fact, recordedAt: '2026-11-20T12:00:00.001Z' }));
    const { build, built, observer } = await world(memoryCases([changed], late), AUTUMN);
    await build();
    expect(total(built())).toMatchObject({ referred: 0 });
    expect(observer.lines.at(-1)).toMatchObject({ fields: { rows: 0 } });
  });

  test('a case that has not changed is not read again', async () => {
    const unread: ReportCases = {
      ...memoryCases([rowOf(state, '2026-11-20T12:00:00.000Z')]),
      factsOf: async () => {
        throw new Error('read again');
      },
    };
    const { build, built } = await world(unread, AUTUMN);
    await build();
    expect(total(built())).toMatchObject({ closed: 1 });
  });
});

describe('how far it has come', () => {
  const MANY = 45_000;

  test('is told now and then, and in the end with every case', async () => {
    const { deps, noted } = await counted(MANY);
    await buildReport({ kind: 'build-report', report: 'report' }, deps);
    expect(noted).toEqual([20_000, 40_000, MANY]);
    expect((await deps.reports.get('report'))?.counted).toBe(MANY);
  });

  test('a build that begins anew is never said to have come less far', async () => {
    const { deps } = await counted(100);
    await deps.reports.noteProgress('report', 40_000);
    await buildReport({ kind: 'build-report', report: 'report' }, deps);
    expect((await deps.reports.get('report'))?.counted).toBe(40_000);
  });

  test('not being able to tell it does not fail the report', async () => {
    const { deps } = await counted(20_000);
    const throttled = async () => {
      throw new TransientFailure('throttled');
    };
    const reports = { ...deps.reports, noteProgress: throttled };
    await buildReport({ kind: 'build-report', report: 'report' }, { ...deps, reports });
    expect((await reports.get('report'))?.status).toBe('ready');
  });

  async function counted(cases: number) {
    const {
      build: _,
      built: __,
      status: ___,
      ...deps
    } = await world(memoryCases(Array.from({ length: cases }, () => caseRow({ received: '2008-03-03' }))));
    const noted: Array<number> = [];
    const noteProgress = (id: string, reached: number) => {
      noted.push(reached);
      return deps.reports.noteProgress(id, reached);
    };
    return { deps: { ...deps, reports: { ...deps.reports, noteProgress } }, noted };
  }
});

describe('when it cannot be built', () => {
  test('a defect marks it failed, and goes back to the queue', async () => {
    const { build, status, failure, observer } = await world(failing(new TypeError('a row nobody can read')));
    await expect(build()).rejects.toThrow(TypeError);
    expect(await status()).toBe('failed');
    expect(await failure()).toBe('defect');
    expect(observer.lines.map(({ code }) => code)).toEqual(['REPORT_FAILED']);
  });

  test('what may pass leaves it under way, and goes back to the queue', async () => {
    const { build, status } = await world(failing(new TransientFailure('throttled')));
    await expect(build()).rejects.toThrow(TransientFailure);
    expect(await status()).toBe('building');
  });

  test('what does not pass by the last delivery ends as failed, and becomes a dead letter', async () => {
    const { build, status, failure } = await world(failing(new TransientFailure('throttled')));
    for (const delivery of [1, 2, 3, 4]) await expect(build(delivery)).rejects.toThrow(TransientFailure);
    expect(await status()).toBe('building');
    await expect(build(5)).rejects.toThrow(TransientFailure);
    expect(await status()).toBe('failed');
    expect(await failure()).toBe('unavailable');
  });

  test('a last delivery that is ended from outside leaves it failed, not under way for ever', async () => {
    const { build, status, failure } = await world({
      ...memoryCases([]),
      receivedUpTo: () => ({ [Symbol.asyncIterator]: () => ({ next: () => new Promise<never>(() => {}) }) }),
    });
    void build(5);
    await vi.waitFor(async () => expect(await status()).toBe('failed'));
    expect(await failure()).toBe('interrupted');
  });

  test('one that was left under way by a function that was killed is built by the next delivery, even the last', async () => {
    const { build, status, failure, reports } = await world(memoryCases([]));
    await reports.markBuilding('report');
    await build(5);
    expect([await status(), await failure()]).toEqual(['ready', undefined]);
  });

  test('a report that failed can still be built', async () => {
    const { build, status, reports } = await world(memoryCases([]));
    await reports.markFailed('report', 'unavailable');
    await build();
    expect(await status()).toBe('ready');
  });

  test('a report that is ready stays so, whatever a later message meets', async () => {
    const broken = failing(new TypeError('a row nobody can read'));
    const { build, reports, status } = await world(broken);
    await reports.markReady('report', []);
    await expect(build()).rejects.toThrow(TypeError);
    expect(await status()).toBe('ready');
  });
});
