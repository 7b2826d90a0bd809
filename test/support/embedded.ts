import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { z } from 'zod';
import { type EmbeddedRun, type EmbeddedRunOptions, startEmbeddedRun } from '../../infra/local/embedded-run.ts';
import { LOCAL_SECRET } from '../../infra/local/token-issuer.ts';

/** What a call carries beside its method and path. */
export interface ApiCall {
  readonly token?: string;
  /** The officer behind the call. */
  readonly officer?: string;
  /** Sent as JSON; a string or bytes as they are. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer, read to its end. */
export interface ApiAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; throws when it is none. */
  json(): unknown;
  /** The body as JSON of this form. */
  read<T extends z.ZodType>(schema: T): z.infer<T>;
}

/** The whole suite on a free port, with its data in a folder of its own. */
export interface EmbeddedSuite {
  readonly run: EmbeddedRun;
  readonly url: string;
  api(method: string, path: string, call?: ApiCall): Promise<ApiAnswer>;
  /** A token of an embedded client, such as `district-bromma`, `office-kista` or `city-admin`. */
  tokenFor(client: string): Promise<string>;
  /** Everything that the functions have printed, by their deployed names. */
  logs(): ReadonlyMap<string, string>;
  /** What the run itself has complained of. */
  problems(): ReadonlyArray<string>;
  stop(): Promise<void>;
}

const tokenSchema = z.object({ access_token: z.string(), expires_in: z.number() });

/** Starts the suite; whoever calls this stops it. */
export async function startSuite(options: Partial<EmbeddedRunOptions> = {}): Promise<EmbeddedSuite> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'jobbtorg-'));
  const printed = new Map<string, Array<string>>();
  const problems: Array<string> = [];
  const run = await startEmbeddedRun({
    port: 0,
    report: (problem) => problems.push(problem),
    logOf: (name) => {
      const chunks = printed.get(name) ?? [];
      printed.set(name, chunks);
      return { write: (text) => chunks.push(text), close: async () => undefined };
    },
    ...options,
    dataDir,
  });
  const tokens = new Map<string, { readonly token: string; readonly until: number }>();

  const api: EmbeddedSuite['api'] = async (method, path, { token, officer, body, headers = {} } = {}) => {
    const response = await fetch(`${run.url}${path}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(officer === undefined ? {} : { 'officer-id': officer }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: content(body) }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: () => JSON.parse(text),
      read: (schema) => schema.parse(JSON.parse(text)),
    };
  };
  return {
    run,
    url: run.url,
    api,
    tokenFor: async (client) => {
      const known = tokens.get(client);
      if (known !== undefined && Date.now() < known.until) return known.token;
      const answer = await api('POST', '/oauth2/token', {
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: `grant_type=client_credentials&client_id=${client}&client_secret=${LOCAL_SECRET}`,
      });
      const { access_token: token, expires_in: seconds } = answer.read(tokenSchema);
      tokens.set(client, { token, until: Date.now() + (seconds * 1000) / 2 });
      return token;
    },
    logs: () => new Map([...printed].map(([name, chunks]) => [name, chunks.join('')])),
    problems: () => problems,
    stop: async () => {
      await run.stop();
      if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** The suite for the tests of one file: started before the first, stopped after the last. */
export function embeddedSuite(options: Partial<EmbeddedRunOptions> = {}): Omit<EmbeddedSuite, 'stop'> {
  let started: EmbeddedSuite | undefined;
  const suite = (): EmbeddedSuite => {
    if (started === undefined) throw new Error('the suite is up only while tests run');
    return started;
  };
  beforeAll(async () => {
    started = await startSuite(options);
  });
  afterAll(async () => {
    await started?.stop();
  });
  return {
    get run() {
      return suite().run;
    },
    get url() {
      return suite().url;
    },
    api: (...call) => suite().api(...call),
    tokenFor: (client) => suite().tokenFor(client),
    logs: () => suite().logs(),
    problems: () => suite().problems(),
  };
}

function content(body: unknown): string | Uint8Array<ArrayBuffer> {
  if (typeof body === 'string') return body;
  return body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body);
}
