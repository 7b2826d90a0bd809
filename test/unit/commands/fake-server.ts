import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import * as z from 'zod';
import { type ProblemCode, problemDocument } from '../../../shared/http/problems.ts';

const line = z.looseObject({ key: z.string() });

/** What the next answers to a key are, before it is dealt with as usual. */
export type Trouble = ProblemCode | 'hang-up' | 'not-jobbtorg';

/**
 * A server that keeps the contract of the history import: it issues tokens that run out, remembers each line under its
 * key, and can be told to be in trouble, or to be gone for a while.
 */
export class FakeServer {
  readonly lines = new Map<string, string>();
  readonly troubles = new Map<string, Array<Trouble>>();
  readonly refusals = new Map<string, { code: ProblemCode; step?: string }>();
  readonly officers = new Set<string | undefined>();
  readonly tokenLifetimeSeconds: number;
  tokensIssued = 0;
  /** Why no token is issued, by RFC 6749. */
  tokenError: string | null = null;
  /** How many calls are answered with 503 before the server is up. */
  startingFor = 0;
  /** Answers only when so many lines are waiting for an answer. */
  gathers = 1;
  mostAtOnce = 0;
  #waiting: Array<() => void> = [];
  #valid = '';
  #server = createServer();
  #port = 0;

  constructor({ tokenLifetimeSeconds = 3600 } = {}) {
    this.tokenLifetimeSeconds = tokenLifetimeSeconds;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async start(): Promise<void> {
    this.#server = createServer((request, response) => void this.#answer(request, response));
    this.#server.listen(this.#port, '127.0.0.1');
    await once(this.#server, 'listening');
    this.#port = (this.#server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    if (!this.#server.listening) return;
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  /** Makes every token issued so far worthless, as a restart with new keys would. */
  forgetTokens(): void {
    this.#valid = '';
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    const say = (answer: Answer) => {
      if (answer === 'hang-up') request.socket.destroy();
      else response.writeHead(answer.status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
    };
    if (this.startingFor > 0) {
      this.startingFor--;
      say({ status: 503, message: 'Starting' });
    } else if (request.url === '/oauth2/token') say(this.#issue(body));
    else if (request.url !== '/v1/history') say(problem('not-found'));
    else if (request.headers.authorization !== `Bearer ${this.#valid}`) say(problem('token-required'));
    else {
      this.officers.add(request.headers['officer-id']?.toString());
      this.#gather(() => say(this.#store(body)));
    }
  }

  #gather(answer: () => void): void {
    this.#waiting.push(answer);
    this.mostAtOnce = Math.max(this.mostAtOnce, this.#waiting.length);
    if (this.#waiting.length >= this.gathers) for (const waiting of this.#waiting.splice(0)) waiting();
  }

  #issue(body: string): Answer {
    const form = new URLSearchParams(body);
    const known = form.get('client_id') === 'city-admin' && form.get('client_secret') === 'local';
    if (this.tokenError !== null) return { status: 400, error: this.tokenError };
    if (!known || form.get('grant_type') !== 'client_credentials') return { status: 401, error: 'invalid_client' };
    this.tokensIssued++;
    this.#valid = `token-${this.tokensIssued}`;
    return { status: 200, access_token: this.#valid, token_type: 'Bearer', expires_in: this.tokenLifetimeSeconds };
  }

  #store(body: string): Answer {
    const { key } = line.parse(JSON.parse(body));
    const trouble = this.troubles.get(key)?.shift();
    if (trouble === 'hang-up') return trouble;
    if (trouble === 'not-jobbtorg') return { status: 404, message: 'Not Found' };
    if (trouble !== undefined) return problem(trouble);
    const refusal = this.refusals.get(key);
    if (refusal !== undefined) return problem(refusal.code, refusal.step === undefined ? {} : { step: refusal.step });
    const before = this.lines.get(key);
    if (before !== undefined && before !== body) return problem('history-key-taken');
    this.lines.set(key, body);
    return { status: before === undefined ? 201 : 200, id: key };
  }
}

type Answer = 'hang-up' | { readonly status: number; readonly [field: string]: unknown };

function problem(code: ProblemCode, extensions = {}): Answer {
  return problemDocument(code, 'urn:request:x', extensions);
}
