import { CommandFailure } from '../server/command-failure.ts';
import type { Answer, Send } from '../server/http-client.ts';
import type { Attempt, Persist } from '../server/persistence.ts';
import { problemOf } from '../server/problem.ts';
import type { Tokens } from '../server/tokens.ts';

/** What became of a line. */
export type LineOutcome =
  | { readonly outcome: 'imported' }
  | { readonly outcome: 'already-there' }
  | { readonly outcome: 'refused'; readonly code: string; readonly step: string | undefined };

export interface HistorySender {
  readonly url: string;
  readonly send: Send;
  readonly tokens: Tokens;
  readonly persist: Persist;
}

const BUSY = [429, 502, 503, 504];
/** An error of the server's may be over the next time; one that stays is this line's. */
const SERVER_ERRORS_PER_LINE = 4;

/** Sends a line until the server has said what becomes of it. The line's own key makes sending it twice harmless. */
export async function sendLine(text: string, { url, send, tokens, persist }: HistorySender): Promise<LineOutcome> {
  let serverErrors = 0;
  let renewed = false;
  return persist<LineOutcome>(async () => {
    const token = await tokens.current(persist);
    const answer = await send({
      method: 'POST',
      url: `${url}/v1/history`,
      headers: headersWith(token),
      body: text,
    }).catch(() => undefined);
    if (answer === undefined) return { again: `${url} does not answer.`, answered: false };
    if (answer.status === 201) return { value: { outcome: 'imported' } };
    if (answer.status === 200) return { value: { outcome: 'already-there' } };
    if (BUSY.includes(answer.status)) return busy(url, answer);
    if (answer.status === 401 && !renewed) {
      renewed = true;
      tokens.refused(token);
      return { again: `${url} does not accept the token any longer.`, answered: true };
    }
    if (answer.status >= 500 && serverErrors++ < SERVER_ERRORS_PER_LINE) return busy(url, answer);
    return refused(url, answer);
  });
}

function headersWith(token: string): Readonly<Record<string, string>> {
  return { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'officer-id': 'import' };
}

function busy(url: string, { status, headers }: Answer): Attempt<never> {
  const seconds = Number(headers['retry-after'] ?? 0);
  return {
    again: `${url} answers with ${status}.`,
    answered: true,
    afterMs: Number.isFinite(seconds) ? Math.min(seconds, 30) * 1000 : 0,
  };
}

/** A problem of the line's own, or one that every line would meet, which ends the run. */
function refused(url: string, answer: Answer): Attempt<LineOutcome> {
  const problem = problemOf(answer);
  // A gateway before the API may turn a line away before the API can say so.
  if (answer.status === 413) return { value: { outcome: 'refused', code: 'body-too-large', step: undefined } };
  if (problem === undefined) {
    throw new CommandFailure(`${url} does not answer as Jobbtorg does (status ${answer.status}): correct --url.`);
  }
  switch (problem.code) {
    case 'token-required':
      throw new CommandFailure(`${url} does not accept the token it is sent: correct --client, or --token-url.`);
    case 'missing-scope':
      throw new CommandFailure('The client may not write history: name with --client one that has history:write.');
    case 'request-in-progress':
      return { again: 'The same line is still being imported.', answered: true };
    default:
      return { value: { outcome: 'refused', code: problem.code, step: problem.step } };
  }
}
