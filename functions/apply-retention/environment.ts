import { retentionEnvironment, tableEnvironment, tokenEnvironment } from '../../shared/config/environment.ts';

/** What `apply-retention` must be told; the deployment is typed by it. */
export const environment = tableEnvironment.extend(tokenEnvironment.shape).extend(retentionEnvironment.shape);
