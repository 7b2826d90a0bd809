import { tableEnvironment, tokenEnvironment } from '../../shared/config/environment.ts';

/** What `check-deadlines` must be told; the deployment is typed by it. */
export const environment = tableEnvironment.pick({ TABLE_NAME: true }).extend(tokenEnvironment.shape);
