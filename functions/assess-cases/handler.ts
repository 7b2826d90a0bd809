import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { handleBatch } from '../../shared/messaging/batch.ts';
import { readWork } from '../../shared/messaging/work-message.ts';
import { assessCases } from './assess-cases.ts';
import { deps } from './deps.ts';

/** The queue of cases due for a check: each batch is assessed and, when anything outside fails, delivered again. */
export function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const assess = (body: string, delivery: number) => assessCases(readWork('assess-cases', body), deps, delivery);
  return handleBatch(event, assess, deps.observer);
}
