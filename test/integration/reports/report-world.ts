import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3';
import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import { startFauxqs } from 'fauxqs';
import { buildReport } from '../../../functions/build-report/build-report.ts';
import { routes } from '../../../functions/request-reports/routes.ts';
import { derivedId } from '../../../shared/adapters/ids.ts';
import { bucketReportFiles } from '../../../shared/adapters/reports/bucket-report-files.ts';
import { tableReportCases } from '../../../shared/adapters/reports/table-report-cases.ts';
import { tableReportPeriods } from '../../../shared/adapters/reports/table-report-periods.ts';
import { tableReportStore } from '../../../shared/adapters/reports/table-report-store.ts';
import { tableStandingReports } from '../../../shared/adapters/reports/table-standing-reports.ts';
import { accessWrites } from '../../../shared/adapters/table/access-writes.ts';
import { reportSchema, type WrittenReport } from '../../../shared/domain/reports/report-json.ts';
import { httpHandler } from '../../../shared/http/chain.ts';
import { refusalNotes } from '../../../shared/http/refused-calls.ts';
import { readWork } from '../../../shared/messaging/work-message.ts';
import type { WorkOf } from '../../../shared/ports/work.ts';
import { DAYS } from '../../../shared/reference/days.ts';
import { GUARANTEE_READINGS } from '../../../shared/reference/guarantee-policies.ts';
import { STOCKHOLM } from '../../../shared/reference/stockholm.ts';
import { startCaseWorld } from '../../support/case-world.ts';
import { type Answer, type Call, CITY, send, verifyByName } from '../../unit/reports/calls.ts';

const BUCKET = 'reports';

/** Cases and reports over a real table and a real bucket, with a clock that tests set. */
export async function startReportWorld() {
  const cases = await startCaseWorld();
  const bucket = await startFauxqs({ port: 0, logger: false });
  const s3 = new S3Client({
    endpoint: `http://127.0.0.1:${bucket.port}`,
    region: 'eu-north-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    forcePathStyle: true,
  });
  await s3.send(new CreateBucketCommand({ Bucket: BUCKET }));
  const { client, name } = cases.table;
  const deps = {
    reports: tableReportStore(client, name),
    periods: tableReportPeriods(client, name),
    standing: tableStandingReports(client, name, tableReportStore(client, name)),
    cases: tableReportCases(client, name, STOCKHOLM),
    files: bucketReportFiles(BUCKET, s3),
    observer: cases.deps.observer,
    clock: cases.deps.clock,
    city: STOCKHOLM,
    firstDay: DAYS.jobbtorgDecided,
    rules: { city: STOCKHOLM, readings: GUARANTEE_READINGS, threshold: 1 },
    derivedId,
    verify: verifyByName,
  };
  const noteRefusal = refusalNotes(accessWrites(client, name), deps.clock);
  const handler = httpHandler(routes(deps), { ...deps, noteRefusal });
  /** Asks for a report that tests can read, unless it names other formats. */
  const ask = (body: object, call: Partial<Call> = {}): Promise<Answer> =>
    send(handler, { method: 'POST', body: { formats: ['json'], ...body }, as: CITY, ...call });
  const read = (id: string, call: Partial<Call> = {}): Promise<Answer> =>
    send(handler, { method: 'GET', id, as: CITY, ...call });
  const list = (call: Partial<Call> = {}): Promise<Answer> => send(handler, { method: 'GET', as: CITY, ...call });

  /** The work items that lie in the table, as their queue would carry them. */
  const work = async (): Promise<ReadonlyArray<WorkOf<'build-report'>>> => {
    const { Items = [] } = await client.send(
      new ScanCommand({
        TableName: name,
        ConsistentRead: true,
        FilterExpression: '#stream = :work',
        ExpressionAttributeNames: { '#stream': 'stream' },
        ExpressionAttributeValues: { ':work': 'work' },
      }),
    );
    return Items.map((item) => String(item['item']))
      .filter((item) => item.includes('build-report'))
      .map((item) => readWork('build-report', item));
  };
  const build = (id: string) => buildReport({ kind: 'build-report', report: id }, deps);

  /** The text of a finished report's only file, fetched by its link and nothing else. */
  const fetched = async (id: string): Promise<string> => {
    const { body } = await read(id);
    const [file] = [body['files']].flat();
    return (await fetch(String(Object(file).href))).text();
  };
  const report = async (id: string): Promise<WrittenReport> => reportSchema.parse(JSON.parse(await fetched(id)));

  return {
    ...cases,
    deps,
    ask,
    read,
    list,
    work,
    build,
    fetched,
    report,
    stop: async () => {
      s3.destroy();
      await bucket.stop();
      await cases.stop();
    },
  };
}

export type ReportWorld = Awaited<ReturnType<typeof startReportWorld>>;
