import { assessCases } from '../../functions/assess-cases/assess-cases.ts';
import { dispatchCheck } from '../../functions/check-deadlines/dispatch-check.ts';
import { randomId } from '../../shared/adapters/ids.ts';
import { tableCaseStore } from '../../shared/adapters/table/case-store.ts';
import { tableCheckRuns } from '../../shared/adapters/table/check-runs.ts';
import { localDate } from '../../shared/domain/time/local-date.ts';
import type { BatchResult } from '../../shared/ports/check-runs.ts';
import { systemClock } from '../../shared/ports/clock.ts';
import { NO_VAULT } from '../../shared/ports/vault.ts';
import type { WorkOf } from '../../shared/ports/work.ts';
import { STOCKHOLM } from '../../shared/reference/stockholm.ts';
import { type CaseTable, tableClient } from '../support/case-table.ts';
import { meter, type Readings } from './meter.ts';
import { DUE_ON } from './open-cases.ts';

type Batch = WorkOf<'assess-cases'>;

const observer = { log: () => {}, failed: () => {}, count: () => {}, begin: () => {}, end: () => {} };

/** A run whose batches are out, and what sending them out took. */
export interface SentRun {
  readonly batches: ReadonlyArray<Batch>;
  readonly readings: Readings;
}

/** Finds the cases that are due in a table and sends them out, as the schedule has it done. */
export async function sendOutNight(url: string, table: CaseTable): Promise<SentRun> {
  const client = tableClient(url);
  const readings = meter(client);
  const runs = tableCheckRuns(client, table.name);
  const asOf = localDate(DUE_ON);
  const work = { kind: 'dispatch-check', run: randomId(), asOf, part: 1 } as const;
  await runs.start({ id: work.run, asOf, startedAt: systemClock(), dispatched: false }, work);
  await dispatchCheck(work, { runs, observer, clock: systemClock });
  client.destroy();
  const { batches = [] } = (await tableCheckRuns(table.client, table.name).get(work.run)) ?? {};
  return {
    readings,
    batches: batches.map(({ number, cases }) => ({
      kind: 'assess-cases',
      run: work.run,
      batch: number,
      asOf,
      cases: [...cases],
    })),
  };
}

/** Assesses every batch, one after another, as the function does; what that took. */
export async function assessNight(url: string, table: CaseTable, batches: ReadonlyArray<Batch>): Promise<Readings> {
  const client = tableClient(url);
  const readings = meter(client);
  const deps = {
    store: tableCaseStore(client, table.name, NO_VAULT),
    runs: tableCheckRuns(client, table.name),
    observer,
    clock: systemClock,
    city: STOCKHOLM,
  };
  for (const batch of batches) await assessCases(batch, deps);
  client.destroy();
  return readings;
}

/** What the table says of a run: the sum of its batches; `failed` counts the batches that have not ended as well. */
export async function resultOf(
  table: CaseTable,
  run: string,
): Promise<Pick<BatchResult, 'assessed' | 'warned' | 'missed'> & { readonly failed: number }> {
  const { batches = [] } = (await tableCheckRuns(table.client, table.name).get(run)) ?? {};
  const sum = (count: (result: BatchResult) => number) =>
    batches.reduce((total, { result }) => total + (result === null ? 0 : count(result)), 0);
  const unended = batches.filter(({ result }) => result === null).length;
  return {
    assessed: sum(({ assessed }) => assessed),
    warned: sum(({ warned }) => warned),
    missed: sum(({ missed }) => missed),
    failed: unended + sum(({ failed }) => failed.length),
  };
}
