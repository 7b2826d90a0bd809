import { setTimeout as delay } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Acknowledged, type Administrator, administratorAt, bothReports, check, today } from './administrator.ts';
import { monthTimes } from './papers.ts';
import { notesByHand } from './promises-by-hand.ts';
import { type Command, freePort, processesIn, type Suite, workplace } from './workplace.ts';

const MONTHS = process.env['JOBBTORG_DEEP'] === undefined ? 3 : 8;
const LINES = monthTimes(MONTHS);
const ALL = LINES.length;
const GONE_WITHIN_MS = 5_000;

const desk = workplace();
const file = desk.file('months.ndjson', LINES.join('\n'));
const data = desk.at('killed');

describe(`An import of ${MONTHS} months in which everything is killed that can be`, () => {
  let undisturbed: Awaited<ReturnType<typeof bothReports>>;
  let port: number;
  let suite: Suite;

  beforeAll(async () => {
    const quiet = await desk.suite('undisturbed');
    const { said } = await desk.import(file, quiet.url).ended;
    expect(tally(said)).toEqual({ imported: ALL, alreadyThere: 0, refused: 0 });
    undisturbed = await bothReports(await administratorAt(quiet.url));
    await quiet.stop();
    port = await freePort();
    suite = await desk.suite('killed', port);
  });

  test('goes on where it stopped when its command is killed and given again', async () => {
    const first = desk.import(file, suite.url);
    await tenths(first, 2);
    await first.kill();
    const second = desk.import(file, suite.url);
    await second.says(/ [1-9]\d* imported/);
    await second.kill();
    const { imported, alreadyThere, refused } = tally(second.said());
    expect(alreadyThere).toBeGreaterThanOrEqual(tally(first.said()).imported);
    expect(imported).toBeGreaterThan(0);
    expect(refused).toBe(0);
  });

  test('loses nothing that was acknowledged when Jobbtorg is killed, and waits for it to come back', async () => {
    const waiting = desk.import(file, suite.url);
    const otherSystem = sendUntilKilled(await administratorAt(suite.url), LINES.toReversed());
    await tenths(waiting, 6);
    await suite.kill();
    expect(await leftRunning(data)).toEqual([]);

    suite = await desk.suite('killed', port);
    const acknowledged = await otherSystem;
    expect(acknowledged.length).toBeGreaterThan(0);
    expect(acknowledged.length).toBeLessThan(ALL);
    const administrator = await administratorAt(suite.url);
    for (const { id, version } of acknowledged) expect(await administrator.read(id)).toEqual({ id, version });

    const { status, said, complained } = await waiting.ended;
    expect({ status, complained }).toEqual({ status: 0, complained: '' });
    const { imported, alreadyThere, refused } = tally(said);
    expect([imported + alreadyThere, refused]).toEqual([ALL, 0]);
  });

  test('ends with the reports that an import without disturbance gives, byte for byte', async () => {
    const again = await desk.import(file, suite.url).ended;
    expect(tally(again.said)).toEqual({ imported: 0, alreadyThere: ALL, refused: 0 });
    expect(await bothReports(await administratorAt(suite.url))).toEqual(undisturbed);
  });

  test('is followed by a check that Jobbtorg is killed under and finishes when it is back', async () => {
    const asked = await (await administratorAt(suite.url)).askForCheck(today());
    await suite.kill();
    expect(await leftRunning(data)).toEqual([]);

    suite = await desk.suite('killed', port);
    const administrator = await administratorAt(suite.url);
    expect(await administrator.finishedCheck(asked)).toMatchObject({ found: ALL, assessed: ALL, failed: 0 });
    expect(await check(administrator, today())).toMatchObject({ found: 0, failed: 0 });
    const byHand = notesByHand(LINES).filter(({ protectedPerson }) => !protectedPerson);
    const counted = (notes: ReadonlyArray<{ readonly clock: string; readonly kind: string; readonly asOf: string }>) =>
      notes.map(({ clock, kind, asOf }) => `${asOf} ${clock} ${kind}`).toSorted();
    expect(counted(await administrator.findings())).toEqual(counted(byHand));
  });

  test('leaves nothing running when Jobbtorg is stopped at last', async () => {
    const { status, complained } = await suite.stop();
    expect({ status, complained }).toEqual({ status: 0, complained: '' });
    expect(await leftRunning(data)).toEqual([]);
  });
});

/** What an import last said of itself. */
function tally(said: string) {
  const words = /(\d+) imported, (\d+) already there, (\d+) refused/g;
  const [imported = 0, alreadyThere = 0, refused = 0] = [...said.matchAll(words)].at(-1)?.slice(1).map(Number) ?? [];
  return { imported, alreadyThere, refused };
}

/** Waits until an import has said that it has dealt with so many tenths of the file. */
function tenths(command: Command, count: number): Promise<unknown> {
  return command.says(new RegExp(`^(?:\\d+ of ${ALL} lines: .*\n){${count}}`));
}

/** What of the suite still runs after a killed one has had time to go. */
async function leftRunning(folder: string): Promise<ReadonlyArray<string>> {
  const deadline = Date.now() + GONE_WITHIN_MS;
  for (;;) {
    const left = processesIn(folder);
    if (left.length === 0 || Date.now() > deadline) return left;
    await delay(20);
  }
}

/** Sends lines one after the other, as another system would, and notes what is acknowledged until nothing is. */
async function sendUntilKilled(administrator: Administrator, lines: ReadonlyArray<string>) {
  const acknowledged: Array<Acknowledged> = [];
  for (const line of lines) {
    const answer = await administrator.record(line).catch(() => undefined);
    if (answer === undefined) break;
    acknowledged.push({ id: answer.id, version: answer.version });
  }
  return acknowledged;
}
