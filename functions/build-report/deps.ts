import { documentClient } from '../../shared/adapters/dynamodb-client.ts';
import { bucketReportFiles } from '../../shared/adapters/reports/bucket-report-files.ts';
import { tableReportCases } from '../../shared/adapters/reports/table-report-cases.ts';
import { tableReportPeriods } from '../../shared/adapters/reports/table-report-periods.ts';
import { tableReportStore } from '../../shared/adapters/reports/table-report-store.ts';
import { tableStandingReports } from '../../shared/adapters/reports/table-standing-reports.ts';
import { readEnvironment } from '../../shared/config/environment.ts';
import { lambdaObserver } from '../../shared/observability/observer.ts';
import { DISCLOSURE } from '../../shared/reference/disclosure.ts';
import { GUARANTEE_READINGS } from '../../shared/reference/guarantee-policies.ts';
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
  cases: tableReportCases(client, settings.TABLE_NAME, STOCKHOLM),
  files: bucketReportFiles(settings.REPORTS_BUCKET),
  rules: { city: STOCKHOLM, readings: GUARANTEE_READINGS, threshold: DISCLOSURE.threshold },
  observer: lambdaObserver('build-report'),
};
