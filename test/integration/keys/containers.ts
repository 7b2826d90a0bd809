import { AsyncLocalStorage } from 'node:async_hooks';
import { type DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { main } from '../../../infra/commands/rotate-hash-keys/main.ts';
import type { Step } from '../../../infra/commands/rotate-hash-keys/options.ts';
import { progressLines } from '../../../infra/commands/rotate-hash-keys/progress.ts';
import { hashKeyAdapters } from '../../../shared/adapters/hash-key-adapters.ts';
import { keyedHashes } from '../../../shared/adapters/keyed-hashes.ts';
import type { KeyedHashes } from '../../../shared/ports/keyed-hash.ts';
import { type CaseWorld, startCaseWorld } from '../../support/case-world.ts';

/** A container of the deployed functions: it goes by the keys it has read for an hour, whatever is stored meanwhile. */
export interface Container {
  readonly call: CaseWorld['call'];
}

/** What stood on the terminal when a step of the rotation was run. */
export interface Run {
  readonly status: number;
  readonly said: string;
  readonly complained: string;
}

const anItem = z.looseObject({ pk: z.string(), sk: z.string() });
export type AnyItem = z.infer<typeof anItem>;

/** The product's functions in several containers over one table, and whoever rotates its keys. */
export async function startContainers() {
  const world = await startCaseWorld();
  const { table, dataKeys, deps } = world;
  const serving = new AsyncLocalStorage<KeyedHashes>();
  deps.hashes = (...given) => {
    const hashes = serving.getStore();
    if (hashes === undefined) throw new Error('a call is served by a container');
    return hashes(...given);
  };

  const everything = async (): Promise<ReadonlyArray<AnyItem>> => {
    const items: Array<AnyItem> = [];
    let from: Record<string, unknown> | undefined;
    do {
      const page = await table.client.send(
        new ScanCommand({ TableName: table.name, ConsistentRead: true, ExclusiveStartKey: from }),
      );
      items.push(...(page.Items ?? []).map((item) => anItem.parse(item)));
      from = page.LastEvaluatedKey;
    } while (from !== undefined);
    return items;
  };

  return {
    table,
    everything,
    stop: () => world.stop(),
    now: () => deps.clock(),
    /** Lets time pass. */
    after: ({ days = 0, minutes = 0 }: { readonly days?: number; readonly minutes?: number }) => {
      world.setClock(new Date(Date.parse(deps.clock()) + (days * 24 * 60 + minutes) * 60_000).toISOString());
    },
    startContainer: (): Container => {
      const hashes = keyedHashes(table.client, table.name, dataKeys, () => Date.parse(deps.clock()));
      return { call: (...given) => serving.run(hashes, () => world.call(...given)) };
    },
    operate: async (step: Step, client: DynamoDBDocumentClient = table.client): Promise<Run> => {
      let said = '';
      let complained = '';
      const status = await main([step], {
        reach: () => hashKeyAdapters(client, table.name, dataKeys, deps.clock),
        progress: progressLines((text) => {
          said += text;
        }),
        complain: (text) => {
          complained += text;
        },
        clock: deps.clock,
      });
      return { status, said, complained };
    },
  };
}

export type Containers = Awaited<ReturnType<typeof startContainers>>;
