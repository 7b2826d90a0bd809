import { appendFile, rm } from 'node:fs/promises';
import { CommandFailure } from '../server/command-failure.ts';

/** A line that did not go in: which, where in it, and why. Nothing else of it: it is about a person. */
export interface Refusal {
  readonly key: string;
  readonly step?: string;
  readonly code: string;
}

/** Where the refused lines of a file are listed: `cases.ndjson.gz` has `cases.refused.ndjson` beside it. */
export function refusalsPath(file: string): string {
  return `${file.replace(/\.gz$/i, '').replace(/\.(?:ndjson|jsonl|json)$/i, '')}.refused.ndjson`;
}

/** Starts a run's list afresh, with no file until there is something to list. */
export async function refusalList(path: string): Promise<(refusal: Refusal) => Promise<void>> {
  await rm(path, { force: true }).catch(cannotWrite(path));
  return ({ key, step, code }) =>
    appendFile(path, `${JSON.stringify({ key, ...(step === undefined ? {} : { step }), code })}\n`).catch(
      cannotWrite(path),
    );
}

function cannotWrite(path: string) {
  return () => {
    throw new CommandFailure(
      `${path} cannot be written: put the file where its refused lines can be listed beside it.`,
    );
  };
}
