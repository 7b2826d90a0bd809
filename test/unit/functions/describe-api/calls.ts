import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import { dependencies } from '../../../../functions/describe-api/deps.ts';
import { docsFilesIn } from '../../../../functions/describe-api/docs-files.ts';
import { describeRoutes } from '../../../../functions/describe-api/routes.ts';
import { bundleDocsViewer } from '../../../../infra/bundles/docs-viewer.ts';
import { httpHandler } from '../../../../shared/http/chain.ts';
import type { Observer } from '../../../../shared/observability/observer.ts';

/** The log lines of the calls so far, by their codes. */
export const logged: Array<string> = [];

const observer: Observer = {
  log: (code) => logged.push(code),
  failed: (code) => logged.push(code),
  count: () => {},
  begin: () => {},
  end: () => {},
};

const folder = mkdtempSync(join(tmpdir(), 'jobbtorg-docs-'));
bundleDocsViewer(folder);
// Several files of tests may share this one: none of them knows whether it is the last.
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));

/** The function as it is deployed, on the evening of 30 June 2020 in UTC: already the day of the merger in Stockholm. */
const composed = {
  ...dependencies(),
  docsFile: docsFilesIn(pathToFileURL(`${folder}/`)),
  observer,
  clock: () => '2020-06-30T22:30:00Z',
};
const handler = httpHandler(describeRoutes(composed), composed);

const answerSchema = z.object({
  statusCode: z.number(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
  isBase64Encoded: z.boolean().default(false),
});

/** Calls a route as API Gateway would, and reads the answer as a client would: decoded, and taken out of its gzip. */
export async function call(
  routeKey: string,
  params: Record<string, string> = {},
  query: Record<string, string> = {},
  headers: Record<string, string> = {},
) {
  const answer = answerSchema.parse(await handler({ ...eventOf(routeKey, params, query), headers }, {}));
  const sent = Buffer.from(answer.body, answer.isBase64Encoded ? 'base64' : 'utf8');
  const body = (answer.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent).toString('utf8');
  const json = (): unknown => JSON.parse(body);
  return { ...answer, body, bytes: sent.length, json };
}

function eventOf(
  routeKey: string,
  pathParameters: Record<string, string>,
  queryStringParameters: Record<string, string>,
): APIGatewayProxyEventV2 {
  const [method = '', template = ''] = routeKey.split(' ');
  const path = template.replaceAll(/\{(\w+)\+?\}/g, (_whole, name: string) => pathParameters[name] ?? '');
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: new URLSearchParams(queryStringParameters).toString(),
    headers: {},
    pathParameters,
    ...(Object.keys(queryStringParameters).length > 0 ? { queryStringParameters } : {}),
    isBase64Encoded: false,
    requestContext: {
      accountId: '',
      apiId: '',
      domainName: 'jobbtorg.example',
      domainPrefix: '',
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '', userAgent: '' },
      requestId: 'a-request',
      routeKey,
      stage: '$default',
      time: '',
      timeEpoch: 0,
    },
  };
}
