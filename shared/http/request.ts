import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { STATED_PURPOSES, type StatedPurpose } from '../domain/access/access.ts';
import { OFFICER_ID } from '../domain/referral/referral.ts';
import { shutOut } from './access-table.ts';
import type { Caller } from './caller.ts';
import { type ApiRequest, type Endpoint, problem, type Reply } from './endpoint.ts';
import { fieldProblem, formProblems } from './field-problems.ts';
import type { VerifyToken } from './token-verifier.ts';

export const MAXIMUM_BODY_BYTES = 64 * 1024;
/** Far deeper than any request; what is nested thousands deep exhausts the stack of whoever writes it out. */
const MAXIMUM_DEPTH = 32;
/** Far longer than any id or code; the store refuses keys of some thousand characters. */
const MAXIMUM_PARAMETER_LENGTH = 128;

/** Either the call as its endpoint accepts it, or the problem that answers it and to whom. */
export type Reading =
  | { readonly request: ApiRequest }
  | { readonly refusal: Extract<Reply, { kind: 'problem' }>; readonly by: Caller | null };

/** A header's value; API Gateway gives names in lower case. */
export type Headers = Readonly<Record<string, string | undefined>>;

/** Reads a call step by step, in the order in which the contract refuses: token, scope, party, headers, form, content. */
export async function readRequest(
  event: APIGatewayProxyEventV2,
  endpoint: Endpoint,
  verify: VerifyToken,
): Promise<Reading> {
  const caller = await readCaller(event.headers, endpoint, verify);
  if (caller !== null && 'refusal' in caller) return caller;
  const rest = readRest(event, endpoint);
  return 'refusal' in rest ? { ...rest, by: caller } : { request: { caller, ...rest } };
}

/** Reads what a call says beside who makes it. */
function readRest(event: APIGatewayProxyEventV2, endpoint: Endpoint): Omit<ApiRequest, 'caller'> | Refused {
  const headers = readHeaders(event.headers, endpoint);
  if ('refusal' in headers) return headers;
  const params = parameters(event.pathParameters);
  if (Object.values(params).some(({ length }) => length > MAXIMUM_PARAMETER_LENGTH)) return refuse('not-found');
  const query = endpoint.query?.safeParse(event.queryStringParameters ?? {});
  if (query?.success === false) {
    const errors = formProblems(query.error, event.queryStringParameters ?? {});
    return refuse('invalid-request', { errors });
  }
  const body = readBody(event, endpoint);
  if ('refusal' in body) return body;
  return { ...headers, ...body, path: event.rawPath, params, query: query?.data };
}

type Refused = Pick<Extract<Reading, { refusal: unknown }>, 'refusal'>;
const refuse = (...details: Parameters<typeof problem>): Refused => ({ refusal: problem(...details) });

async function readCaller(
  headers: Headers,
  endpoint: Endpoint,
  verify: VerifyToken,
): Promise<Caller | null | Extract<Reading, { refusal: unknown }>> {
  if (endpoint.scope === null) return null;
  const [, token] = /^Bearer ([\w.~+/=-]+)$/i.exec(headers['authorization'] ?? '') ?? [];
  const caller = token === undefined ? undefined : await verify(token);
  if (caller === undefined) return { ...refuse('token-required'), by: null };
  const { scope, orScope } = endpoint;
  const code =
    caller.scopes.has(scope) || (orScope !== undefined && caller.scopes.has(orScope))
      ? shutOut(caller.party, endpoint.routeKey)
      : 'missing-scope';
  if (code === undefined) return caller;
  return { ...refuse(code, code === 'missing-scope' ? { extensions: { scope } } : {}), by: caller };
}

type ReadHeaders = Pick<ApiRequest, 'officer' | 'idempotencyKey' | 'ifMatch' | 'purpose' | 'asPage'>;

const IDEMPOTENCY_KEY = /^[\x21-\x7e]{8,128}$/;
const ENTITY_TAG = /^(?:W\/)?"(\d{1,9})"$/;

/** Reads the headers that the endpoint uses; whatever else is sent harms nobody. */
function readHeaders(headers: Headers, endpoint: Endpoint): ReadHeaders | Refused {
  const officer = officerIn(headers, endpoint);
  if (officer !== null && !OFFICER_ID.test(officer)) return refuse('officer-id-missing');
  const idempotencyKey = endpoint.idempotencyKey === 'none' ? null : (headers['idempotency-key'] ?? null);
  if (idempotencyKey === null && endpoint.idempotencyKey === 'required') return refuse('idempotency-key-missing');
  if (idempotencyKey !== null && !IDEMPOTENCY_KEY.test(idempotencyKey)) return refuse('malformed-header');
  const condition = endpoint.problems.includes('stale-version') ? headers['if-match'] : undefined;
  const [, version] = ENTITY_TAG.exec(condition ?? '') ?? [];
  if (condition !== undefined && condition !== '*' && version === undefined) return refuse('malformed-header');
  const purpose = endpoint.officer === true ? purposeIn(headers) : null;
  if (purpose === undefined) return refuse('malformed-header');
  const asPage = endpoint.page === true && prefersPage(headers['accept']);
  return { officer, idempotencyKey, purpose, asPage, ifMatch: version === undefined ? null : Number(version) };
}

/** What a call says that it is for; `undefined` for something that is no purpose of ours. */
export function purposeIn(headers: Headers): StatedPurpose | null | undefined {
  const stated = headers['access-purpose'];
  return stated === undefined ? null : STATED_PURPOSES.find((known) => known === stated);
}

/** Whether `Accept` names a page before JSON, as a browser does. */
function prefersPage(accept = ''): boolean {
  const names = accept.split(',').map((part) => part.split(';')[0]?.trim().toLowerCase() ?? '');
  const page = names.indexOf('text/html');
  const json = names.indexOf('application/json');
  return page !== -1 && (json === -1 || page < json);
}

/** The officer that a call names: `''` where it must name one and does not, `null` where it need not. */
function officerIn(headers: Headers, { officer }: Endpoint): string | null {
  if (officer === false) return null;
  return headers['officer-id'] ?? (officer === 'accepted' ? null : '');
}

type ReadBody = Pick<ApiRequest, 'body' | 'bodyText'>;

function readBody(event: APIGatewayProxyEventV2, endpoint: Endpoint): ReadBody | Refused {
  if (endpoint.body === undefined) return { body: undefined, bodyText: '' };
  const bytes = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  if (bytes.length > MAXIMUM_BODY_BYTES) return refuse('body-too-large');
  const mediaType = event.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (mediaType !== 'application/json') return refuse('unsupported-media-type');
  const json = readJson(bytes);
  if (json === undefined) return refuse('unreadable-json');
  if (isDeeperThan(MAXIMUM_DEPTH, json.value)) {
    return refuse('invalid-request', { errors: [fieldProblem('', 'malformed')] });
  }
  const parsed = endpoint.body.safeParse(json.value);
  if (!parsed.success) return refuse('invalid-request', { errors: formProblems(parsed.error, json.value) });
  return { body: parsed.data, bodyText: canonicalJson(json.value) };
}

/** The same text for the same content, whatever order its fields came in. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}

function readJson(bytes: Uint8Array): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) };
  } catch {
    return undefined;
  }
}

function isDeeperThan(depth: number, value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return depth === 0 || Object.values(value).some((inner) => isDeeperThan(depth - 1, inner));
}

/** The parameters of a path. */
export function parameters(given: APIGatewayProxyEventV2['pathParameters']): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(given ?? {}).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
