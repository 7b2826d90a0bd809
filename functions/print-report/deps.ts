import { documentClient } from '../../shared/adapters/dynamodb-client.ts';
import { bucketReportFiles } from '../../shared/adapters/reports/bucket-report-files.ts';
import { tableReportStore } from '../../shared/adapters/reports/table-report-store.ts';
import { readEnvironment } from '../../shared/config/environment.ts';
import { lambdaObserver } from '../../shared/observability/observer.ts';
import { chromiumPrinter } from './chromium-printer.ts';
import { environment } from './environment.ts';

const settings = readEnvironment(environment);

/** What the deployed function is made of. */
export const deps = {
  reports: tableReportStore(documentClient(), settings.TABLE_NAME),
  files: bucketReportFiles(settings.REPORTS_BUCKET),
  print: chromiumPrinter(),
  observer: lambdaObserver('print-report'),
};
