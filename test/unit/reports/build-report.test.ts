import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { buildReport } from '../../../functions/build-report/build-report.ts';
import { rowOf } from '../../../shared/domain/case/case-row.ts';
import { reportSchema } from '../../../shared/domain/reports/report-json.ts';
import { TransientFailure } from '../../../shared/ports/failures.ts';
import type { ReportCases } from '../../../shared/ports/report-cases.ts';
import type { ReportRecord } from '../../../shared/ports/report-store.ts';
import { GUARANTEE_READINGS } from '../../../shared/reference/guarantee-policies.ts';
import { STOCKHOLM } from '../../../shared/reference/stockholm.ts';
import { importedCase } from './imported-rows.ts';
import { keepingObserver, memoryCases, memoryFiles, memoryReports } from './memory.ts';
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
  const deps = { reports, cases, files, observer, rules: { city: STOCKHOLM, readings: GUARANTEE_READINGS } };
  return {
    ...deps,
    build: () => buildReport({ kind: 'build-report', report: 'report' }, deps),
    built: () => reportSchema.parse(JSON.parse(new TextDecoder().decode(files.content.get(KEY)))),
    status: async () => (await reports.get('report'))?.status,
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

describe('when it cannot be built', () => {
  test('a defect marks it failed, and goes back to the queue', async () => {
    const { build, status, observer } = await world(failing(new TypeError('a row nobody can read')));
    await expect(build()).rejects.toThrow(TypeError);
    expect(await status()).toBe('failed');
    expect(observer.lines.map(({ code }) => code)).toEqual(['REPORT_FAILED']);
  });

  test('what may pass leaves it under way, and goes back to the queue', async () => {
    const { build, status } = await world(failing(new TransientFailure('throttled')));
    await expect(build()).rejects.toThrow(TransientFailure);
    expect(await status()).toBe('building');
  });

  test('a report that failed can still be built', async () => {
    const { build, status, reports } = await world(memoryCases([]));
    await reports.mark('report', 'failed');
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
