import { queueEnvironment, tableEnvironment } from '../../shared/config/environment.ts';

/** What `publish-events` must be told; the deployment is typed by it. */
export const environment = tableEnvironment.pick({ TABLE_NAME: true }).extend(queueEnvironment.shape);
