import { tableEnvironment, tokenEnvironment } from '../../shared/config/environment.ts';

/** What `handle-case` must be told; the deployment is typed by it. */
export const environment = tableEnvironment.extend(tokenEnvironment.shape);
