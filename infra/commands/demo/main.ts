import { parseArgs } from 'node:util';
import { CommandFailure } from '../server/command-failure.ts';
import type { HttpClient } from '../server/http-client.ts';
import type { Surroundings } from '../server/persistence.ts';
import type { DemoPage } from './pages.ts';
import { type Server, serverAt } from './server.ts';
import { showStory } from './show.ts';
import { playStory } from './story.ts';

const USAGE = `Usage: npm run demo [-- --url URL]

Plays a few weeks of a job centre on a Jobbtorg of its own, which is gone afterwards, and shows what happened.

  --url URL   play on the embedded run that answers there instead, and leave what happened in it`;

export interface DemoProcess extends Surroundings {
  readonly client: (connections: number) => HttpClient;
  readonly ownServer: () => Promise<Server>;
  /** Keeps pages to be opened, and names their folder. */
  readonly keepPages: (pages: ReadonlyArray<DemoPage>) => Promise<string>;
  readonly show: (text: string) => void;
  readonly complain: (text: string) => void;
  /** Told of the server as soon as there is one, so that an interrupted run can stop it. */
  readonly started?: (server: Server) => void;
}

const CONNECTIONS = 8;

/** `npm run demo`: answers with the exit status. */
export async function main(args: ReadonlyArray<string>, given: DemoProcess): Promise<number> {
  const read = readArguments(args);
  if (read === undefined || read.help === true) {
    (read === undefined ? given.complain : given.show)(`${USAGE}\n`);
    return read === undefined ? 2 : 0;
  }
  try {
    given.show(await play(read.url, given));
    return 0;
  } catch (error) {
    if (!(error instanceof CommandFailure)) throw error;
    given.complain(`The demonstration stopped. ${error.message}\n`);
    return 1;
  }
}

async function play(url: string | undefined, given: DemoProcess): Promise<string> {
  const startedAt = given.now();
  if (url === undefined) given.tell('A Jobbtorg of its own starts …');
  const server = url === undefined ? await given.ownServer() : serverAt(url.replace(/\/+$/, ''));
  given.started?.(server);
  const client = given.client(CONNECTIONS);
  try {
    const story = await Promise.race([playStory({ ...given, url: server.url, send: client.send }), ended(server)]);
    const folder = await given.keepPages(story.pages);
    return `${showStory(story, folder, (given.now() - startedAt) / 1000)}\n`;
  } finally {
    client.close();
    await server.stop();
  }
}

async function ended(server: Server): Promise<never> {
  throw new CommandFailure(await server.failed);
}

function readArguments(args: ReadonlyArray<string>): { url?: string; help?: boolean } | undefined {
  try {
    return parseArgs({ args: [...args], options: { url: { type: 'string' }, help: { type: 'boolean', short: 'h' } } })
      .values;
  } catch {
    return undefined;
  }
}
