import { GetCommand, PutCommand, TransactWriteCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startTableEngine, type TableEngine, tableClient } from '../support/case-table.ts';
import { always, CALM, FAULTS, seededPlan } from '../support/fault-plans.ts';
import { type FaultProxy, startFaultProxy } from '../support/fault-proxy.ts';

describe('Between a client and the table', () => {
  let engine: TableEngine;
  let table: string;
  let proxy: FaultProxy;
  let client: ReturnType<typeof tableClient>;
  beforeAll(async () => {
    engine = await startTableEngine();
    table = (await engine.createTable()).name;
    proxy = await startFaultProxy(engine.url);
    client = tableClient(proxy.url);
  });
  afterEach(() => proxy.follow(CALM));
  afterAll(async () => {
    client.destroy();
    await proxy.stop();
    await engine.stop();
  });

  const key = (pk: string) => ({ pk, sk: 'x' });
  const put = (pk: string) => client.send(new PutCommand({ TableName: table, Item: key(pk) }));
  const putOnce = (pk: string) => {
    const Put = { TableName: table, Item: key(pk), ConditionExpression: 'attribute_not_exists(pk)' };
    return client.send(new TransactWriteCommand({ TransactItems: [{ Put }] }));
  };
  const isThere = async (pk: string) => {
    proxy.follow(CALM);
    return (await client.send(new GetCommand({ TableName: table, Key: key(pk) }))).Item !== undefined;
  };
  const failure = async (call: Promise<unknown>): Promise<string> => {
    const error = await call.then(
      () => new Error('it went well'),
      (reason: unknown) => reason,
    );
    if (!(error instanceof Error)) throw new Error('something else than an error was thrown');
    return 'code' in error ? String(error.code) : error.name === 'Error' ? error.message : error.name;
  };

  it('everything passes while nothing is planned', async () => {
    const before = new Map(proxy.met);
    await put('calm');
    expect(await isThere('calm')).toBe(true);
    expect(proxy.met).toEqual(before);
  });

  it('an answer can be lost after the write: a broken connection, an error of the service, half an answer', async () => {
    proxy.follow(always('lost'));
    expect(await failure(put('lost-1'))).toBe('ECONNRESET');
    expect(await isThere('lost-1')).toBe(true);
    proxy.follow(always('lost', undefined, 0.6));
    expect(await failure(put('lost-2'))).toBe('InternalServerError');
    expect(await isThere('lost-2')).toBe(true);
    proxy.follow(always('lost', undefined, 0.9));
    expect(await failure(put('lost-3'))).not.toBe('it went well');
    expect(await isThere('lost-3')).toBe(true);
  });

  it('a request can be lost before the write', async () => {
    proxy.follow(always('dropped'));
    expect(await failure(put('dropped'))).toBe('ECONNRESET');
    proxy.follow(always('failed'));
    expect(await failure(put('dropped'))).toBe('InternalServerError');
    proxy.follow(always('failed', undefined, 0.9));
    expect(await failure(put('dropped'))).not.toBe('it went well');
    expect(await isThere('dropped')).toBe(false);
  });

  it('a write can be sent twice, and the table takes a repeated transaction for one', async () => {
    for (const lot of [0.1, 0.9]) {
      proxy.follow(always('repeated', undefined, lot));
      await putOnce(`repeated-${lot}`);
      expect(await isThere(`repeated-${lot}`)).toBe(true);
    }
    expect(proxy.met.get('repeated')).toBe(2);
  });

  it('a transaction can meet another, or be one too many', async () => {
    proxy.follow(always('conflicted'));
    await expect(putOnce('met')).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: [{ Code: 'TransactionConflict' }],
    });
    await put('no-transaction');
    const both = ['no-transaction', 'met'].map((pk) => ({
      Put: { TableName: table, Item: key(pk), ConditionExpression: 'attribute_not_exists(pk)' },
    }));
    proxy.follow(always('conflicted', undefined, 0.9));
    await expect(client.send(new TransactWriteCommand({ TransactItems: both }))).rejects.toMatchObject({
      CancellationReasons: [{ Code: 'ConditionalCheckFailed' }, { Code: 'TransactionConflict' }],
    });
    proxy.follow(always('throttled', undefined, 0.2));
    await expect(putOnce('met')).rejects.toMatchObject({ CancellationReasons: [{ Code: 'ThrottlingError' }] });
    proxy.follow(always('throttled', undefined, 0.6));
    expect(await failure(putOnce('met'))).toBe('ThrottlingException');
    proxy.follow(always('throttled', undefined, 0.9));
    expect(await failure(put('met'))).toBe('ProvisionedThroughputExceededException');
    expect(await isThere('met')).toBe(false);
  });

  it('a request can be overtaken by one that was sent later', async () => {
    proxy.follow(always('overtaken', ({ before }) => before === 0));
    const order: Array<string> = [];
    const [first, second] = [put('first'), put('second')];
    await Promise.all([first.then(() => order.push('first')), second.then(() => order.push('second'))]);
    expect(order).toEqual(['second', 'first']);
    expect(proxy.met.get('overtaken')).toBe(1);
  });

  it('a request that nobody overtakes goes on by itself', async () => {
    proxy.follow(always('overtaken'));
    await put('alone');
    expect(await isThere('alone')).toBe(true);
    expect(proxy.met.get('overtaken')).toBe(1);
  });

  it('a request can be held for as long as it takes', async () => {
    const gate = proxy.hold(({ operation }) => operation === 'PutItem');
    const first = put('held');
    await gate.held;
    await put('others-go-on');
    expect(await isThere('held')).toBe(false);
    gate.release();
    await first;
    expect(await isThere('held')).toBe(true);
  });

  it('the same seed brings the same mishaps to the same requests, and every kind of them', () => {
    const rates = Object.fromEntries(FAULTS.map((fault) => [fault, 60]));
    const mishaps = (seed: number) =>
      Array.from({ length: 400 }, (_, before) =>
        seededPlan(seed, rates)({ operation: 'Query', text: '', before, alike: before }),
      );
    expect(mishaps(7)).toEqual(mishaps(7));
    expect(mishaps(7)).not.toEqual(mishaps(8));
    expect(new Set(mishaps(7).flatMap((mishap) => mishap?.fault ?? []))).toEqual(new Set(FAULTS));
    expect(mishaps(7).filter((mishap) => mishap === null).length).toBeGreaterThan(100);
  });
});
