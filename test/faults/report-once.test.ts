import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildReport } from '../../functions/build-report/build-report.ts';
import { tableReportCases } from '../../shared/adapters/reports/table-report-cases.ts';
import { tableReportPeriods } from '../../shared/adapters/reports/table-report-periods.ts';
import { tableReportStore } from '../../shared/adapters/reports/table-report-store.ts';
import { tableStandingReports } from '../../shared/adapters/reports/table-standing-reports.ts';
import { reportSchema } from '../../shared/domain/reports/report-json.ts';
import { isTransient } from '../../shared/ports/failures.ts';
import { GUARANTEE_READINGS } from '../../shared/reference/guarantee-policies.ts';
import { STOCKHOLM } from '../../shared/reference/stockholm.ts';
import { tableClient } from '../support/case-table.ts';
import { type CaseWorld, startCaseWorld } from '../support/case-world.ts';
import { CALM, type FaultRates, type Sent, seededPlan } from '../support/fault-plans.ts';
import { type FaultWorld, type FaultWorlds, startFaultWorlds } from '../support/fault-world.ts';
import { aReferral } from '../support/referrals.ts';
import { keepingObserver, memoryFiles } from '../unit/reports/memory.ts';
import { row, total } from '../unit/reports/rows.ts';

const DAY = '2026-03-02';
const MARCH = { kind: 'outcomes', from: '2026-03-01', to: '2026-03-31', formats: ['json'] };
const CASES = 24;
const NEW_CASES = 6;
/** A build reads a hundred times: most deliveries meet something, some get through. */
const RATES: FaultRates = { delayed: 100, overtaken: 30, repeated: 50, lost: 4, failed: 4, throttled: 4 };
/** A queue that gives up after five deliveries is calmer than this storm. */
const DELIVERIES = 40;

describe('A report that is built while its cases change', () => {
  let worlds: FaultWorlds;
  let stormy: FaultWorld;
  let calm: CaseWorld;
  let client: ReturnType<typeof tableClient>;
  beforeAll(async () => {
    worlds = await startFaultWorlds();
    stormy = await worlds.create();
    calm = await startCaseWorld({ table: stormy.table });
    client = tableClient(stormy.proxy.url);
  });
  afterAll(async () => {
    client.destroy();
    await worlds.stop();
  });

  async function refer(name: string): Promise<string> {
    const { status, body } = await calm.call('POST', '/v1/referrals', aReferral(name), { key: `key-of-${name}` });
    expect(status, JSON.stringify(body)).toBe(201);
    return body.id;
  }
  async function change(id: string, path: string, body: unknown) {
    expect(await calm.call('POST', `/v1/cases/${id}/${path}`, body)).toMatchObject({ status: 201 });
  }
  async function asked(): Promise<string> {
    const { status, body } = await calm.call('POST', '/v1/reports', MARCH);
    expect(status).toBe(202);
    return body.id;
  }
  /** Builds a report as its queue would: again and again, until nothing goes wrong. */
  async function built(id: string) {
    const reports = tableReportStore(client, stormy.table.name);
    const files = memoryFiles();
    const deps = {
      reports,
      periods: tableReportPeriods(client, stormy.table.name),
      standing: tableStandingReports(client, stormy.table.name, reports),
      cases: tableReportCases(client, stormy.table.name, STOCKHOLM),
      files,
      rules: { city: STOCKHOLM, readings: GUARANTEE_READINGS, threshold: 1 },
      observer: keepingObserver(),
    };
    for (let delivery = 1; delivery <= DELIVERIES; delivery++) {
      try {
        await buildReport({ kind: 'build-report', report: id }, deps);
        const [content] = files.content.values();
        return reportSchema.parse(JSON.parse(new TextDecoder().decode(content)));
      } catch (error) {
        if (!isTransient(error)) throw error;
      }
    }
    throw new Error('the storm was too long');
  }

  it('counts each of them once, as it was when the report was asked for', async () => {
    calm.setClock(`${DAY}T09:00:00.000Z`);
    const ids: Array<string> = [];
    for (let index = 0; index < CASES; index++) ids.push(await refer(`early-${index}`));
    calm.setClock(`${DAY}T10:00:00.000Z`);
    const before = await asked();

    calm.setClock(`${DAY}T10:00:00.001Z`);
    const isReadOfSomeCases = ({ operation, text }: Sent) => operation === 'Query' && text.includes('RECEIVED#2026#');
    const { held, release } = stormy.proxy.hold(isReadOfSomeCases);
    const building = built(before);
    await held;
    stormy.proxy.follow(seededPlan(20260302, RATES));
    const changes = ids.map((id, index) => {
      if (index % 3 === 0) return change(id, 'closures', { on: DAY, outcome: 'work' });
      if (index % 3 === 1) return change(id, 'transfers', { on: DAY, toOffice: 'vantor', reason: 'Flytt' });
      return change(id, 'enrolments', { heldOn: DAY, form: 'group-information' });
    });
    await Promise.all(changes.slice(0, CASES / 2));
    release();
    for (let index = 0; index < NEW_CASES; index++) await refer(`late-${index}`);
    await Promise.all(changes);

    const report = await building;
    expect(total(report)).toMatchObject({ referred: CASES, closed: 0, work: 0 });
    expect(row(report, 'by-office', 'vallingby')).toMatchObject({ referred: CASES });
    expect(row(report, 'by-office', 'vantor')?.['referred'] ?? 0).toBe(0);

    stormy.proxy.follow(CALM);
    calm.setClock(`${DAY}T11:00:00.000Z`);
    const after = await built(await asked());
    expect(total(after)).toMatchObject({ referred: CASES + NEW_CASES, closed: CASES / 3, work: CASES / 3 });
    expect(row(after, 'by-office', 'vantor')).toMatchObject({ referred: CASES / 3 });
  });
});
