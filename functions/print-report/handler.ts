import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { handleBatch } from '../../shared/messaging/batch.ts';
import { readWork } from '../../shared/messaging/work-message.ts';
import { deps } from './deps.ts';
import { printReport } from './print-report.ts';

/** Prints the reports that a batch of messages asks for. */
export const handler = (event: SQSEvent): Promise<SQSBatchResponse> =>
  handleBatch(event, (body, delivery) => printReport(readWork('print-report', body), deps, delivery), deps.observer);
