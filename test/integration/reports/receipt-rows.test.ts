import { once } from 'node:events';
import { createServer } from 'node:http';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { receiptRows } from '../../../shared/adapters/reports/receipt-rows.ts';
import { type CaseTable, startCaseTable, tableClient } from '../../support/case-table.ts';

const SPAN = { from: '2026-01-01', upTo: '2026-12-32' };
/** Three pages: the table answers with at most a megabyte at a time. */
const LARGE = 250;
const LARGE_BYTES = 10_000;

let table: CaseTable;
beforeAll(async () => {
  table = await startCaseTable();
});
afterAll(() => table.stop());

async function put(shard: string, number: number, attributes: Readonly<Record<string, string>>): Promise<void> {
  const order = `2026-03-02#${String(number).padStart(4, '0')}`;
  const keys = { pk: `CASE#${shard}-${number}`, sk: 'HEAD', receiptShard: shard, receiptOrder: order };
  await table.client.send(new PutCommand({ TableName: table.name, Item: { ...keys, ...attributes } }));
}

const pagesOf = (shard: string, name = table.name) =>
  Array.fromAsync(receiptRows(table.client, name, { shard, ...SPAN }));

describe('The rows of a part of the index of receipts', () => {
  it('come in order, page after page, each of them once', async () => {
    const rows = Array.from({ length: LARGE }, (_, number) => `${number}:${'x'.repeat(LARGE_BYTES)}`);
    for (const [number, row] of rows.entries()) await put('large', number, { row });
    const pages = await pagesOf('large');
    expect(pages.length).toBeGreaterThan(1);
    expect(pages.flat().map((row) => row.slice(0, 8))).toEqual(rows.map((row) => row.slice(0, 8)));
  });

  it('come as they were written, whatever is in them', async () => {
    const rows = ['{"quoted": "\\"}', 'å, ä och ö', '"LastEvaluatedKey"', '{"S":"x"}', '\u0000\u2028😀', ' '];
    for (const [number, row] of rows.entries()) await put('odd', number, { row });
    expect((await pagesOf('odd')).flat()).toEqual(rows);
  });

  it('are none where nothing was received', async () => {
    expect((await pagesOf('empty')).flat()).toEqual([]);
  });

  it('are not passed over when one of them is missing', async () => {
    await put('lacking', 1, { row: 'a row' });
    await put('lacking', 2, { other: 'no row' });
    await expect(pagesOf('lacking')).rejects.toThrow('has no text row');
  });

  it('are not taken for none when an answer comes in a form in which nobody looks for them', async () => {
    const server = createServer((_, response) => response.writeHead(202).end('{"Items":[{"row":{"S":"a row"}}]}'));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const { port } = z.object({ port: z.int() }).parse(server.address());
    const client = tableClient(`http://127.0.0.1:${port}`);
    try {
      await expect(Array.fromAsync(receiptRows(client, 'any', { shard: 'any', ...SPAN }))).rejects.toThrow('the rows');
    } finally {
      client.destroy();
      server.close();
    }
  });

  it('are refused in the words of the table when it refuses', async () => {
    await expect(pagesOf('any', 'no-such-table')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});
