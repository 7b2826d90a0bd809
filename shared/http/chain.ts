import { gunzipSync } from 'node:zlib';
import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { OFFICER_ID } from '../domain/referral/referral.ts';
import type { Observer } from '../observability/observer.ts';
import { isTransient } from '../ports/failures.ts';
import { type Endpoint, KEPT_AN_HOUR, problem, type RefusedCall, type Reply, type Route } from './endpoint.ts';
import { type ProblemCode, problemDocument } from './problems.ts';
import type { NoteRefusal } from './refused-calls.ts';
import { parameters, purposeIn, readRequest } from './request.ts';
import type { VerifyToken } from './token-verifier.ts';
import { traceparentOf } from './traceparent.ts';

export type HttpHandler = (
  event: APIGatewayProxyEventV2,
  context: unknown,
) => Promise<APIGatewayProxyStructuredResultV2>;

/** What the chain itself needs; public endpoints alone need no verifier. */
export interface ChainDependencies {
  readonly verify: VerifyToken;
  readonly observer: Observer;
  /** What is done before a known caller is told of any refusal. */
  readonly noteRefusal: NoteRefusal;
}

const SECURITY_HEADERS = {
  'strict-transport-security': 'max-age=31536000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
} as const;

/**
 * The one chain of every HTTP function: find the route, read the call as its endpoint accepts it, answer, strip the
 * answer to its schema, and turn anything thrown into a problem document. Every refusal passes here, and is noted here
 * before it is told.
 */
export function httpHandler(
  routes: ReadonlyArray<Route>,
  { verify, observer, noteRefusal }: ChainDependencies,
): HttpHandler {
  const byKey = new Map(routes.map((entry) => [entry.endpoint.routeKey as string, entry]));
  const answer = async (event: APIGatewayProxyEventV2): Promise<APIGatewayProxyStructuredResultV2> => {
    const found = byKey.get(event.routeKey);
    if (found === undefined) return rendered(problem('not-found'), event);
    const reading = await readRequest(event, found.endpoint, verify);
    const given = 'refusal' in reading ? reading.refusal : await found.answer(reading.request);
    if (given.kind === 'problem') {
      observer.log('REQUEST_REFUSED', { route: event.routeKey, problem: given.code });
      const caller = 'refusal' in reading ? reading.by : reading.request.caller;
      const { act } = found.endpoint;
      if (caller !== null && act !== null && given.noted !== true) {
        await noteRefusal({ caller, act, code: given.code, ...saidIn(event) });
      }
    }
    const answered = rendered(given.kind === 'reply' ? stripped(given, found.endpoint, observer) : given, event);
    return found.endpoint.page === true ? { ...answered, headers: { ...answered.headers, vary: 'accept' } } : answered;
  };
  return middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
    .use({
      before: () => observer.begin(),
      after: ({ event, response }) => {
        if (response !== null) response.headers = { ...response.headers, ...everyResponse(event, response.headers) };
        observer.end();
      },
      onError: (request) => {
        observer.failed('REQUEST_FAILED', request.error, { route: request.event.routeKey });
        const code: ProblemCode = isTransient(request.error) ? 'temporarily-unavailable' : 'internal-error';
        const response = rendered(problem(code), request.event);
        response.headers = { ...response.headers, ...everyResponse(request.event, response.headers) };
        observer.end();
        request.response = response;
      },
    })
    .handler(answer) as HttpHandler;
}

/** What a call says of itself, whether or not the rest of it could be read. */
function saidIn({
  headers,
  pathParameters,
}: APIGatewayProxyEventV2): Pick<RefusedCall, 'officer' | 'purpose' | 'params'> {
  const officer = headers['officer-id'] ?? '';
  return {
    officer: OFFICER_ID.test(officer) ? officer : null,
    purpose: purposeIn(headers) ?? null,
    params: parameters(pathParameters),
  };
}

function everyResponse(
  event: APIGatewayProxyEventV2,
  given: APIGatewayProxyStructuredResultV2['headers'],
): Record<string, string | number | boolean> {
  return {
    ...SECURITY_HEADERS,
    'cache-control': given?.['cache-control'] ?? 'no-store',
    traceparent: traceparentOf(event.headers['traceparent']),
  };
}

/**
 * A success stripped to its schema, so that nothing undeclared leaves. A mismatch is our defect: what was written stays
 * written, and its caller is told where it is.
 */
function stripped(given: Extract<Reply, { kind: 'reply' }>, endpoint: Endpoint, observer: Observer): Reply {
  const parsed = endpoint.responses[given.status]?.safeParse(given.body);
  if (parsed?.success) return { ...given, body: parsed.data };
  const fields = parsed?.error?.issues.map((issue) => issue.path.join('.')).join(' ') ?? 'no schema';
  observer.log('RESPONSE_MISMATCH', { route: endpoint.routeKey, fields });
  return endpoint.routeKey.startsWith('POST ') ? { ...given, body: {} } : problem('internal-error');
}

function rendered(given: Reply, event: APIGatewayProxyEventV2): APIGatewayProxyStructuredResultV2 {
  switch (given.kind) {
    case 'reply':
      return {
        statusCode: given.status,
        headers: { 'content-type': 'application/json', ...given.headers },
        body: JSON.stringify(given.body),
      };
    case 'page':
      return {
        statusCode: given.status,
        headers: { 'content-type': 'text/html; charset=utf-8', ...given.headers },
        body: given.html,
      };
    case 'file':
      return renderedFile(given, takesGzip(event.headers['accept-encoding']));
    case 'problem': {
      const errors = given.errors === undefined ? {} : { errors: given.errors };
      const document = problemDocument(given.code, instanceOf(event), { ...errors, ...given.extensions });
      return {
        statusCode: document.status,
        headers: {
          'content-type': 'application/problem+json',
          ...(document.status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
          ...(document.status === 503 ? { 'retry-after': '2' } : {}),
        },
        body: JSON.stringify(document),
      };
    }
  }
}

function renderedFile(
  { contentType, gzipped }: Extract<Reply, { kind: 'file' }>,
  asItIs: boolean,
): APIGatewayProxyStructuredResultV2 {
  return {
    statusCode: 200,
    headers: {
      'content-type': contentType,
      ...KEPT_AN_HOUR,
      vary: 'accept-encoding',
      ...(asItIs ? { 'content-encoding': 'gzip' } : {}),
    },
    body: Buffer.from(asItIs ? gzipped : gunzipSync(gzipped)).toString('base64'),
    isBase64Encoded: true,
  };
}

/** Whether a caller's `Accept-Encoding` takes gzip: named, and not with a weight of nought. */
function takesGzip(accepted = ''): boolean {
  const codings = accepted.split(',').map((coding) => coding.replaceAll(/\s/g, '').toLowerCase());
  return codings.some((coding) => /^gzip(;q=(?!0(\.0*)?$).*)?$/.test(coding));
}

/** Names the request by its own id: a path could hold what someone mistyped into it. */
function instanceOf(event: APIGatewayProxyEventV2): string {
  return `urn:request:${event.requestContext.requestId}`;
}
