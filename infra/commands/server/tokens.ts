import * as z from 'zod';
import { CommandFailure } from './command-failure.ts';
import type { Answer, Send } from './http-client.ts';
import { jsonOf } from './json.ts';
import type { Attempt, Persist } from './persistence.ts';

/** A machine's way to its tokens, by OAuth 2.0 client credentials. */
export interface TokenClient {
  readonly tokenUrl: string;
  readonly client: string;
  readonly secret: string;
}

export interface Tokens {
  /** A token that is good for a while yet. */
  readonly current: (persist: Persist) => Promise<string>;
  /** Forgets a token that has been refused. */
  readonly refused: (token: string) => void;
}

interface Held {
  readonly token: string;
  readonly goodUntil: number;
}

const RENEW_BEFORE_MS = 60_000;

const tokenAnswer = z.object({ access_token: z.string().min(1), expires_in: z.number().positive() });

/** Fetches a token when one is needed, and a new one before it runs out; many callers wait for the same one. */
export function tokens(of: TokenClient, send: Send, now: () => number): Tokens {
  let held: Held | undefined;
  let fetching: Promise<Held> | undefined;
  const fetched = async (persist: Persist) => {
    try {
      held = await persist(() => fetchToken(of, send, now));
      return held;
    } finally {
      fetching = undefined;
    }
  };
  return {
    current: async (persist) => {
      if (held !== undefined && now() < held.goodUntil) return held.token;
      fetching ??= fetched(persist);
      return (await fetching).token;
    },
    refused: (token) => {
      if (held?.token === token) held = undefined;
    },
  };
}

async function fetchToken(
  { tokenUrl, client, secret }: TokenClient,
  send: Send,
  now: () => number,
): Promise<Attempt<Held>> {
  const form = new URLSearchParams({ grant_type: 'client_credentials', client_id: client, client_secret: secret });
  const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' };
  const answer = await send({ method: 'POST', url: tokenUrl, headers, body: `${form}` }).catch(() => undefined);
  if (answer === undefined) {
    return { again: `${tokenUrl} does not answer: start the server, or correct --url.`, answered: false };
  }
  if (answer.status >= 500 || answer.status === 429) {
    return { again: `${tokenUrl} answers with ${answer.status}.`, answered: true };
  }
  const parsed = tokenAnswer.safeParse(jsonOf(answer.text));
  if (answer.status !== 200 || !parsed.success) throw new CommandFailure(refusal(tokenUrl, client, answer));
  const lifetime = parsed.data.expires_in * 1000;
  return {
    value: { token: parsed.data.access_token, goodUntil: now() + lifetime - Math.min(RENEW_BEFORE_MS, lifetime / 2) },
  };
}

const oauthError = z.object({ error: z.string().regex(/^[a-z_]{1,40}$/) });

function refusal(tokenUrl: string, client: string, { status, text }: Answer): string {
  const parsed = oauthError.safeParse(jsonOf(text));
  switch (parsed.data?.error) {
    case 'invalid_client':
    case 'unauthorized_client':
      return `${tokenUrl} does not know the client ${client} with that secret: correct --client and --secret.`;
    case undefined:
      return `${tokenUrl} does not issue tokens (it answers with ${status}): correct --url or --token-url.`;
    default:
      return `${tokenUrl} refuses to issue a token (${parsed.data?.error}): look for the cause in the server's log.`;
  }
}
