import { randomUUID } from 'node:crypto';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod';
import type { Invocation } from './container.ts';
import type { FunctionPool } from './function-pool.ts';
import { httpEvent } from './http-event.ts';
import { StartRefusal } from './refusal.ts';
import { type MatchRoute, routeMatcher } from './routes.ts';

const HOST = '127.0.0.1';
const MAXIMUM_BODY_BYTES = 10 * 1024 * 1024;
const GATEWAY_TIMEOUT_MILLISECONDS = 30_000;
const KEEP_ALIVE_MILLISECONDS = 65_000;
const PORT_RETRY_MILLISECONDS = 100;

/** An answer ready to be sent. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | ReadonlyArray<string>>>;
  readonly body: string | Buffer;
}

/** Something that this address answers beside the deployed API, such as its identity provider. */
export interface OwnEndpoint {
  readonly method: string;
  readonly path: string;
  readonly answer: (headers: IncomingHttpHeaders, body: Buffer) => Promise<HttpAnswer>;
}

/** What the API serves once everything behind it is up. */
export interface Served {
  readonly routes: ReadonlyArray<{ readonly routeKey: string; readonly target: FunctionPool }>;
  readonly own: ReadonlyArray<OwnEndpoint>;
}

/** The API's address; until it is told what to serve it answers 503. */
export interface HttpApi {
  readonly port: number;
  readonly url: string;
  serve(served: Served): void;
  /** Takes no more calls, and waits for those under way. */
  stop(): Promise<void>;
}

/** Takes the port, first of all: a busy one must be known before anything else is started. Port 0 takes any free one. */
export async function openHttpApi(port: number, patienceMilliseconds: number): Promise<HttpApi> {
  let respond: Respond = async () => message(503, 'Service Unavailable');
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MILLISECONDS }, (request, response) => {
    receive(request, (body) => respond(request, body)).then(
      (answer) => send(response, answer),
      () => response.destroy(),
    );
  });
  await takePort(server, port, Date.now() + patienceMilliseconds);
  const { port: taken } = z.object({ port: z.int() }).parse(server.address());
  return {
    port: taken,
    url: `http://${HOST}:${taken}`,
    serve: (served) => {
      respond = responder(served, taken);
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

type Respond = (request: IncomingMessage, body: Buffer) => Promise<HttpAnswer>;

async function takePort(server: Server, port: number, until: number): Promise<void> {
  for (;;) {
    const error = await listen(server, port);
    if (error === undefined) return;
    const busy = 'code' in error && error.code === 'EADDRINUSE';
    if (!busy || Date.now() >= until) {
      const problem = busy ? 'is in use' : 'cannot be taken';
      const hint = `choose another, for example with PORT=${port + 1} npm start.`;
      throw new StartRefusal(`Port ${port} ${problem}: ${hint}`, { cause: error });
    }
    await delay(PORT_RETRY_MILLISECONDS);
  }
}

function listen(server: Server, port: number): Promise<Error | undefined> {
  return new Promise((resolve) => {
    const settle = (error?: Error) => {
      server.off('error', settle);
      server.off('listening', settle);
      resolve(error);
    };
    server.on('error', settle);
    server.on('listening', settle);
    server.listen(port, HOST);
  });
}

function responder({ routes, own }: Served, port: number): Respond {
  const match = routeMatcher(routes);
  const answersTo = new Map(own.map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint.answer]));
  return (request, body) => {
    const { method = 'GET', url: target = '/' } = request;
    const path = target.split('?', 1)[0] ?? target;
    const answer = answersTo.get(`${method} ${path}`);
    return answer === undefined
      ? invoke(match, request, { method, target, path, body, port })
      : answer(request.headers, body);
  };
}

interface Received {
  readonly method: string;
  readonly target: string;
  readonly path: string;
  readonly body: Buffer;
  readonly port: number;
}

async function invoke(
  match: MatchRoute<FunctionPool>,
  { headers, socket }: IncomingMessage,
  { method, target, path, body, port }: Received,
): Promise<HttpAnswer> {
  const requestId = randomUUID();
  try {
    const route = match(method, path);
    if (route === undefined) return message(404, 'Not Found');
    const call = { method, target, headers, body, sourceIp: socket.remoteAddress ?? HOST, port };
    const event = httpEvent(call, route, requestId, new Date());
    const invocation = await within(GATEWAY_TIMEOUT_MILLISECONDS, route.target.invoke(event, requestId));
    return invocation === undefined ? message(503, 'Service Unavailable') : answerOf(invocation, requestId);
  } catch (error) {
    if (error instanceof URIError) return message(400, 'Bad Request');
    throw error;
  }
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds);
  });
  try {
    return await Promise.race([work, patience]);
  } finally {
    clearTimeout(timer);
  }
}

const structuredSchema = z.object({
  statusCode: z.int().min(100).max(599),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  cookies: z.array(z.string()).optional(),
  body: z.string().optional(),
  isBase64Encoded: z.boolean().optional(),
});

/** What API Gateway makes of a function's result: an answer as it is, or any other value as JSON with status 200. */
export function answerOf(invocation: Invocation, requestId: string): HttpAnswer {
  if (invocation.kind !== 'done') return message(500, 'Internal Server Error');
  const { result } = invocation;
  if (typeof result !== 'object' || result === null || !('statusCode' in result)) {
    return {
      status: 200,
      headers: { 'content-type': 'application/json', 'apigw-requestid': requestId },
      body: typeof result === 'string' ? result : (JSON.stringify(result) ?? ''),
    };
  }
  const parsed = structuredSchema.safeParse(result);
  if (!parsed.success) return message(500, 'Internal Server Error');
  const { statusCode, headers = {}, cookies, body = '', isBase64Encoded = false } = parsed.data;
  return {
    status: statusCode,
    headers: {
      ...Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)])),
      ...(cookies === undefined ? {} : { 'set-cookie': cookies }),
      'apigw-requestid': requestId,
    },
    body: isBase64Encoded ? Buffer.from(body, 'base64') : body,
  };
}

/** An answer of the gateway's own, in its own form. */
function message(status: number, text: string): HttpAnswer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify({ message: text }) };
}

function receive(request: IncomingMessage, respond: (body: Buffer) => Promise<HttpAnswer>): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const chunks: Array<Buffer> = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      // Read to the end even so: a client that is still sending would never see the answer.
      if (size <= MAXIMUM_BODY_BYTES) chunks.push(chunk);
    });
    request.on('error', reject);
    request.on('end', () => {
      if (size > MAXIMUM_BODY_BYTES) resolve(message(413, 'Request Entity Too Large'));
      else respond(Buffer.concat(chunks)).then(resolve, reject);
    });
  });
}

function send(response: ServerResponse, { status, headers, body }: HttpAnswer): void {
  const content = typeof body === 'string' ? Buffer.from(body, 'utf8') : body;
  const empty = status === 204 || status === 304;
  response.writeHead(status, {
    ...withoutReadonly(headers),
    ...(empty ? {} : { 'content-length': content.length }),
  });
  response.end(empty ? undefined : content);
}

function withoutReadonly(headers: HttpAnswer['headers']): Record<string, string | Array<string>> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === 'string' ? value : [...value]]),
  );
}
