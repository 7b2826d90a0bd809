import { reportsEnvironment, tableEnvironment, tokenEnvironment } from '../../shared/config/environment.ts';

/** What `request-reports` must be told; the deployment is typed by it. */
export const environment = tableEnvironment
  .pick({ TABLE_NAME: true })
  .extend(tokenEnvironment.shape)
  .extend(reportsEnvironment.shape);
