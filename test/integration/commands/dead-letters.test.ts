import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateQueueCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type FauxqsServer, startFauxqs } from 'fauxqs';
import { afterAll, beforeAll, describe, type ExpectStatic, expect, it } from 'vitest';
import { EXIT, main } from '../../../infra/commands/dead-letters/main.ts';
import { reachDeadLetters } from '../../../infra/commands/dead-letters/reach.ts';
import { CommandFailure } from '../../../infra/commands/server/command-failure.ts';
import { type KnownBy, sqsDeadLetters } from '../../../shared/adapters/sqs-dead-letters.ts';
import type { DeadLetters } from '../../../shared/ports/dead-letters.ts';

const HOUR = 3_600_000;
/** Letters that a function can no longer read, or that hold what no letter should. */
const MARKED = 'MARKED-Anna-Andersson';

const report = (id: string) => ({ kind: 'build-report', report: id });
const batch = { kind: 'assess-cases', run: 'run-1', batch: 2, asOf: '2026-03-02', cases: ['case-1', 'case-2'] };
const fromStream = {
  requestContext: { condition: 'RetryAttemptsExhausted', functionArn: 'arn:aws:lambda:eu-north-1:0:function:f' },
  DDBStreamBatchInfo: {
    shardId: 'shardId-1',
    startSequenceNumber: '100',
    approximateArrivalOfFirstRecord: '2026-03-01T23:30:00.000Z',
    batchSize: 3,
  },
  responsePayload: { errorMessage: MARKED },
};
const fromSchedule = { requestPayload: { scheduledTime: '2026-03-02T03:15:00Z' }, responsePayload: MARKED };

describe('npm run dead-letters', () => {
  let engine: FauxqsServer;
  let client: SQSClient;
  let towns = 0;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'jobbtorg-dead-letters-'));
    engine = await startFauxqs({ port: 0, logger: false, dataDir: join(folder, 'queues') });
    client = newClient();
  });
  afterAll(async () => {
    client.destroy();
    await engine.stop();
    rmSync(folder, { recursive: true });
  });
  const newClient = (region = 'us-east-1') =>
    new SQSClient({
      endpoint: `http://127.0.0.1:${engine.port}`,
      region,
      useQueueUrlAsEndpoint: false,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 1,
    });

  /** Queues of an installation of its own, with what lies in them as dead letters. */
  async function aTown(letters: Readonly<Record<string, ReadonlyArray<unknown>>>) {
    const prefix = `town-${++towns}-`;
    const urls = new Map<string, string>();
    const names = ['assess-cases', 'build-report'].flatMap((name) => [name, `${name}-dead-letters`]);
    for (const name of [...names, 'publish-events-dead-letters', 'nightly-check-dead-letters']) {
      const { QueueUrl = '' } = await client.send(new CreateQueueCommand({ QueueName: `${prefix}${name}` }));
      urls.set(name, QueueUrl);
    }
    for (const [name, bodies] of Object.entries(letters)) {
      for (const body of bodies) {
        await client.send(
          new SendMessageCommand({
            QueueUrl: urls.get(`${name}-dead-letters`),
            MessageBody: typeof body === 'string' ? body : JSON.stringify(body),
            MessageAttributes: { trace: { DataType: 'String', StringValue: 'abc' } },
          }),
        );
      }
    }
    const known: KnownBy = { prefix };
    const reachedBy = (by: SQSClient): DeadLetters => sqsDeadLetters(known, by);
    const reach = (): DeadLetters => reachedBy(client);
    const count = async (name: string) => reach().count({ name: `${prefix}${name}`, source: null });
    const bodies = async (name: string) => {
      const queue = { name: `${prefix}${name}`, source: null };
      const taken = await reach().take(queue);
      return taken.map(({ body }) => body).toSorted();
    };
    return { prefix, reach, reachedBy, count, bodies };
  }

  /** Letters that were looked at lie there again a moment later; gives what they say. */
  async function laidBack(bodies: () => Promise<ReadonlyArray<string>>, letters: number, expect: ExpectStatic) {
    const seen: Array<string> = [];
    await expect.poll(async () => seen.push(...(await bodies())), { timeout: 20_000 }).toBe(letters);
    return seen.toSorted();
  }

  async function typed(args: ReadonlyArray<string>, reach: (dataDir: string) => DeadLetters) {
    let shown = '';
    const told: Array<string> = [];
    const status = await main(args, {
      reach,
      now: () => Date.now() + 27 * HOUR,
      show: (text) => {
        shown += `${text}\n`;
      },
      tell: (text) => void told.push(text),
    });
    return { status, shown, told };
  }

  it('tells how it is used', async () => {
    const { status, told } = await typed(['--help'], () => expect.unreachable());
    expect([status, told[0]]).toEqual([EXIT.done, expect.stringMatching(/^Usage: npm run dead-letters/)]);
  });

  it.each([
    ['nothing', [], /^Say one of list, show, redrive\./],
    ['a step that is none', ['purge'], /^Say one of/],
    ['two queues', ['show', 'a', 'b'], /^Name one queue/],
    ['an unknown option', ['list', '--force'], /^That is not understood\./],
  ])('touches nothing when it is given %s, and says what to write', async (_case, args, sentence) => {
    const { status, told } = await typed(args, () => expect.unreachable());
    expect([status, told[0]]).toEqual([EXIT.failed, expect.stringMatching(sentence)]);
  });

  it('says so when no installation is found, or no such queue', async () => {
    const none = await typed(['list'], () => {
      throw new CommandFailure('No suite is running here.');
    });
    expect(none).toMatchObject({ status: EXIT.failed, told: [expect.stringMatching(/^No suite is running here\./)] });
    expect((await typed(['list'], () => sqsDeadLetters({ prefix: 'nowhere-' }, client))).told).toEqual([
      expect.stringMatching(/^No dead-letter queue is found/),
    ]);
    const { reach } = await aTown({});
    expect((await typed(['redrive', 'reports'], reach)).told).toEqual([
      expect.stringMatching(/^There is no such queue\. Name one of: town-\d+-assess-cases-dead-letters, /),
    ]);
  });

  it('finds those of the embedded run by what it has left word of in its data folder', async () => {
    const { prefix } = await aTown({ 'build-report': [report('r-1')] });
    const variables = {
      AWS_ENDPOINT_URL_SQS: `http://127.0.0.1:${engine.port}`,
      AWS_REGION: 'eu-north-1',
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
    };
    const elsewhere = newClient('eu-north-1');
    for (const name of ['work', 'work-dead-letters']) {
      await elsewhere.send(new CreateQueueCommand({ QueueName: `${prefix}${name}` }));
    }
    elsewhere.destroy();
    const deadLetters = [{ name: `${prefix}work-dead-letters`, source: `${prefix}work` }];
    writeFileSync(join(folder, 'services.json'), JSON.stringify({ variables, deadLetters }));
    const { status, shown } = await typed(['list', '--data', folder], (dataDir) =>
      reachDeadLetters(dataDir, process.env),
    );
    expect(status).toBe(EXIT.done);
    expect(shown).toMatch(new RegExp(`${prefix}work-dead-letters +│ 0 `));
    expect(() => reachDeadLetters('nowhere', {})).toThrow(/^No suite is running on nowhere/);
  });

  it.concurrent('lists each queue with its letters, the age of the oldest and their kinds, and leaves everything where it is', async ({
    expect,
  }) => {
    const { reach, bodies } = await aTown({
      'assess-cases': [batch],
      'build-report': [report('r-1'), report('r-2'), 'not JSON'],
      'publish-events': [fromStream],
    });
    const { status, shown } = await typed(['list'], reach);
    expect(status).toBe(EXIT.done);
    const rows = shown.split('\n').filter((line) => line.includes('-dead-letters'));
    expect(
      rows.map((row) =>
        row
          .split('│')
          .map((cell) => cell.trim())
          .slice(2, 5),
      ),
    ).toEqual([
      ['1', '1 d 3 h', '1 assess-cases'],
      ['3', '1 d 3 h', '2 build-report, 1 unreadable'],
      ['0', '–', '–'],
      ['1', '1 d 3 h', '1 stream'],
    ]);
    await laidBack(() => bodies('build-report-dead-letters'), 3, expect);
  });

  it.concurrent('shows each letter with its id and kind and how to do it again, and nothing else of it', async ({
    expect,
  }) => {
    const { prefix, reach, bodies } = await aTown({
      'assess-cases': [
        batch,
        { ...batch, run: `${MARKED} 1990` },
        MARKED,
        { kind: 'build-report', report: 'r', name: MARKED },
      ],
      'publish-events': [fromStream],
      'nightly-check': [fromSchedule, { scheduledTime: '2026-03-29T01:15:00Z' }],
    });
    const { shown } = await typed(['show'], reach);
    expect(shown).toMatch(/assess-cases: run run-1, batch 2, asOf 2026-03-02, cases: 2; sent \S+Z, received 1 times/);
    expect(shown.match(/unreadable: nothing that this version can read/g)).toHaveLength(3);
    expect(shown).toMatch(/stream: 3 records from 100 in shardId-1, of 2026-03-02 \(RetryAttemptsExhausted\)/);
    expect(shown).toContain(
      'again: npm run republish -- --since 2026-03-02; POST /v1/check-runs {"asOf": "2026-03-02"}',
    );
    expect(shown).toContain('schedule: the run of 2026-03-02T03:15:00Z');
    expect(shown).toContain('again: POST /v1/check-runs {"asOf": "2026-03-29"}');
    expect(shown).toContain(`${prefix}build-report-dead-letters\n  nothing that nobody has in hand`);
    expect(shown).not.toContain('MARKED');
    await laidBack(() => bodies('assess-cases-dead-letters'), 4, expect);
  });

  it.concurrent('sends every letter of a queue back as it was, more than a call can take, and tells how far it has come', async ({
    expect,
  }) => {
    const reports = Array.from({ length: 25 }, (_, index) => report(`r-${index}`));
    const { prefix, reach, count, bodies } = await aTown({ 'build-report': reports, 'assess-cases': [batch] });
    await typed(['list'], reach);
    const { status, told } = await typed(['redrive', 'build-report'], reach);
    expect(status).toBe(EXIT.done);
    expect(told.at(0)).toMatch(/-build-report-dead-letters: \d+ of 25 sent back$/);
    expect(told.at(-2)).toBe(`${prefix}build-report-dead-letters: 25 sent back to ${prefix}build-report, 0 left.`);
    expect(await count('build-report')).toEqual({ waiting: 25, inHand: 0 });
    expect(await count('build-report-dead-letters')).toEqual({ waiting: 0, inHand: 0 });
    await laidBack(() => bodies('assess-cases-dead-letters'), 1, expect);
  });

  it.concurrent('to the byte', async ({ expect }) => {
    const body = JSON.stringify(report('r-1'), null, 3);
    const { reach, bodies } = await aTown({ 'build-report': [body] });
    await typed(['redrive'], reach);
    expect(await bodies('build-report')).toEqual([body]);
  });

  it.concurrent('leaves what nobody can read, and what is no work of that queue, and says so', async ({ expect }) => {
    const { reach, count, bodies } = await aTown({ 'build-report': ['{}', report('r-1'), batch] });
    const { status, told } = await typed(['redrive'], reach);
    expect(status).toBe(EXIT.someLeft);
    expect(told).toContainEqual(expect.stringMatching(/: 1 sent back to \S+, 2 left\.$/));
    expect(await count('build-report')).toEqual({ waiting: 1, inHand: 0 });
    expect(await laidBack(() => bodies('build-report-dead-letters'), 2, expect)).toEqual(
      [JSON.stringify(batch), '{}'].toSorted(),
    );
  });

  it('leaves what a stream and a schedule gave up, which only doing it again helps', async () => {
    const { reach, count } = await aTown({ 'publish-events': [fromStream], 'nightly-check': [fromSchedule] });
    const { status, told } = await typed(['redrive'], reach);
    expect(status).toBe(EXIT.someLeft);
    expect(told.filter((line) => line.includes('1 letters cannot be sent back'))).toHaveLength(2);
    expect(await count('publish-events-dead-letters')).toEqual({ waiting: 1, inHand: 0 });
  });

  it('has nothing to do where nothing lies', async () => {
    const { reach } = await aTown({});
    expect(await typed(['redrive'], reach)).toMatchObject({ status: EXIT.done, told: ['No letter is left.'] });
    expect((await typed(['list'], reach)).shown).not.toMatch(/[1-9]\d* (?:assess|build|stream)/);
  });

  describe('broken off', () => {
    /** A client that dies just before a call. */
    const dyingAt = (call: string) => {
      const dying = newClient();
      dying.middlewareStack.add(
        (next, { commandName }) =>
          async (args) => {
            if (commandName === call)
              throw Object.assign(new Error('in its own words'), { name: 'ExpiredTokenException' });
            return next(args);
          },
        { step: 'initialize' },
      );
      return dying;
    };

    it.each([
      ['before a letter is sent', 'SendMessageBatchCommand', 0],
      ['between sending and removing', 'DeleteMessageBatchCommand', 3],
    ])('%s, has every letter at least once', async (_when, call, sent) => {
      const reports = ['r-1', 'r-2', 'r-3'].map(report);
      const { reachedBy, count } = await aTown({ 'build-report': reports });
      const dying = dyingAt(call);
      const { status, told } = await typed(['redrive'], () => reachedBy(dying));
      dying.destroy();
      expect(status).toBe(EXIT.failed);
      expect(told.at(-1)).toBe(
        'The credentials have expired: sign in again. Then run the same command again: a letter is there twice rather than not at all.',
      );
      expect(await count('build-report')).toEqual({ waiting: sent, inHand: 0 });
      expect(await count('build-report-dead-letters')).toEqual({ waiting: 0, inHand: 3 });
    });
  });
});
