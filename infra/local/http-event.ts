import { isUtf8 } from 'node:buffer';
import type { IncomingHttpHeaders } from 'node:http';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { LOCAL_ACCOUNT } from './intrinsics.ts';

/** A call as it came over the wire. */
export interface HttpCall {
  readonly method: string;
  /** Path and query, still encoded. */
  readonly target: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  readonly sourceIp: string;
  readonly port: number;
}

/** The route that answers it. */
export interface EventRoute {
  readonly routeKey: string;
  readonly parameters: Readonly<Record<string, string>>;
}

const TEXT_TYPES = /^(?:text\/|application\/(?:[\w.-]+\+)?(?:json|xml|javascript)\b)/;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The event of payload format 2.0 that API Gateway hands to a function for this call. */
export function httpEvent(call: HttpCall, route: EventRoute, requestId: string, now: Date): APIGatewayProxyEventV2 {
  const question = call.target.indexOf('?');
  const rawPath = decodeURIComponent(question < 0 ? call.target : call.target.slice(0, question));
  const rawQueryString = question < 0 ? '' : call.target.slice(question + 1);
  const { cookie, ...headers } = call.headers;
  const host = headers.host ?? '127.0.0.1';
  return {
    version: '2.0',
    routeKey: route.routeKey,
    rawPath,
    rawQueryString,
    ...(cookie === undefined ? {} : { cookies: cookie.split(/; */) }),
    headers: joined(headers, call),
    ...(rawQueryString === '' ? {} : { queryStringParameters: queryOf(rawQueryString) }),
    requestContext: {
      accountId: LOCAL_ACCOUNT,
      apiId: 'embedded',
      domainName: host.replace(/:\d+$/, ''),
      domainPrefix: 'embedded',
      http: {
        method: call.method,
        path: rawPath,
        protocol: 'HTTP/1.1',
        sourceIp: call.sourceIp,
        userAgent: headers['user-agent'] ?? '',
      },
      requestId,
      routeKey: route.routeKey,
      stage: '$default',
      time: requestTime(now),
      timeEpoch: now.getTime(),
    },
    ...(Object.keys(route.parameters).length === 0 ? {} : { pathParameters: route.parameters }),
    ...bodyOf(call),
  };
}

function joined(headers: IncomingHttpHeaders, call: HttpCall): Record<string, string> {
  const given = Object.entries(headers).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.join(',') : (value ?? ''),
  ]);
  return {
    ...Object.fromEntries(given),
    'x-forwarded-for': call.sourceIp,
    'x-forwarded-port': String(call.port),
    'x-forwarded-proto': 'http',
  };
}

/** A name given more than once has its values joined with commas. */
function queryOf(rawQueryString: string): Record<string, string> {
  const query = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(rawQueryString)) {
    const earlier = query.get(name);
    query.set(name, earlier === undefined ? value : `${earlier},${value}`);
  }
  return Object.fromEntries(query);
}

/** Text goes as it is; anything else, and text that is none, as base 64. */
function bodyOf({ headers, body }: HttpCall): Pick<APIGatewayProxyEventV2, 'body' | 'isBase64Encoded'> {
  if (body.length === 0) return { isBase64Encoded: false };
  const isText = TEXT_TYPES.test(headers['content-type']?.toLowerCase() ?? '') && isUtf8(body);
  return isText
    ? { body: body.toString('utf8'), isBase64Encoded: false }
    : { body: body.toString('base64'), isBase64Encoded: true };
}

/** Common log format, in UTC: `12/Mar/2026:19:03:58 +0000`. */
function requestTime(now: Date): string {
  const [date = '', time = ''] = now.toISOString().split('T');
  const [year, month, day] = date.split('-');
  return `${day}/${MONTHS[Number(month) - 1]}/${year}:${time.slice(0, 8)} +0000`;
}
