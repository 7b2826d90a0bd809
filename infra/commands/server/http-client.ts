import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

/** One call over HTTP. */
export interface Call {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
}

/** Makes a call; rejects when no whole answer comes, for whatever reason. */
export type Send = (call: Call) => Promise<Answer>;

export interface HttpClient {
  readonly send: Send;
  readonly close: () => void;
}

const ANSWER_WITHIN_MS = 30_000;

/**
 * Calls over connections that are kept open, at most so many at once. Node's own client: a `fetch` costs twice the
 * processor time per call, which an import of a year on the server's own machine would notice.
 */
export function httpClient(connections: number): HttpClient {
  const options = { keepAlive: true, maxSockets: connections };
  const agents = { 'http:': new HttpAgent(options), 'https:': new HttpsAgent(options) };
  return {
    send: ({ method, url, headers, body }) =>
      new Promise((resolve, reject) => {
        const secure = new URL(url).protocol === 'https:';
        const sized = body === undefined ? headers : { ...headers, 'content-length': `${Buffer.byteLength(body)}` };
        const given = { method, headers: sized, timeout: ANSWER_WITHIN_MS };
        const sent = secure
          ? httpsRequest(url, { ...given, agent: agents['https:'] })
          : httpRequest(url, { ...given, agent: agents['http:'] });
        sent.on('response', (message) => read(message).then(resolve, reject));
        sent.on('timeout', () => sent.destroy(new Error('no answer in time')));
        sent.on('error', reject);
        sent.end(body);
      }),
    close: () => {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}

async function read(message: IncomingMessage): Promise<Answer> {
  const chunks: Array<Uint8Array> = [];
  for await (const chunk of message) chunks.push(chunk);
  const headers = Object.entries(message.headers).map(([name, value]) => [name, value?.toString()]);
  return {
    status: message.statusCode ?? 0,
    headers: Object.fromEntries(headers),
    text: Buffer.concat(chunks).toString('utf8'),
  };
}
