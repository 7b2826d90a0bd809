import { randomUUID } from 'node:crypto';
import type { Invocation } from './container.ts';
import type { FunctionPool } from './function-pool.ts';
import type { Pause } from './pause.ts';

/** Lambda waits one minute before the first repetition and two before the second. */
const MINUTE_MILLISECONDS = 60_000;

export interface AsynchronousOptions {
  readonly pool: Pick<FunctionPool, 'deployed' | 'invoke'>;
  /** Where a call that keeps failing is put away, as JSON; `undefined` when it is dropped. */
  readonly sendFailure: ((body: string) => Promise<void>) | undefined;
  readonly report: (problem: string) => void;
  readonly signal: AbortSignal;
  readonly pause: Pause;
}

/** Calls a function that nobody waits for, by Lambda's rules: again after a while, and put away when that does not help. */
export async function invokeAsynchronously(event: unknown, options: AsynchronousOptions): Promise<void> {
  const { pool, report, signal, pause } = options;
  const { retries } = pool.deployed.asynchronous;
  const requestId = randomUUID();
  for (let invocations = 1; ; invocations++) {
    const invocation = await pool.invoke(event, requestId);
    if (invocation.kind === 'done' || signal.aborted) return;
    report(`${pool.deployed.name}: ${firstLine(invocation.errorMessage)}`);
    if (invocations > retries) return putAway(event, invocation, { requestId, invocations }, options);
    await pause(invocations * MINUTE_MILLISECONDS, signal).catch(() => undefined);
    if (signal.aborted) return;
  }
}

async function putAway(
  requestPayload: unknown,
  { errorType, errorMessage }: Exclude<Invocation, { kind: 'done' }>,
  { requestId, invocations }: { readonly requestId: string; readonly invocations: number },
  { pool, sendFailure }: AsynchronousOptions,
): Promise<void> {
  await sendFailure?.(
    JSON.stringify({
      version: '1.0',
      timestamp: new Date().toISOString(),
      requestContext: {
        requestId,
        functionArn: pool.deployed.arn,
        condition: 'RetriesExhausted',
        approximateInvokeCount: invocations,
      },
      requestPayload,
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      responsePayload: { errorType, errorMessage: firstLine(errorMessage) },
    }),
  );
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? text;
}
