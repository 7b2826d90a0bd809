import { randomUUID } from 'node:crypto';
import type * as z from 'zod';
import { CommandFailure } from './command-failure.ts';
import type { Answer, Call, Send } from './http-client.ts';
import { jsonOf } from './json.ts';
import type { Attempt, Persist } from './persistence.ts';
import { problemOf } from './problem.ts';
import { tokens } from './tokens.ts';

/** The API as one system calls it; what it answers is parsed, and anything but a success ends the command. */
export interface Api {
  readonly get: <T extends z.ZodType>(path: string, schema: T) => Promise<z.infer<T>>;
  /** A page for people, as HTML. */
  readonly page: (path: string) => Promise<string>;
  readonly post: <T extends z.ZodType>(path: string, body: unknown, schema: T) => Promise<z.infer<T>>;
}

export interface ApiCaller {
  readonly url: string;
  readonly client: string;
  readonly secret: string;
  /** Who is behind the calls. */
  readonly officer: string;
}

const BUSY = [409, 429, 502, 503, 504];

/** Calls the API as a client; a call that meets a busy server, or none, is repeated under the same idempotency key. */
export function apiAs(
  { url, client, secret, officer }: ApiCaller,
  send: Send,
  persist: Persist,
  now: () => number,
): Api {
  const held = tokens({ tokenUrl: `${url}/oauth2/token`, client, secret }, send, now);
  const answerTo = ({ path, ...given }: PathCall) => {
    const what = nameOf({ path, ...given });
    return persist<Answer>(async () => {
      const authorization = `Bearer ${await held.current(persist)}`;
      const headers = { ...given.headers, authorization, 'officer-id': officer };
      const answered = await send({ ...given, url: `${url}${path}`, headers }).catch(() => undefined);
      return answered === undefined || isBusy(answered) ? against(what, answered) : { value: answered };
    });
  };
  const call = async <T extends z.ZodType>(given: PathCall, schema: T) =>
    accepted(nameOf(given), await answerTo(given), schema);
  return {
    page: async (path) => {
      const given = { method: 'GET', path, headers: { accept: 'text/html' } } as const;
      const answer = await answerTo(given);
      return isSuccess(answer) ? answer.text : refused(nameOf(given), answer);
    },
    get: (path, schema) => call({ method: 'GET', path, headers: {} }, schema),
    post: (path, body, schema) => {
      const headers = { 'content-type': 'application/json', 'idempotency-key': randomUUID() };
      return call({ method: 'POST', path, headers, body: JSON.stringify(body) }, schema);
    },
  };
}

interface PathCall extends Omit<Call, 'url'> {
  readonly path: string;
}

const nameOf = ({ method, path }: PathCall) => `${method} ${path}`;

const isSuccess = ({ status }: Answer) => 200 <= status && status <= 299;

function isBusy(answer: Answer): boolean {
  return BUSY.includes(answer.status) && (answer.status !== 409 || problemOf(answer)?.code === 'request-in-progress');
}

function against(what: string, answer: Answer | undefined): Attempt<never> {
  const how = answer === undefined ? 'is not answered' : `is answered with ${answer.status}`;
  return { again: `${what} ${how}.`, answered: answer !== undefined };
}

/** The body of a success; a refusal is told in the API's own words, which hold nothing personal. */
export function accepted<T extends z.ZodType>(what: string, answer: Answer, schema: T): z.infer<T> {
  if (!isSuccess(answer)) refused(what, answer);
  const parsed = schema.safeParse(jsonOf(answer.text));
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new CommandFailure(`${what} is answered with something that the contract does not know: ${fields}.`);
}

function refused(what: string, answer: Answer): never {
  const problem = problemOf(answer);
  const why = problem === undefined ? `with ${answer.status}` : `with ${problem.code}: ${problem.advice}`;
  throw new CommandFailure(`${what} is answered ${why}`);
}
