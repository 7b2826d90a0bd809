import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Step } from '../../../infra/commands/rotate-hash-keys/options.ts';
import { type Container, type Containers, type Run, startContainers } from './containers.ts';
import { startTown, type Town } from './town.ts';

const PEOPLE = 6;

class Killed extends Error {}

/** A client whose process dies after so many calls: before the next is sent, or before its answer is heard. */
function dyingAfter(calls: number, when: 'unsent' | 'unheard', client: DynamoDBDocumentClient): DynamoDBDocumentClient {
  let made = 0;
  return new Proxy(client, {
    get: (target, name) => {
      if (name !== 'send') return Reflect.get(target, name);
      return async (command: Parameters<typeof target.send>[0]) => {
        made++;
        if (made <= calls || (made === calls + 1 && when === 'unheard')) {
          const answer = await target.send(command);
          if (made <= calls) return answer;
        }
        throw new Killed();
      };
    },
  });
}

describe('A rotation that is killed at every call, and run again', () => {
  let suite: Containers;
  let town: Town;
  let container: Container;

  beforeAll(async () => {
    suite = await startContainers();
    town = startTown(suite, PEOPLE);
    container = suite.startContainer();
    await town.live([container], 6);
    suite.after({ days: 1 });
  });
  afterAll(() => suite.stop());

  /** Runs a step that is killed after no call, after one, after two, until it comes to its end. */
  async function killedUntilDone(step: Step): Promise<Run & { readonly kills: number }> {
    let kills = 0;
    for (let calls = 0; ; calls++) {
      for (const when of ['unsent', 'unheard'] as const) {
        try {
          return { ...(await suite.operate(step, dyingAfter(calls, when, suite.table.client))), kills };
        } catch (error) {
          if (!(error instanceof Killed)) throw error;
          kills++;
          if (kills % 5 === 0) await town.live([container], 1);
          await town.expectOneOpenCaseEach([container]);
        }
      }
    }
  }
  const keys = async () =>
    (await suite.everything()).filter(({ pk, sk }) => pk === 'HASH-KEYS' && sk !== 'lasting').map(({ sk }) => sk);

  it('makes one new key', async () => {
    const { status, kills } = await killedUntilDone('begin');
    expect(status).toBe(0);
    expect(kills).toBeGreaterThan(2);
    expect(await keys()).toEqual(['k1', 'k2']);
  });

  it('puts every case under both', async () => {
    suite.after({ minutes: 66 });
    const { status, kills } = await killedUntilDone('rehash');
    expect(status).toBe(0);
    expect(kills).toBeGreaterThan(10);
    const heads = (await suite.everything()).filter(({ sk }) => sk === 'HEAD');
    expect(heads.length).toBeGreaterThanOrEqual(PEOPLE);
    for (const { locks } of heads) expect(String(locks)).toMatch(/^k2:[\w-]+,k1:[\w-]+$/);
  });

  it('retires the old key, and drops it with all that lay under it', async () => {
    suite.after({ days: 9 });
    expect((await killedUntilDone('finish')).kills).toBeGreaterThan(2);
    suite.after({ minutes: 66 });
    const { status, said, kills } = await killedUntilDone('finish');
    expect([status, said]).toEqual([0, expect.stringMatching(/k1 is dropped|k2 is the only key/)]);
    expect(kills).toBeGreaterThan(10);
    expect(await keys()).toEqual(['k2']);
    const left = (await suite.everything()).filter((item) => /\bk1\b/.test(JSON.stringify(item)));
    expect(left.map(({ pk, sk }) => [pk, sk])).toEqual([]);
    await town.live([container, suite.startContainer()], 9);
    await town.expectOneOpenCaseEach([container]);
  });
});
