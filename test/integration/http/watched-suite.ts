import { createHash } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, vi } from 'vitest';
import * as z from 'zod';
import { type MatchRoute, routeMatcher } from '../../../infra/local/routes.ts';
import { type ApiAnswer, type ApiCall, type EmbeddedSuite, embeddedSuite } from '../../support/embedded.ts';
import { type Deviations, deviationsFrom } from './described-answers.ts';

/** The whole suite behind its real address; each answer is held against the description that the suite itself serves. */
export interface WatchedSuite extends Omit<EmbeddedSuite, 'stop'> {
  /** A call whose answer must be as `GET /v1/openapi.json` describes it; throws where it is not. */
  call(method: string, path: string, call?: ApiCall): Promise<ApiAnswer>;
  /** The route that a path leads to. */
  routeKeyOf(method: string, path: string): string;
  deviations(): Promise<Deviations>;
  table(): { readonly name: string; readonly client: DynamoDBDocumentClient };
  /** Everything in the table but the log of who looked at what and the counting of refusals, as one hash. */
  tableHash(): Promise<string>;
}

/** Written by requests that are refused, as they should be. */
const WRITTEN_BY_REFUSALS = /^(?:ACCESS#|REFUSALS#|REFUSED#)/;

/** Starts the suite for the tests of one file. */
export function watchedSuite(options: Parameters<typeof embeddedSuite>[0] = {}): WatchedSuite {
  const suite = embeddedSuite(options);
  let deviations: Promise<Deviations> | undefined;
  let match: MatchRoute<null> | undefined;
  let table: ReturnType<WatchedSuite['table']> | undefined;
  afterAll(() => table?.client.destroy());

  const watched: Omit<WatchedSuite, keyof EmbeddedSuite> = {
    call: async (method, path, call) => {
      const deviationsOf = await watched.deviations();
      const answer = await suite.api(method, path, call);
      const found = deviationsOf(watched.routeKeyOf(method, path), answer);
      if (found.length > 0) throw new Error(`${method} ${path.slice(0, 100)} answered otherwise: ${found.join('; ')}`);
      return answer;
    },
    routeKeyOf: (method, path) => {
      match ??= routeMatcher(suite.run.deployment.routes.map(({ routeKey }) => ({ routeKey, target: null })));
      return match(method, path.split('?', 1)[0] ?? path)?.routeKey ?? '';
    },
    deviations: () => {
      deviations ??= suite.api('GET', '/v1/openapi.json').then((answer) => deviationsFrom(answer.json()));
      return deviations;
    },
    table: () => {
      if (table === undefined) {
        const [deployed] = suite.run.deployment.tables;
        if (deployed === undefined) throw new Error('no stack declares a table');
        const { region, dynamodbUrl: endpoint } = suite.run.places;
        const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
        const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region, endpoint, credentials }));
        table = { name: deployed.name, client };
      }
      return table;
    },
    tableHash: async () => {
      const settled = await vi.waitFor(async () => everythingTold(await scan(watched.table())), UNTIL_TOLD);
      const items = settled.filter(({ pk }) => !WRITTEN_BY_REFUSALS.test(String(pk)));
      const lines = items.map((item) => JSON.stringify(Object.entries(item).toSorted()));
      return createHash('sha256').update(lines.toSorted().join('\n')).digest('hex');
    },
  };
  return {
    get run() {
      return suite.run;
    },
    get url() {
      return suite.url;
    },
    api: suite.api,
    tokenFor: suite.tokenFor,
    logs: suite.logs,
    problems: suite.problems,
    ...watched,
  };
}

type Items = Awaited<ReturnType<typeof scan>>;

const UNTIL_TOLD = { timeout: 60_000, interval: 50 };
const liveCommit = z.looseObject({ pk: z.string(), stream: z.literal('facts'), facts: z.string() });
const told = z.looseObject({ pk: z.string(), sk: z.literal('PUBLISHED'), published: z.int() });
const sequences = z.array(z.looseObject({ sequence: z.int() }));

/** The items, once the stream has told the feed of every fact among them; throws while it has not. */
function everythingTold(items: Items): Items {
  const published = new Map(
    items.flatMap((item) => told.safeParse(item).data ?? []).map((one) => [one.pk, one.published]),
  );
  for (const { pk, facts } of items.flatMap((item) => liveCommit.safeParse(item).data ?? [])) {
    const last = sequences.parse(JSON.parse(facts)).at(-1)?.sequence ?? 0;
    if ((published.get(pk) ?? 0) < last) throw new Error('the feed has not been told of everything yet');
  }
  return items;
}

/** Every item of a table; bytes as base 64. */
export async function scan({
  name,
  client,
}: ReturnType<WatchedSuite['table']>): Promise<ReadonlyArray<Record<string, unknown>>> {
  const items: Array<Record<string, unknown>> = [];
  let from: Record<string, unknown> | undefined;
  do {
    const page = await client.send(new ScanCommand({ TableName: name, ConsistentRead: true, ExclusiveStartKey: from }));
    for (const item of page.Items ?? []) items.push(Object.fromEntries(Object.entries(item).map(readable)));
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
  return items;
}

function readable([name, value]: [string, unknown]): [string, unknown] {
  return [name, value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value];
}
