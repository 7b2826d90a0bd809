import { CommandFailure } from '../server/command-failure.ts';
import type { Send } from '../server/http-client.ts';
import { persistence, type Surroundings } from '../server/persistence.ts';
import { tokens } from '../server/tokens.ts';
import { sendLine } from './history-sender.ts';
import { importLines } from './import-lines.ts';
import { countLines, readLines } from './lines.ts';
import type { ImportOptions } from './options.ts';
import { dealtWith, inWords, type Progress, type Tally } from './progress.ts';
import { refusalList, refusalsPath } from './refusals.ts';

export interface ImportRun extends Omit<Surroundings, 'tell'> {
  readonly send: Send;
  readonly progress: Progress;
}

/** A server that has never answered may never do so; one that is being started or restarted is waited for. */
const AT_FIRST = { answeringMs: 60_000, silentMs: 20_000 } as const;
const LATER = { answeringMs: 60_000, silentMs: 60_000 } as const;

/** Imports a file, and says at the end what became of it. Throws a `CommandFailure` when the run cannot go on. */
export async function runImport(options: ImportOptions, { progress, send, ...around }: ImportRun): Promise<Tally> {
  const { file, url, parallel } = options;
  const total = await countLines(file);
  const told = { ...around, tell: progress.tell };
  const held = tokens(options, send, around.now);
  await held.current(persistence(AT_FIRST, told));
  const refuse = await refusalList(refusalsPath(file));
  const startedAt = around.now();
  progress.start(total);
  const sender = { url, send, tokens: held, persist: persistence(LATER, told) };
  const tally = await importLines(readLines(file), parallel, {
    send: (text) => sendLine(text, sender),
    refuse,
    show: progress.show,
  })
    .catch(resumable)
    .finally(progress.stop);
  progress.tell(summary(tally, around.now() - startedAt, refusalsPath(file)));
  return tally;
}

/** What was under way when it stopped can go on: the file's own keys say what is there. */
function resumable(error: unknown): never {
  if (!(error instanceof CommandFailure)) throw error;
  throw new CommandFailure(`${error.message} Run the same command again then: what is there already is left alone.`);
}

function summary(tally: Tally, milliseconds: number, refusals: string): string {
  const lines = dealtWith(tally);
  const seconds = milliseconds / 1000;
  const rate = seconds === 0 ? lines : Math.round(lines / seconds);
  const counts = `${lines} lines in ${seconds.toFixed(1)} s, ${rate} a second: ${inWords(tally)}.`;
  return tally.refused === 0 ? counts : `${counts}\nThe refused lines are in ${refusals}: which, where and why.`;
}
