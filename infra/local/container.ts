import { Worker } from 'node:worker_threads';
import type { DeployedFunction } from './deployment.ts';
import type { LogSink } from './function-log.ts';
import { workerProgram } from './worker-program.ts';
import type { Call, Outcome, WorkerSettings } from './worker-protocol.ts';

/** What became of an invocation; `timed-out` after the function's own timeout. */
export type Invocation =
  | Outcome
  | { readonly kind: 'timed-out'; readonly errorType: 'Timeout'; readonly errorMessage: string };

/** A worker thread that runs one function, one event at a time. */
export interface Container {
  /** `false` once it has ended, by itself, by its timeout or by {@link Container.end}. */
  readonly alive: boolean;
  /** Never called again before it has settled. */
  handle(event: unknown, requestId: string): Promise<Invocation>;
  end(): Promise<void>;
}

const WORKER = workerProgram();

/** Starts a container with an environment of its own. What it prints goes to the log. */
export function startContainer(
  deployed: DeployedFunction,
  environment: Readonly<Record<string, string>>,
  log: LogSink,
): Container {
  const worker = new Worker(WORKER, {
    name: deployed.name,
    env: { ...lambdaVariables(deployed), ...environment },
    workerData: settingsOf(deployed),
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: deployed.memoryMegabytes },
  });
  let alive = true;
  let settle: ((invocation: Invocation) => void) | undefined;
  const fail = (invocation: Invocation): void => {
    alive = false;
    settle?.(invocation);
    worker.terminate();
  };
  worker.stdout.setEncoding('utf8').on('data', log.write);
  worker.stderr.setEncoding('utf8').on('data', log.write);
  worker.on('message', (outcome: Outcome) => settle?.(outcome));
  worker.on('error', (error) => fail({ kind: 'failed', errorType: error.name, errorMessage: error.message }));
  worker.on('exit', (code) => {
    fail({ kind: 'failed', errorType: 'Exit', errorMessage: `the container ended with code ${code}` });
  });
  return {
    get alive() {
      return alive;
    },
    handle: (event, requestId) =>
      new Promise((resolve) => {
        const milliseconds = deployed.timeoutSeconds * 1000;
        const timer = setTimeout(() => fail(timedOut(deployed)), milliseconds);
        settle = (invocation) => {
          clearTimeout(timer);
          settle = undefined;
          resolve(invocation);
        };
        const call: Call = { event, requestId, deadline: Date.now() + milliseconds };
        worker.postMessage(call);
      }),
    end: async () => {
      alive = false;
      await worker.terminate();
    },
  };
}

function timedOut({ timeoutSeconds }: DeployedFunction): Invocation {
  const errorMessage = `Task timed out after ${timeoutSeconds.toFixed(2)} seconds`;
  return { kind: 'timed-out', errorType: 'Timeout', errorMessage };
}

function settingsOf({ file, handler, name, arn, memoryMegabytes }: DeployedFunction): WorkerSettings {
  return { file, handler, functionName: name, functionArn: arn, memoryMegabytes };
}

/** The variables that Lambda itself sets. */
function lambdaVariables({ name, handler, memoryMegabytes }: DeployedFunction): Readonly<Record<string, string>> {
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
