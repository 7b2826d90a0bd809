import { queueEnvironment } from '../../shared/config/environment.ts';

/** What `publish-events` must be told; the deployment is typed by it. */
export const environment = queueEnvironment;
