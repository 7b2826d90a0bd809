import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import type { Call, Outcome, WorkerSettings } from './worker-protocol.ts';

/**
 * One container of a function: a thread that imports the deployed bundle and handles one event at a time. It holds
 * nothing that Lambda would not: its own environment, its own module state, a context per call.
 */
type Handler = (event: unknown, context: unknown) => unknown;

const settings: WorkerSettings = workerData;
const loaded = load(settings);
loaded.catch(() => undefined);

parentPort?.on('message', async (call: Call) => {
  const outcome = await handle(call);
  try {
    parentPort?.postMessage(outcome);
  } catch (error) {
    parentPort?.postMessage(failure(error));
  }
});

async function load({ file, handler }: WorkerSettings): Promise<Handler> {
  const module: Record<string, unknown> = await import(pathToFileURL(file).href);
  const found = module[handler];
  if (typeof found !== 'function') throw new Error(`${file} exports no ${handler}`);
  return (event, context) => found(event, context);
}

async function handle(call: Call): Promise<Outcome> {
  try {
    const handler = await loaded;
    return { kind: 'done', result: await handler(call.event, contextOf(call)) };
  } catch (error) {
    return failure(error);
  }
}

function failure(error: unknown): Outcome {
  return error instanceof Error
    ? { kind: 'failed', errorType: error.name, errorMessage: error.stack ?? error.message }
    : { kind: 'failed', errorType: 'Error', errorMessage: String(error) };
}

function contextOf({ requestId, deadline }: Call) {
  const { functionName, functionArn, memoryMegabytes } = settings;
  return {
    callbackWaitsForEmptyEventLoop: true,
    functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: functionArn,
    memoryLimitInMB: String(memoryMegabytes),
    awsRequestId: requestId,
    logGroupName: `/aws/lambda/${functionName}`,
    logStreamName: 'embedded',
    getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
  };
}
