import * as z from 'zod';
import { TransientFailure } from '../ports/failures.ts';

const TRANSIENT_NAMES: ReadonlySet<string> = new Set([
  'InternalServerError',
  'LimitExceededException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'ServiceUnavailable',
  'ThrottlingException',
  'TimeoutError',
  'TransactionInProgressException',
  'KMSInternalException',
  'DependencyTimeoutException',
  'SlowDown',
]);
const TRANSIENT_CODES: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND']);

/** Whatever stands before a service may fail in its place, and in words of its own. */
const serverError = z.looseObject({ $metadata: z.looseObject({ httpStatusCode: z.number().min(500) }) });

/** Awaits a call to the outside; what may succeed when asked again is thrown as a {@link TransientFailure}. */
export async function transiently<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw mayPass(error) ? new TransientFailure('a service did not answer', { cause: error }) : error;
  }
}

function mayPass(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return TRANSIENT_NAMES.has(error.name) || TRANSIENT_CODES.has(code) || serverError.safeParse(error).success;
}
