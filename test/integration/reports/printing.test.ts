import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { printReport } from '../../../functions/print-report/print-report.ts';
import { workItemSchema } from '../../../shared/ports/work.ts';
import { type ReportWorld, startReportWorld } from './report-world.ts';

let world: ReportWorld;
beforeAll(async () => {
  world = await startReportWorld();
});
afterAll(() => world.stop());

const YEAR = { kind: 'outcomes', from: '2008-01-01', to: '2008-12-31' } as const;

async function asked(formats: ReadonlyArray<string>): Promise<string> {
  return z.string().parse((await world.ask({ ...YEAR, formats })).body['id']);
}

/** The orders to print that lie in the table, as their queue would carry them. */
async function orders(id: string) {
  const { client, name } = world.table;
  const { Items = [] } = await client.send(new ScanCommand({ TableName: name, ConsistentRead: true }));
  return Items.flatMap(({ item }) => {
    const work = workItemSchema.safeParse(JSON.parse(typeof item === 'string' ? item : 'null'));
    return work.success && work.data.kind === 'print-report' && work.data.report === id ? [work.data] : [];
  });
}

const print = async (html: string) => new TextEncoder().encode(`%PDF of ${html.length} characters`);

describe('a report with a pdf', () => {
  test('is under way until it has been printed, and then has all its files', async () => {
    const id = await asked(['html', 'pdf']);
    await world.build(id);
    expect((await world.read(id)).body).toMatchObject({ status: 'building', files: [{ format: 'html' }] });
    const [order, ...others] = await orders(id);
    expect(others).toEqual([]);
    if (order === undefined) throw new Error('it was not ordered');
    await printReport(order, { ...world.deps, print });
    expect((await world.read(id)).body).toMatchObject({
      status: 'ready',
      files: [{ format: 'html' }, { format: 'pdf', bytes: 24 }],
    });
    expect(await world.deps.reports.get(id)).toMatchObject({ headline: { sv: 'För få för att redovisas' } });
  });

  test('that is ready stays so when it is built once more', async () => {
    const id = await asked(['pdf']);
    await world.build(id);
    await printReport({ kind: 'print-report', report: id }, { ...world.deps, print });
    await world.build(id);
    expect((await world.read(id)).body).toMatchObject({ status: 'ready', files: [{ format: 'pdf' }] });
  });

  test('that could not be printed is printed anew when it is asked for again', async () => {
    const id = await asked(['pdf', 'json']);
    await world.build(id);
    await world.deps.reports.markFailed(id, 'interrupted');
    const failed = await world.deps.reports.get(id);
    if (failed === undefined) throw new Error('it is stored');
    await world.deps.reports.orderAgain(failed);
    await world.build(id);
    expect((await orders(id)).map(({ order }) => order ?? 1).toSorted()).toEqual([1, 2]);
  });
});
