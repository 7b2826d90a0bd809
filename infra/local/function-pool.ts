import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { type Container, type Invocation, startContainer } from './container.ts';
import type { DeployedFunction } from './deployment.ts';
import type { LogSink } from './function-log.ts';

/** How long a container that is not needed is kept, and how often that is looked at. */
const IDLE_MILLISECONDS = 60_000;
const LOOK_MILLISECONDS = 20_000;

/** A deployed function that can be called. */
export interface FunctionPool {
  readonly deployed: DeployedFunction;
  /** Hands an event to the first container that is free, starting one when none is and there may be more. */
  invoke(event: unknown, requestId?: string): Promise<Invocation>;
  /** Waits up to `graceMilliseconds` for what is under way, then ends every container. */
  stop(graceMilliseconds: number): Promise<void>;
}

export interface PoolOptions {
  /** Beside the function's own variables: where the services are. */
  readonly variables: Readonly<Record<string, string>>;
  /** Instead of the function's own variables. */
  readonly overrides: Readonly<Record<string, string>>;
  /** The most containers at a time. */
  readonly size: number;
  readonly log: LogSink;
  /** Told, in a sentence, of a call that failed or ran out of time. */
  readonly report: (problem: string) => void;
}

interface Waiting {
  readonly event: unknown;
  readonly requestId: string;
  readonly settle: (invocation: Invocation) => void;
}

/**
 * A function's containers: started when first needed, the one used last used first, and ended, but for one, when they
 * have had nothing to do for a minute.
 */
export function functionPool(deployed: DeployedFunction, options: PoolOptions): FunctionPool {
  const { variables, overrides, size, log, report } = options;
  const environment = { ...variables, ...deployed.environment, ...overrides };
  const containers = new Set<Container>();
  const idle: Array<{ readonly container: Container; readonly since: number }> = [];
  const queue: Array<Waiting> = [];
  let stopped = false;
  let busy = 0;
  let quiet = Promise.withResolvers<void>();

  const free = (): Container | undefined => {
    for (let last = idle.pop(); last !== undefined; last = idle.pop()) {
      if (last.container.alive) return last.container;
      containers.delete(last.container);
    }
    if (containers.size >= size) return undefined;
    const container = startContainer(deployed, environment, log);
    containers.add(container);
    return container;
  };
  /** Has a container handle what waits, until nothing does or it has ended. */
  const serve = async (container: Container): Promise<void> => {
    busy++;
    for (let waiting = queue.shift(); waiting !== undefined; waiting = queue.shift()) {
      const invocation = await container.handle(waiting.event, waiting.requestId);
      if (invocation.kind !== 'done') complain(waiting, invocation);
      waiting.settle(invocation);
      if (!container.alive) break;
    }
    busy--;
    if (container.alive) idle.push({ container, since: Date.now() });
    else containers.delete(container);
    if (busy === 0) quiet.resolve();
    dispatch();
  };
  const dispatch = (): void => {
    while (queue.length > 0) {
      const container = free();
      if (container === undefined) return;
      void serve(container);
    }
  };
  const complain = ({ requestId }: Waiting, { errorMessage }: Exclude<Invocation, { kind: 'done' }>): void => {
    log.write(`${requestId} ${errorMessage}\n`);
    if (!stopped) report(`${deployed.name} failed: ${errorMessage.split('\n', 1)[0]}`);
  };
  const retire = (): void => {
    while (containers.size > 1 && idle[0] !== undefined && Date.now() - idle[0].since > IDLE_MILLISECONDS) {
      const retired = idle.shift()?.container;
      if (retired === undefined) return;
      containers.delete(retired);
      void retired.end();
    }
  };
  const looking = setInterval(retire, LOOK_MILLISECONDS).unref();

  return {
    deployed,
    invoke: (event, requestId = randomUUID()) =>
      new Promise((settle) => {
        if (stopped) return settle(STOPPING);
        queue.push({ event, requestId, settle });
        dispatch();
      }),
    stop: async (graceMilliseconds) => {
      stopped = true;
      clearInterval(looking);
      for (const { settle } of queue.splice(0)) settle(STOPPING);
      if (busy > 0) {
        quiet = Promise.withResolvers();
        await Promise.race([quiet.promise, delay(graceMilliseconds, undefined, { ref: false })]);
      }
      await Promise.all([...containers].map((container) => container.end()));
      await log.close();
    },
  };
}

const STOPPING = {
  kind: 'failed',
  errorType: 'Stopping',
  errorMessage: 'the run is being stopped',
} as const satisfies Invocation;
