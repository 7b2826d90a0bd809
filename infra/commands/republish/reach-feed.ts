import { documentClient } from '../../../shared/adapters/dynamodb-client.ts';
import { tableReportCases } from '../../../shared/adapters/reports/table-report-cases.ts';
import { tableFeedLog } from '../../../shared/adapters/table/feed-log.ts';
import { systemClock } from '../../../shared/ports/clock.ts';
import { STOCKHOLM } from '../../../shared/reference/stockholm.ts';
import { reachInstallation } from '../server/installation.ts';
import type { Republication } from './republish.ts';

/** The feed and the cases of the installation that the environment or a data folder names. */
export function reachFeed(dataDir: string, environment: NodeJS.ProcessEnv): Pick<Republication, 'cases' | 'feed'> {
  const { table } = reachInstallation(dataDir, environment);
  const client = documentClient();
  return {
    cases: tableReportCases(client, table, STOCKHOLM),
    feed: tableFeedLog(client, table, { city: STOCKHOLM, clock: systemClock }),
  };
}
