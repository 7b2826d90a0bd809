import { documentClient } from '../../shared/adapters/dynamodb-client.ts';
import { tableFeedLog } from '../../shared/adapters/table/feed-log.ts';
import { sqsWorkQueues } from '../../shared/adapters/work-queues.ts';
import { readEnvironment } from '../../shared/config/environment.ts';
import { lambdaObserver } from '../../shared/observability/observer.ts';
import { systemClock } from '../../shared/ports/clock.ts';
import { DISTRICTS } from '../../shared/reference/districts.ts';
import { environment } from './environment.ts';

const settings = readEnvironment(environment);

/** What the deployed function is made of. */
export const deps = {
  queues: sqsWorkQueues({
    'dispatch-check': settings.DISPATCH_CHECK_QUEUE_URL,
    'assess-cases': settings.ASSESS_CASES_QUEUE_URL,
    'build-report': settings.BUILD_REPORT_QUEUE_URL,
    'print-report': settings.PRINT_REPORT_QUEUE_URL,
    'carry-out-retention': settings.CARRY_OUT_RETENTION_QUEUE_URL,
  }),
  feed: tableFeedLog(documentClient(), settings.TABLE_NAME, { city: { districts: DISTRICTS }, clock: systemClock }),
  observer: lambdaObserver('publish-events'),
};
