import { sqsWorkQueues } from '../../shared/adapters/work-queues.ts';
import { readEnvironment } from '../../shared/config/environment.ts';
import { lambdaObserver } from '../../shared/observability/observer.ts';
import { environment } from './environment.ts';

const settings = readEnvironment(environment);

/** What the deployed function is made of. */
export const deps = {
  queues: sqsWorkQueues({
    'assess-cases': settings.ASSESS_CASES_QUEUE_URL,
    'build-report': settings.BUILD_REPORT_QUEUE_URL,
  }),
  observer: lambdaObserver('publish-events'),
};
