import { documentClient } from '../../shared/adapters/dynamodb-client.ts';
import { derivedId } from '../../shared/adapters/ids.ts';
import { bucketReportFiles } from '../../shared/adapters/reports/bucket-report-files.ts';
import { tableReportPeriods } from '../../shared/adapters/reports/table-report-periods.ts';
import { tableReportStore } from '../../shared/adapters/reports/table-report-store.ts';
import { tableStandingReports } from '../../shared/adapters/reports/table-standing-reports.ts';
import { accessWrites } from '../../shared/adapters/table/access-writes.ts';
import { readEnvironment } from '../../shared/config/environment.ts';
import { refusalNotes } from '../../shared/http/refused-calls.ts';
import { tokenVerifier } from '../../shared/http/token-verifier.ts';
import { lambdaObserver } from '../../shared/observability/observer.ts';
import { systemClock } from '../../shared/ports/clock.ts';
import { DAYS } from '../../shared/reference/days.ts';
import { STOCKHOLM } from '../../shared/reference/stockholm.ts';
import { environment } from './environment.ts';

const settings = readEnvironment(environment);
const client = documentClient();
const reports = tableReportStore(client, settings.TABLE_NAME);

/** What the deployed function is made of. */
export const deps = {
  reports,
  periods: tableReportPeriods(client, settings.TABLE_NAME),
  standing: tableStandingReports(client, settings.TABLE_NAME, reports),
  files: bucketReportFiles(settings.REPORTS_BUCKET),
  observer: lambdaObserver('request-reports'),
  verify: tokenVerifier(settings),
  noteRefusal: refusalNotes(accessWrites(client, settings.TABLE_NAME), systemClock),
  clock: systemClock,
  city: STOCKHOLM,
  firstDay: DAYS.jobbtorgDecided,
  derivedId,
};
