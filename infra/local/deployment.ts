import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type * as z from 'zod';
import { type LocalPlaces, localIdentities, STREAM_SUFFIX } from './identities.ts';
import { type Resolve, resolver } from './intrinsics.ts';
import { SERVED, UNNEEDED_TYPES } from './served-types.ts';
import { type Resource, type Stack, unserved } from './template.ts';

type Properties<K extends keyof typeof SERVED> = z.output<(typeof SERVED)[K]['needed']>;

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
  readonly streamSources: ReadonlyArray<EventSource & { readonly tableName: string }>;
  readonly schedules: ReadonlyArray<{
    readonly name: string;
    readonly functionName: string;
    readonly properties: Properties<'schedule'>;
  }>;
  readonly identity: {
    readonly poolId: string;
    readonly clients: ReadonlyArray<DeployedClient>;
    /** The function that the pool asks before it issues a token. */
    readonly triggerName: string | undefined;
  };
}

const SECONDS = { seconds: 1, minutes: 60, hours: 3600, days: 86_400 } as const;
const COGNITO_DEFAULT_TOKEN_SECONDS = 3600;

/** Reads the stacks as one deployment on this machine. Throws, naming the logical id, at whatever cannot be played. */
export function readDeployment(stacks: ReadonlyArray<Stack>, places: LocalPlaces): Deployment {
  const identities = localIdentities(places);
  const resolve = resolver(stacks, places.region, identities);
  const resources = stacks.flatMap((stack) => [...stack.resources.values()]);
  refuseUnknownTypes(resources);

  const all = <K extends keyof typeof SERVED>(kind: K) =>
    resources
      .filter(({ type }) => type === SERVED[kind].type)
      .map((resource) => ({ resource, properties: propertiesOf(kind, resource, resolve) }));
  const refOf = (resource: Resource): string => String(resolve({ Ref: resource.logicalId }, resource));
  const attributeOf = (resource: Resource, name: string): string =>
    String(resolve({ 'Fn::GetAtt': [resource.logicalId, name] }, resource));

  const invokeConfigs = all('invokeConfig').map(({ properties }) => properties);
  const functions = all('function').map(({ resource, properties }): DeployedFunction => {
    const name = refOf(resource);
    const config = invokeConfigs.find(({ FunctionName }) => functionNameOf(FunctionName) === name);
    return {
      name,
      arn: attributeOf(resource, 'Arn'),
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
  const known = new Set(functions.map(({ name }) => name));
  const functionAt = (arn: string, resource: Resource): string => {
    const name = functionNameOf(arn);
    if (!known.has(name)) throw unserved(resource.logicalId, `the function ${name}, which no stack deploys`);
    return name;
  };

  const [api, secondApi] = all('api');
  if (api !== undefined && secondApi !== undefined) throw unserved(secondApi.resource.logicalId, 'a second API');
  all('stage');
  const integrations = new Map(
    all('integration').map(({ resource, properties }) => [
      refOf(resource),
      functionAt(properties.IntegrationUri, resource),
    ]),
  );
  const routes = all('route').map(({ resource, properties }) => {
    const functionName = integrations.get(properties.Target.slice('integrations/'.length));
    if (functionName === undefined) throw unserved(resource.logicalId, 'an integration that no stack declares');
    return { routeKey: properties.RouteKey, functionName };
  });

  const tables = all('table').map(({ resource, properties }) => ({ name: refOf(resource), properties }));
  const queues = all('queue').map(({ resource, properties }) => ({
    name: attributeOf(resource, 'QueueName'),
    properties,
  }));
  const sources = all('eventSource')
    .filter(({ properties }) => properties.Enabled)
    .map(({ resource, properties }) => ({
      resource,
      source: { functionName: functionAt(properties.FunctionName, resource), properties },
    }));
  const queueSources = sources
    .filter(({ source }) => source.properties.EventSourceArn.startsWith('arn:aws:sqs:'))
    .map(({ resource, source }) => {
      if (source.properties.FilterCriteria !== undefined) throw unserved(resource.logicalId, 'a filter on a queue');
      return { ...source, queueName: queueNameOf(source.properties.EventSourceArn) };
    });
  const streamSources = sources
    .filter(({ source }) => source.properties.EventSourceArn.endsWith(STREAM_SUFFIX))
    .map(({ source }) => ({ ...source, tableName: tableNameOf(source.properties.EventSourceArn) }));
  if (queueSources.length + streamSources.length < sources.length) {
    throw unserved(sources[0]?.resource.logicalId ?? 'event source', 'an event source of an unknown kind');
  }

  const pools = all('userPool');
  const [pool] = pools;
  if (pools.length > 1) throw unserved(pools[1]?.resource.logicalId ?? 'user pool', 'a second user pool');
  const trigger = pool?.properties.LambdaConfig.PreTokenGenerationConfig?.LambdaArn;
  return {
    functions,
    routes,
    tables,
    queues,
    buckets: all('bucket').map(({ resource }) => refOf(resource)),
    keyIds: all('key').map(({ resource }) => refOf(resource)),
    queueSources,
    streamSources,
    schedules: all('schedule')
      .filter(({ properties }) => properties.State === 'ENABLED')
      .map(({ resource, properties }) => ({
        name: properties.Name ?? resource.logicalId,
        functionName: functionAt(properties.Target.Arn, resource),
        properties,
      })),
    identity: {
      poolId: pool === undefined ? '' : refOf(pool.resource),
      clients: all('userPoolClient').map(({ resource, properties }) => clientOf(refOf(resource), properties)),
      triggerName: trigger === undefined || pool === undefined ? undefined : functionAt(trigger, pool.resource),
    },
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

function tableNameOf(streamArn: string): string {
  return /:table\/([^/]+)\//.exec(streamArn)?.[1] ?? streamArn;
}

function clientOf(id: string, properties: Properties<'userPoolClient'>): DeployedClient {
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

function codeOf(resource: Resource, { Code, Handler }: Properties<'function'>) {
  const folder = resource.stack.assets.get(Code.S3Key.replace(/\.zip$/, ''));
  const [module = '', handler = ''] = Handler.split('.');
  const file = ['.mjs', '.js'].map((ending) => join(folder ?? '', `${module}${ending}`)).find(existsSync);
  if (folder === undefined || file === undefined) throw unserved(resource.logicalId, `code without ${module}.mjs`);
  return { file, handler };
}

function refuseUnknownTypes(resources: ReadonlyArray<Resource>): void {
  const served = new Set(Object.values(SERVED).map(({ type }) => type));
  const unknown = resources.find(({ type }) => !served.has(type) && !UNNEEDED_TYPES.has(type));
  if (unknown !== undefined) throw unserved(unknown.logicalId, `the type ${unknown.type}`);
}

/** The needed properties, resolved; those that change nothing here are not even looked at. */
function propertiesOf<K extends keyof typeof SERVED>(kind: K, resource: Resource, resolve: Resolve): Properties<K> {
  const { needed, unneeded } = SERVED[kind];
  const names = Object.keys(needed.shape);
  const unknown = Object.keys(resource.properties).find((name) => !names.includes(name) && !covers(unneeded, name));
  if (unknown !== undefined) throw unserved(resource.logicalId, `the property ${unknown} of ${resource.type}`);
  const given = names.filter((name) => resource.properties[name] !== undefined);
  const resolved = Object.fromEntries(given.map((name) => [name, resolve(resource.properties[name], resource)]));
  const parsed = needed.safeParse(resolved);
  if (parsed.success) return parsed.data as Properties<K>;
  const where = parsed.error.issues.map(({ path }) => path.join('.')).join(', ');
  throw unserved(resource.logicalId, `${resource.type} with an unknown form of ${where}`);
}

function covers(unneeded: ReadonlyArray<string> | 'rest', name: string): boolean {
  return unneeded === 'rest' || unneeded.includes(name);
}
