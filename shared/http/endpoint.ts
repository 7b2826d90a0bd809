import type * as z from 'zod';
import type { FunctionName } from '../config/functions.ts';
import type { Act, StatedPurpose } from '../domain/access/access.ts';
import type { Caller, Scope } from './caller.ts';
import type { FieldProblem } from './field-problems.ts';
import type { ProblemCode } from './problems.ts';

/**
 * One operation of the API: the single source of its route, its scope, its schemas and its documentation. Handlers answer
 * it, the deployment routes it, the OpenAPI document describes it. Who reaches how far with it stands in the access table.
 */
export interface Endpoint {
  /** API Gateway's route key: `GET /v1/cases/{caseId}`. */
  readonly routeKey: `${'GET' | 'POST' | 'ANY'} /${string}`;
  /** What the access log calls it; `null` for what anyone may read. */
  readonly act: Act | null;
  readonly function: FunctionName;
  /** `null` for what anyone may read. */
  readonly scope: Scope | null;
  /** Another scope that will do: for what a district and an office may each ask for. */
  readonly orScope?: Scope;
  /**
   * Whether the call reads or writes a person's data, and so must name the officer behind it. It is accepted where
   * lists hold nothing of a person, but those of the protected are for named officers only.
   */
  readonly officer: boolean | 'accepted';
  readonly idempotencyKey: 'required' | 'accepted' | 'none';
  /** Whether the answer can be had as a page for people too. */
  readonly page?: true;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** The body of each success, by status; a response is stripped to it. */
  readonly responses: Readonly<Record<number, z.ZodType>>;
  /** Problems beside those that any call can meet. */
  readonly problems: ReadonlyArray<ProblemCode>;
  readonly sv: string;
  readonly en: string;
}

/** A call whose token, headers, query and body have been accepted by its endpoint. */
export interface ApiRequest<E extends Endpoint = Endpoint> {
  /** `null` only where the endpoint needs no token. */
  readonly caller: Caller | null;
  readonly officer: string | null;
  readonly idempotencyKey: string | null;
  /** What the call is for, where it says so. */
  readonly purpose: StatedPurpose | null;
  /** Whether a page for people is asked for, of an endpoint that has one. */
  readonly asPage: boolean;
  /** The version named by `If-Match`. */
  readonly ifMatch: number | null;
  readonly path: string;
  readonly params: Readonly<Record<string, string>>;
  readonly query: E['query'] extends z.ZodType ? z.infer<E['query']> : unknown;
  readonly body: E['body'] extends z.ZodType ? z.infer<E['body']> : unknown;
  /** The body as one canonical text, for comparing a repeated request with the first. */
  readonly bodyText: string;
}

/**
 * What a use case answers: a success of its endpoint, a page for people, a file that a page fetches, or a problem. Nobody on
 * the way keeps a success or a page unless its headers say so; a file changes with a deployment only, and is kept an hour.
 */
export type Reply =
  | {
      readonly kind: 'reply';
      readonly status: number;
      readonly body: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'page';
      readonly status: number;
      readonly html: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  | {
      readonly kind: 'file';
      readonly contentType: string;
      /** As it lies, compressed by gzip; it is sent so to whoever takes it so. */
      readonly gzipped: Uint8Array;
    }
  | {
      readonly kind: 'problem';
      readonly code: ProblemCode;
      readonly errors?: ReadonlyArray<FieldProblem>;
      readonly extensions?: Readonly<Record<string, unknown>>;
      /** Whether its use case has noted the refusal, with a case that the call does not name. */
      readonly noted?: true;
    };

/** For what changes with a deployment only: an hour's age harms nobody. */
export const KEPT_AN_HOUR = { 'cache-control': 'public, max-age=3600' } as const;

/** A success. */
export function reply(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return { kind: 'reply', status, body, headers };
}

/** A problem of the catalogue. */
export function problem(
  code: ProblemCode,
  details: Omit<Extract<Reply, { kind: 'problem' }>, 'kind' | 'code'> = {},
): Extract<Reply, { kind: 'problem' }> {
  return { kind: 'problem', code, ...details };
}

/** An endpoint with what answers it. */
export interface Route {
  readonly endpoint: Endpoint;
  readonly answer: (request: ApiRequest) => Promise<Reply>;
}

/** A call by a known caller that is answered with a problem, be it before its use case had it. */
export interface RefusedCall extends Pick<ApiRequest, 'officer' | 'purpose' | 'params'> {
  readonly caller: Caller;
  readonly act: Act;
  readonly code: ProblemCode;
}

/** Ties a use case to its endpoint, with the endpoint's own types. */
export function route<E extends Endpoint>(endpoint: E, answer: (request: ApiRequest<E>) => Promise<Reply>): Route {
  return { endpoint, answer: (request) => answer(typed(endpoint, request)) };
}

/** The chain has parsed query and body with the endpoint's schemas; this re-attaches the types that a map of routes loses. */
function typed<E extends Endpoint>(_endpoint: E, request: ApiRequest): ApiRequest<E> {
  return request as ApiRequest<E>;
}

/** A call to an endpoint with a scope always has a caller; anything else is a defect in the chain. */
export function authenticated<R extends Pick<ApiRequest, 'caller'>>(request: R): R & { readonly caller: Caller } {
  const { caller } = request;
  if (caller === null) throw new Error('an endpoint with a scope was answered without a caller');
  return { ...request, caller };
}
