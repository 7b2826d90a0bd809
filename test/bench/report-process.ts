import { Agent, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { foldCases } from '../../functions/build-report/fold-cases.ts';
import { tableReportCases } from '../../shared/adapters/reports/table-report-cases.ts';
import { type CaseRow, unpackRow } from '../../shared/domain/case/case-row.ts';
import type { ReportQuestion } from '../../shared/domain/reports/question.ts';
import { localDate } from '../../shared/domain/time/local-date.ts';
import type { ReportCases } from '../../shared/ports/report-cases.ts';
import { DISCLOSURE } from '../../shared/reference/disclosure.ts';
import { GUARANTEE_READINGS } from '../../shared/reference/guarantee-policies.ts';
import { STOCKHOLM } from '../../shared/reference/stockholm.ts';
import { meter, total } from './meter.ts';
import { READ_WAYS, type ReadWay } from './report-ways.ts';

/** One way to read all cases for a report, in a process of its own, whose memory is bounded from outside. */
const [, , argument = ''] = process.argv;
const { url, table, way, shards } = z
  .object({ url: z.url(), table: z.string(), way: z.enum(READ_WAYS), shards: z.array(z.string()) })
  .parse(JSON.parse(argument));

/** A page of a scan is 1 MB; told so in items, the engine reads no further than that, as DynamoDB would not. */
const SCAN_PAGE = 450;

const QUESTION: ReportQuestion = {
  kind: 'outcomes',
  from: localDate('2008-01-01'),
  to: localDate('2017-12-31'),
  division: 'of-the-time',
  scope: { kind: 'city' },
  cutOff: '2026-11-20T12:00:00.000Z',
};
const PERIODS = { noted: async () => [] };
const RULES = { city: STOCKHOLM, readings: GUARANTEE_READINGS, threshold: DISCLOSURE.threshold };

const CREDENTIAL = 'test/20260101/eu-north-1/dynamodb/aws4_request';
const pageSchema = z.object({
  Items: z.custom<ReadonlyArray<unknown>>(Array.isArray),
  LastEvaluatedKey: z.unknown().optional(),
});

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const client = DynamoDBDocumentClient.from(
  new DynamoDBClient({ endpoint: url, region: 'eu-north-1', credentials, maxAttempts: 1 }),
);
const readings = meter(client);
const indexed = tableReportCases(client, table, STOCKHOLM);

/** The cases as some other reader would give them. */
const readBy = (receivedUpTo: ReportCases['receivedUpTo']): ReportCases => ({ ...indexed, receivedUpTo });

async function* scanned(): AsyncGenerator<ReadonlyArray<CaseRow>> {
  let from: Record<string, unknown> | undefined;
  do {
    const page = await client.send(new ScanCommand({ TableName: table, Limit: SCAN_PAGE, ExclusiveStartKey: from }));
    yield (page.Items ?? []).flatMap(({ sk, row }) => (sk === 'HEAD' ? [unpackRow(String(row))] : []));
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
}

async function* collected(): AsyncGenerator<ReadonlyArray<CaseRow>> {
  const parts = await Array.fromAsync(indexed.receivedUpTo(QUESTION.to), (part) => [...part]);
  yield parts.flat();
}

/** Reads and parses the pages of the index, and does nothing with them: what no reader can do without. */
async function pages(): Promise<number> {
  const agent = new Agent({ keepAlive: true });
  let rows = 0;
  for (const shard of shards) {
    let from: unknown;
    do {
      const page = await pageOf(shard, from, agent);
      rows += page.Items.length;
      from = page.LastEvaluatedKey;
    } while (from !== undefined);
  }
  agent.destroy();
  return rows;
}

async function pageOf(shard: string, from: unknown, agent: Agent): Promise<z.infer<typeof pageSchema>> {
  const body = JSON.stringify({
    TableName: table,
    IndexName: 'by-receipt',
    KeyConditionExpression: 'receiptShard = :shard',
    ProjectionExpression: '#row',
    ExpressionAttributeNames: { '#row': 'row' },
    ExpressionAttributeValues: { ':shard': { S: shard } },
    ...(from === undefined ? {} : { ExclusiveStartKey: from }),
  });
  const headers = {
    'content-type': 'application/x-amz-json-1.0',
    'x-amz-target': 'DynamoDB_20120810.Query',
    // The engine looks for a signature, and not at it.
    authorization: `AWS4-HMAC-SHA256 Credential=${CREDENTIAL}, SignedHeaders=host, Signature=0`,
    'x-amz-date': '20260101T000000Z',
  };
  const answer = await new Promise<string>((resolve, reject) => {
    request(url, { method: 'POST', agent, headers }, (response) => text(response).then(resolve, reject))
      .on('error', reject)
      .end(body);
  });
  return pageSchema.parse(JSON.parse(answer));
}

const WAYS: Readonly<Record<ReadWay, () => Promise<number>>> = {
  fold: async () => (await foldCases(QUESTION, { cases: indexed, rules: RULES, periods: PERIODS })).rows,
  pages,
  scan: async () => (await foldCases(QUESTION, { cases: readBy(scanned), rules: RULES, periods: PERIODS })).rows,
  collect: async () => (await foldCases(QUESTION, { cases: readBy(collected), rules: RULES, periods: PERIODS })).rows,
};

const MICROSECONDS = 1e6;
const before = process.cpuUsage();
const rows = await WAYS[way]();
const { user, system } = process.cpuUsage(before);
client.destroy();
const { units } = total(readings, () => true);
console.log(JSON.stringify({ rows, units, cpuSeconds: (user + system) / MICROSECONDS }));
