import { reportsEnvironment, tableEnvironment } from '../../shared/config/environment.ts';

/** What `print-report` must be told; the deployment is typed by it. */
export const environment = tableEnvironment.pick({ TABLE_NAME: true }).extend(reportsEnvironment.shape);
