import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { compileFilters, type EventFilter } from './filter-pattern.ts';
import { type LocalPlaces, STREAM_SUFFIX } from './identities.ts';
import { type NextRun, nextRun } from './schedules.ts';
import { type Resource, type Stack, unserved } from './template.ts';
import { type Declared, type Properties, type ReadAll, templateReader } from './template-reader.ts';

/** A function with its code on disk, as Lambda would run it. */
export interface DeployedFunction {
  readonly name: string;
  readonly arn: string;
  /** The bundle to import, and the export that handles an event. */
  readonly file: string;
  readonly handler: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMegabytes: number;
  /** What becomes of a call nobody waits for that keeps failing. */
  readonly asynchronous: { readonly retries: number; readonly failureQueueArn: string | undefined };
}

/** A machine that may ask for tokens. */
export interface DeployedClient {
  readonly id: string;
  readonly scopes: ReadonlyArray<string>;
  readonly tokenSeconds: number;
}

/** A source of events, and the function it feeds. */
export interface EventSource {
  readonly functionName: string;
  readonly properties: Properties<'eventSource'>;
}

/** Everything the synthesised stacks declare that an embedded run plays. */
export interface Deployment {
  readonly functions: ReadonlyArray<DeployedFunction>;
  readonly routes: ReadonlyArray<{ readonly routeKey: string; readonly functionName: string }>;
  readonly tables: ReadonlyArray<{ readonly name: string; readonly properties: Properties<'table'> }>;
  readonly queues: ReadonlyArray<{ readonly name: string; readonly properties: Properties<'queue'> }>;
  readonly buckets: ReadonlyArray<string>;
  readonly keyIds: ReadonlyArray<string>;
  readonly queueSources: ReadonlyArray<EventSource & { readonly queueName: string }>;
  readonly streamSources: ReadonlyArray<EventSource & { readonly tableName: string; readonly filter: EventFilter }>;
  readonly schedules: ReadonlyArray<DeployedSchedule>;
  readonly identity: {
    readonly poolId: string;
    readonly clients: ReadonlyArray<DeployedClient>;
    /** The function that the pool asks before it issues a token. */
    readonly triggerName: string | undefined;
  };
}

/** A function called by the calendar, with JSON that holds Scheduler's placeholders. */
export interface DeployedSchedule {
  readonly name: string;
  readonly functionName: string;
  readonly next: NextRun;
  readonly input: string;
}

/** Reads the stacks as one deployment on this machine. Throws, naming the logical id, at whatever cannot be played. */
export function readDeployment(stacks: ReadonlyArray<Stack>, places: LocalPlaces): Deployment {
  const all = templateReader(stacks, places);
  const functions = functionsOf(all);
  const functionAt = finder(functions);
  const sources = all('eventSource').filter(({ properties }) => properties.Enabled);
  return {
    functions,
    routes: routesOf(all, functionAt),
    tables: all('table').map(({ ref, properties }) => ({ name: ref, properties })),
    queues: all('queue').map(({ attribute, properties }) => ({ name: attribute('QueueName'), properties })),
    buckets: all('bucket').map(({ ref }) => ref),
    keyIds: all('key').map(({ ref }) => ref),
    queueSources: sources
      .filter((source) => kindOf(source) === 'queue')
      .map((source) => queueSource(source, functionAt)),
    streamSources: sources
      .filter((source) => kindOf(source) === 'stream')
      .map((source) => streamSource(source, functionAt)),
    schedules: all('schedule')
      .filter(({ properties }) => properties.State === 'ENABLED')
      .map((schedule) => scheduleOf(schedule, functionAt)),
    identity: identityOf(all, functionAt),
  };
}

/** The name in a function's ARN, in an integration's URI around one, or given as it is. */
export function functionNameOf(arn: string): string {
  return /:function:([^:/]+)/.exec(arn)?.[1] ?? arn;
}

/** The name at the end of a queue's ARN. */
export function queueNameOf(arn: string): string {
  return arn.split(':').at(-1) ?? arn;
}

/** The name of the function behind an ARN; throws when no stack deploys it. */
type FindFunction = (arn: string, by: Resource) => string;

function finder(functions: ReadonlyArray<DeployedFunction>): FindFunction {
  const known = new Set(functions.map(({ name }) => name));
  return (arn, by) => {
    const name = functionNameOf(arn);
    if (known.has(name)) return name;
    throw unserved(by.logicalId, `the function ${name}, which no stack deploys`);
  };
}

function functionsOf(all: ReadAll): ReadonlyArray<DeployedFunction> {
  const configs = all('invokeConfig').map(({ properties }) => properties);
  return all('function').map(({ ref: name, attribute, resource, properties }) => {
    const config = configs.find(({ FunctionName }) => functionNameOf(FunctionName) === name);
    return {
      name,
      arn: attribute('Arn'),
      ...codeOf(resource, properties),
      environment: properties.Environment.Variables,
      timeoutSeconds: properties.Timeout,
      memoryMegabytes: properties.MemorySize,
      asynchronous: {
        retries: config?.MaximumRetryAttempts ?? 2,
        failureQueueArn: config?.DestinationConfig?.OnFailure?.Destination,
      },
    };
  });
}

function codeOf(resource: Resource, { Code, Handler }: Properties<'function'>) {
  const folder = resource.stack.assets.get(Code.S3Key.replace(/\.zip$/, ''));
  const [module = '', handler = ''] = Handler.split('.');
  const file = ['.mjs', '.js'].map((ending) => join(folder ?? '', `${module}${ending}`)).find(existsSync);
  if (folder === undefined || file === undefined) throw unserved(resource.logicalId, `code without ${module}.mjs`);
  return { file, handler };
}

function routesOf(all: ReadAll, functionAt: FindFunction): Deployment['routes'] {
  all('stage');
  const second = all('api')[1];
  if (second !== undefined) throw unserved(second.resource.logicalId, 'a second API');
  const integrations = new Map(
    all('integration').map(({ ref, resource, properties }) => [ref, functionAt(properties.IntegrationUri, resource)]),
  );
  return all('route').map(({ resource, properties }) => {
    const functionName = integrations.get(properties.Target.slice('integrations/'.length));
    if (functionName === undefined) throw unserved(resource.logicalId, 'an integration that no stack declares');
    return { routeKey: properties.RouteKey, functionName };
  });
}

function kindOf({ resource, properties }: Declared<'eventSource'>): 'queue' | 'stream' {
  if (properties.EventSourceArn.startsWith('arn:aws:sqs:')) return 'queue';
  if (properties.EventSourceArn.endsWith(STREAM_SUFFIX)) return 'stream';
  throw unserved(resource.logicalId, 'a source of events that is neither a queue nor a table');
}

function queueSource({ resource, properties }: Declared<'eventSource'>, functionAt: FindFunction) {
  if (properties.FilterCriteria !== undefined) throw unserved(resource.logicalId, 'a filter on a queue');
  return {
    functionName: functionAt(properties.FunctionName, resource),
    properties,
    queueName: queueNameOf(properties.EventSourceArn),
  };
}

function streamSource({ resource, properties }: Declared<'eventSource'>, functionAt: FindFunction) {
  const patterns = (properties.FilterCriteria?.Filters ?? []).map(({ Pattern }) => Pattern);
  return {
    functionName: functionAt(properties.FunctionName, resource),
    properties,
    tableName: /:table\/([^/]+)\//.exec(properties.EventSourceArn)?.[1] ?? '',
    filter: known(resource, 'a filter that is not known here', () => compileFilters(patterns)),
  };
}

function scheduleOf({ resource, properties }: Declared<'schedule'>, functionAt: FindFunction): DeployedSchedule {
  const { Name, ScheduleExpression, ScheduleExpressionTimezone, Target } = properties;
  const what = `the schedule ${ScheduleExpression} in ${ScheduleExpressionTimezone}`;
  return {
    name: Name ?? resource.logicalId,
    functionName: functionAt(Target.Arn, resource),
    next: known(resource, what, () => nextRun(ScheduleExpression, ScheduleExpressionTimezone)),
    input: Target.Input,
  };
}

/** Reads something that the template gives in a language of its own. */
function known<T>({ logicalId }: Resource, what: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw unserved(logicalId, what, error);
  }
}

function identityOf(all: ReadAll, functionAt: FindFunction): Deployment['identity'] {
  const [pool, second] = all('userPool');
  if (second !== undefined) throw unserved(second.resource.logicalId, 'a second user pool');
  const trigger = pool?.properties.LambdaConfig.PreTokenGenerationConfig?.LambdaArn;
  return {
    poolId: pool?.ref ?? '',
    clients: all('userPoolClient').map(clientOf),
    triggerName: pool === undefined || trigger === undefined ? undefined : functionAt(trigger, pool.resource),
  };
}

const SECONDS = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 } as const;
const COGNITO_DEFAULT_TOKEN_SECONDS = 3600;

function clientOf({ ref: id, properties }: Declared<'userPoolClient'>): DeployedClient {
  const { AccessTokenValidity, TokenValidityUnits, AllowedOAuthFlows, AllowedOAuthScopes } = properties;
  return {
    id,
    scopes: AllowedOAuthFlows.includes('client_credentials') ? AllowedOAuthScopes : [],
    tokenSeconds:
      AccessTokenValidity === undefined
        ? COGNITO_DEFAULT_TOKEN_SECONDS
        : AccessTokenValidity * SECONDS[TokenValidityUnits?.AccessToken ?? 'hours'],
  };
}
