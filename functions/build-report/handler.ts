import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { handleBatch } from '../../shared/messaging/batch.ts';
import { readWork } from '../../shared/messaging/work-message.ts';
import { buildReport } from './build-report.ts';
import { deps } from './deps.ts';

/** Builds the reports that a batch of messages asks for. */
export const handler = (event: SQSEvent): Promise<SQSBatchResponse> =>
  handleBatch(event, (body, delivery) => buildReport(readWork('build-report', body), deps, delivery), deps.observer);
