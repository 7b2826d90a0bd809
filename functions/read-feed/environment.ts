import { tableEnvironment, tokenEnvironment } from '../../shared/config/environment.ts';

/** What `read-feed` must be told; the deployment is typed by it. */
export const environment = tableEnvironment.extend(tokenEnvironment.shape);
