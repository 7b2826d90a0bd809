import { type ServicePlaces, serviceVariables } from './aws-environment.ts';
import { passedByAll } from './checkpoint.ts';
import type { Invocation } from './container.ts';
import { type DataFolder, openDataFolder } from './data-folder.ts';
import { deadLetterQueuesOf } from './dead-letter-queues.ts';
import { type Deployment, readDeployment } from './deployment.ts';
import { createTables, startDynamoDB } from './engines/dynamodb.ts';
import { readMasterKey, startKms } from './engines/kms.ts';
import { createQueuesAndBuckets, startQueues } from './engines/queues.ts';
import { startEventSources } from './event-sources.ts';
import { type LogSink, logFile } from './function-log.ts';
import { type FunctionPool, functionPool } from './function-pool.ts';
import { type HttpApi, openHttpApi } from './http-api.ts';
import { StartRefusal } from './refusal.ts';
import { announceServices } from './services-file.ts';
import { synthesise } from './synthesise.ts';
import { loadStacks, type Stack } from './template.ts';
import { readSigningKey, tokenEndpoints } from './token-issuer.ts';

const DEFAULT_REGION = 'eu-north-1';
/** Worker threads per function: each holds a bundle and an SDK, and a small machine has two processors. */
const CONTAINERS = 4;
const GRACE_MILLISECONDS = 5_000;

export interface EmbeddedRunOptions {
  readonly dataDir: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** Empties the data folder first. */
  readonly fresh?: boolean;
  /** How long to wait for another run to let go of the port and the data. */
  readonly patienceMilliseconds?: number;
  /** Where the synthesised stacks are; by default those of this source tree. */
  readonly assembly?: () => Promise<string>;
  /** Variables that every function gets beside, or instead of, the template's. */
  readonly environment?: (places: ServicePlaces) => Readonly<Record<string, string>>;
  /** Takes what a function prints; by default a file in the data folder. */
  readonly logOf?: (functionName: string) => LogSink;
  /** Told, in a sentence, of what goes wrong while running. */
  readonly report?: (problem: string) => void;
}

/** The whole suite, up and answering. */
export interface EmbeddedRun {
  readonly url: string;
  readonly dataDir: string;
  readonly places: ServicePlaces;
  readonly deployment: Deployment;
  /** Settles, saying why, when something that everything rests on ends by itself. */
  readonly failed: Promise<string>;
  /** Calls a function by its deployed name, as a schedule or another service would. */
  invoke(functionName: string, event: unknown): Promise<Invocation>;
  stop(): Promise<void>;
}

/**
 * Starts the suite as the synthesised templates declare it, and returns when it answers. Throws a `StartRefusal` with
 * one sentence for whatever stands in the way; nothing is left running then.
 */
export async function startEmbeddedRun(options: EmbeddedRunOptions): Promise<EmbeddedRun> {
  const cleaning = cleanup();
  try {
    return await start(options, cleaning);
  } catch (error) {
    await cleaning.run();
    throw error;
  }
}

async function start(options: EmbeddedRunOptions, cleaning: Cleanup): Promise<EmbeddedRun> {
  const { fresh = false, patienceMilliseconds = 0, report = (problem) => console.error(problem) } = options;
  const api = await openHttpApi(options.port, patienceMilliseconds);
  cleaning.add(() => api.stop());
  const folder = openDataFolder(options.dataDir, { fresh, patienceMilliseconds });
  cleaning.add(async () => folder.release());
  const stacks = loadStacks(await (options.assembly ?? synthesise)());
  const engines = await startEngines(folder, stacks, api, cleaning);
  const { deployment, places, tables } = engines;
  const variables = serviceVariables(places);
  const overrides = options.environment?.(places) ?? {};
  const pools = new Map(
    deployment.functions.map((deployed) => {
      const log = options.logOf?.(deployed.name) ?? logFile(folder.at('logs', `${deployed.name}.log`));
      return [deployed.name, functionPool(deployed, { variables, overrides, size: CONTAINERS, log, report })] as const;
    }),
  );
  const poolOf = (name: string): FunctionPool => {
    const pool = pools.get(name);
    if (pool === undefined) throw new Error(`no function is named ${name}`);
    return pool;
  };
  const key = await readSigningKey(folder);
  const sources = startEventSources({ deployment, places, folder, tables, poolOf, concurrency: CONTAINERS, report });
  cleaning.add(async () => {
    await Promise.all([
      api.stop(),
      sources.stop(),
      ...[...pools.values()].map((pool) => pool.stop(GRACE_MILLISECONDS)),
    ]);
  });
  const { triggerName } = deployment.identity;
  const trigger = triggerName === undefined ? undefined : (event: unknown) => poolOf(triggerName).invoke(event);
  api.serve({
    routes: deployment.routes.map(({ routeKey, functionName }) => ({ routeKey, target: poolOf(functionName) })),
    own: tokenEndpoints({ issuer: api.url, region: places.region, identity: deployment.identity, key, trigger }),
  });
  await answers(api.url, folder);
  const withdraw = announceServices(folder, {
    variables: { ...variables, ...settingsOf(deployment) },
    deadLetters: [...deadLetterQueuesOf(deployment)],
  });
  cleaning.add(async () => withdraw());
  return {
    url: api.url,
    dataDir: folder.path,
    places,
    deployment,
    failed: engines.failed,
    invoke: (functionName, event) => poolOf(functionName).invoke(event),
    stop: () => cleaning.run(),
  };
}

/** Every variable that some function is told by its template; only its own name differs from one to another. */
function settingsOf({ functions }: Deployment): Readonly<Record<string, string>> {
  return Object.assign({}, ...functions.map(({ environment }) => environment));
}

/** Starts what stands in for AWS's services, and sets it up as the templates say. */
async function startEngines(folder: DataFolder, stacks: ReadonlyArray<Stack>, api: HttpApi, cleaning: Cleanup) {
  const region = stacks.find((stack) => stack.region !== undefined)?.region ?? DEFAULT_REGION;
  const masterKey = readMasterKey(folder);
  const queues = await startQueues(folder, region, {
    queuesUrl: process.env['AWS_ENDPOINT_URL_SQS'],
    bucketsUrl: process.env['AWS_ENDPOINT_URL_S3'],
  });
  cleaning.add(() => queues.stop());
  const deployment = readDeployment(stacks, { region, apiUrl: api.url, queuesUrl: queues.queuesUrl });
  const passed = passedByAll(folder.at('checkpoints'));
  const database = await startDynamoDB(folder, process.env['AWS_ENDPOINT_URL_DYNAMODB'], passed);
  cleaning.add(() => database.stop());
  const kms = await startKms(masterKey, deployment.keyIds, region);
  cleaning.add(() => kms.stop());
  const [tables] = await Promise.all([
    createTables(deployment.tables, region, database.url),
    createQueuesAndBuckets(deployment, region, queues),
  ]);
  const places: ServicePlaces = {
    region,
    dynamodbUrl: database.url,
    queuesUrl: queues.queuesUrl,
    bucketsUrl: queues.bucketsUrl,
    kmsUrl: kms.url,
  };
  const failed = database.ended.then(
    (words) => `The database ended by itself, and so must everything else; its last words: ${words}`,
  );
  return { deployment, places, tables, failed };
}

/** Waits for the API's own word that it is up. */
async function answers(url: string, folder: DataFolder): Promise<void> {
  const response = await fetch(`${url}/v1/health`);
  await response.arrayBuffer();
  if (response.status === 200) return;
  throw new StartRefusal(
    `The API is up but not well: GET /v1/health answers ${response.status}. Why is written in ${folder.at('logs')}.`,
  );
}

interface Cleanup {
  add(step: () => Promise<void>): void;
  /** Runs every step, last added first, once however often it is called. */
  run(): Promise<void>;
}

function cleanup(): Cleanup {
  const steps: Array<() => Promise<void>> = [];
  let running: Promise<void> | undefined;
  const runAll = async () => {
    const failures: Array<unknown> = [];
    for (const step of steps.toReversed()) {
      await step().catch((error: unknown) => failures.push(error));
    }
    if (failures.length > 0) throw failures[0];
  };
  return {
    add: (step) => steps.push(step),
    run: () => {
      running ??= runAll();
      return running;
    },
  };
}
