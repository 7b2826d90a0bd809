import { tableEnvironment } from '../../shared/config/environment.ts';

/** What `assess-cases` must be told; the deployment is typed by it. */
export const environment = tableEnvironment.pick({ TABLE_NAME: true });
