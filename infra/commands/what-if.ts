import { documentClient } from '../../shared/adapters/dynamodb-client.ts';
import { tableReportCases } from '../../shared/adapters/reports/table-report-cases.ts';
import { systemClock } from '../../shared/ports/clock.ts';
import { DAYS } from '../../shared/reference/days.ts';
import { GUARANTEE_READINGS } from '../../shared/reference/guarantee-policies.ts';
import { STOCKHOLM } from '../../shared/reference/stockholm.ts';
import { reachInstallation } from './server/installation.ts';
import { main } from './what-if/main.ts';

process.exitCode = await main(process.argv.slice(2), {
  rowsOf: async function* (dataDir, upTo) {
    const { table } = reachInstallation(dataDir, process.env);
    const parts = tableReportCases(documentClient(), table, STOCKHOLM).receivedUpTo(upTo);
    for await (const part of parts) yield* part;
  },
  city: STOCKHOLM,
  shipped: GUARANTEE_READINGS,
  firstDay: DAYS.jobbtorgDecided,
  clock: systemClock,
  show: (text) => process.stdout.write(text),
  tell: (text) => process.stderr.write(`${text}\n`),
});
