import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { DeployedFunction } from './deployment.ts';
import type { LogSink } from './function-log.ts';
import { workerProgram } from './worker-program.ts';
import type { Call, Outcome, WorkerSettings } from './worker-protocol.ts';

/** What became of an invocation; `timed-out` after the function's own timeout. */
export type Invocation =
  | Outcome
  | { readonly kind: 'timed-out'; readonly errorType: 'Timeout'; readonly errorMessage: string };

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

interface Container {
  readonly worker: Worker;
  current: { readonly waiting: Waiting; readonly timer: NodeJS.Timeout } | undefined;
}

const WORKER = workerProgram();

/** A function's containers: worker threads, started when first needed, the one used last first. */
export function functionPool(
  deployed: DeployedFunction,
  { variables, overrides, size, log, report }: PoolOptions,
): FunctionPool {
  const containers = new Set<Container>();
  const idle: Array<Container> = [];
  const queue: Array<Waiting> = [];
  let stopped = false;
  let whenQuiet: (() => void) | undefined;

  const busy = () => [...containers].some(({ current }) => current !== undefined);
  const start = (): Container => {
    const worker = new Worker(WORKER, {
      name: deployed.name,
      env: { ...lambdaVariables(deployed), ...variables, ...deployed.environment, ...overrides },
      workerData: settingsOf(deployed),
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: deployed.memoryMegabytes },
    });
    const container: Container = { worker, current: undefined };
    containers.add(container);
    worker.stdout.setEncoding('utf8').on('data', log.write);
    worker.stderr.setEncoding('utf8').on('data', log.write);
    worker.on('message', (outcome: Outcome) => finish(container, outcome));
    worker.on('error', (error) => abandon(container, crash(error)));
    worker.on('exit', (code) => abandon(container, crash(new Error(`the container ended with code ${code}`))));
    return container;
  };
  const run = (container: Container, waiting: Waiting): void => {
    const milliseconds = deployed.timeoutSeconds * 1000;
    const timer = setTimeout(() => {
      const seconds = deployed.timeoutSeconds.toFixed(2);
      const errorMessage = `Task timed out after ${seconds} seconds`;
      abandon(container, { kind: 'timed-out', errorType: 'Timeout', errorMessage });
    }, milliseconds);
    container.current = { waiting, timer };
    const call: Call = { event: waiting.event, requestId: waiting.requestId, deadline: Date.now() + milliseconds };
    container.worker.postMessage(call);
  };
  const next = (): void => {
    while (queue.length > 0) {
      const container = idle.pop() ?? (containers.size < size ? start() : undefined);
      if (container === undefined) return;
      const waiting = queue.shift();
      if (waiting !== undefined) run(container, waiting);
    }
    if (whenQuiet !== undefined && !busy()) whenQuiet();
  };
  const finish = (container: Container, invocation: Invocation): void => {
    const { current } = container;
    if (current === undefined) return;
    clearTimeout(current.timer);
    container.current = undefined;
    if (invocation.kind !== 'done') {
      log.write(`${current.waiting.requestId} ${invocation.errorMessage}\n`);
      if (!stopped) report(`${deployed.name} failed: ${invocation.errorMessage.split('\n', 1)[0]}`);
    }
    current.waiting.settle(invocation);
    if (containers.has(container)) idle.push(container);
    next();
  };
  const abandon = (container: Container, invocation: Invocation): void => {
    if (!containers.delete(container)) return;
    const at = idle.indexOf(container);
    if (at >= 0) idle.splice(at, 1);
    container.worker.terminate();
    finish(container, invocation);
    next();
  };

  return {
    deployed,
    invoke: (event, requestId = randomUUID()) =>
      new Promise((settle) => {
        if (stopped) return settle(STOPPING);
        queue.push({ event, requestId, settle });
        next();
      }),
    stop: async (graceMilliseconds) => {
      stopped = true;
      for (const { settle } of queue.splice(0)) settle(STOPPING);
      if (busy()) {
        const quiet = new Promise<void>((resolve) => {
          whenQuiet = resolve;
        });
        const patience = delay(graceMilliseconds, undefined, { ref: false });
        await Promise.race([quiet, patience]);
      }
      await Promise.all([...containers].map(({ worker }) => worker.terminate()));
      await log.close();
    },
  };
}

const STOPPING = {
  kind: 'failed',
  errorType: 'Stopping',
  errorMessage: 'the run is being stopped',
} as const satisfies Outcome;

function settingsOf(deployed: DeployedFunction): WorkerSettings {
  const { file, handler, name, arn, memoryMegabytes } = deployed;
  return { file, handler, functionName: name, functionArn: arn, memoryMegabytes };
}

/** The variables that Lambda itself sets. */
function lambdaVariables({ name, handler, memoryMegabytes }: DeployedFunction): Record<string, string> {
  return {
    _HANDLER: `index.${handler}`,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(memoryMegabytes),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'embedded',
    TZ: ':UTC',
  };
}

function crash(error: Error): Outcome {
  return { kind: 'failed', errorType: error.name, errorMessage: error.message };
}
