import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import type { Caller, CallerParty, Scope } from '../../../shared/http/caller.ts';
import type { HttpHandler } from '../../../shared/http/chain.ts';

/** A call to one of the report routes. */
export interface Call {
  readonly method: 'GET' | 'POST';
  /** After `/v1/reports`; a report's own path is its id. */
  readonly id?: string;
  readonly body?: unknown;
  readonly key?: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly as: Caller;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Who calls, with the scopes that its kind of system has. */
export function caller(party: CallerParty): Caller {
  const scopes: ReadonlyArray<Scope> = party.kind === 'district' ? ['reports:read'] : ['reports:read', 'reports:write'];
  return {
    client: party.kind === 'city' ? 'city-admin' : `${party.kind}-${party.code}`,
    party,
    scopes: new Set(scopes),
  };
}

export const CITY = caller({ kind: 'city' });
export const office = (code: string) => caller({ kind: 'office', code });
export const district = (code: string) => caller({ kind: 'district', code });

const tokens = new Map<string, Caller>();

/** Knows the callers of {@link send}: a token is the name of its client. */
export const verifyByName = async (token: string): Promise<Caller | undefined> => tokens.get(token);

/** Sends a call through the HTTP chain, as API Gateway would. */
export async function send(handler: HttpHandler, { method, id, body, key, query, as }: Call): Promise<Answer> {
  tokens.set(as.client, as);
  const event: APIGatewayProxyEventV2 = {
    version: '2.0',
    routeKey: `${method} /v1/reports${id === undefined ? '' : '/{reportId}'}`,
    rawPath: `/v1/reports${id === undefined ? '' : `/${id}`}`,
    rawQueryString: '',
    headers: {
      authorization: `Bearer ${as.client}`,
      'content-type': 'application/json',
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
    pathParameters: id === undefined ? {} : { reportId: id },
    ...(query === undefined ? {} : { queryStringParameters: { ...query } }),
    requestContext: {
      accountId: '000000000000',
      apiId: 'api',
      domainName: 'api.test',
      domainPrefix: 'api',
      http: { method, path: '/v1/reports', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
      requestId: 'request',
      routeKey: '$default',
      stage: '$default',
      time: '',
      timeEpoch: 0,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    isBase64Encoded: false,
  };
  const { statusCode = 0, headers = {}, body: text = '{}' } = await handler(event, {});
  return {
    status: statusCode,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
    body: z.record(z.string(), z.unknown()).parse(JSON.parse(text)),
  };
}
