import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { derivedId } from '../../shared/adapters/ids.ts';
import { type CaseTable, startTableEngine, tableClient } from './case-table.ts';
import { type CaseWorld, startCaseWorld } from './case-world.ts';
import { CALM } from './fault-plans.ts';
import { type FaultProxy, startFaultProxy } from './fault-proxy.ts';

/** A world whose functions reach their table through a proxy; the test itself looks at the table past it. */
export interface FaultWorld extends CaseWorld {
  readonly proxy: FaultProxy;
}

/** Makes worlds in one engine, each with a table of its own, behind one proxy; what is new has the same ids in each. */
export interface FaultWorlds {
  readonly proxy: FaultProxy;
  create(): Promise<FaultWorld>;
  stop(): Promise<void>;
}

export async function startFaultWorlds(): Promise<FaultWorlds> {
  const engine = await startTableEngine();
  const proxy = await startFaultProxy(engine.url);
  const client: DynamoDBDocumentClient = tableClient(proxy.url);
  const tables: Array<CaseTable> = [];
  return {
    proxy,
    create: async () => {
      proxy.follow(CALM);
      const table = await engine.createTable();
      tables.push(table);
      let ids = 0;
      const newId = () => derivedId('fault-world', String(ids++));
      return { ...(await startCaseWorld({ table, client, newId })), proxy };
    },
    stop: async () => {
      client.destroy();
      await Promise.all(tables.map((table) => table.stop()));
      await proxy.stop();
      await engine.stop();
    },
  };
}
