import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';

const SCRIPT = fileURLToPath(new URL('./check-process.ts', import.meta.url));

/** What `check-process.ts` prints. */
const sentOutSchema = z.object({
  /** Cases found due. */
  items: z.int(),
  batches: z.int(),
  /** The largest heap that was in use when the table was asked for something. */
  peakBytes: z.int(),
});

export type SentOut = z.infer<typeof sentOutSchema>;

/** Where the check finds its cases, and where it puts its batches. */
export interface CheckPlaces {
  readonly url: string;
  readonly cases: string;
  readonly batches: string;
  readonly asOf: string;
}

/** The whole sending out in a process with so much memory for what lives long; `undefined` if that was not enough. */
export async function checkUnderCap(oldSpaceMegabytes: number, places: CheckPlaces): Promise<SentOut | undefined> {
  const child = spawn(process.execPath, [`--max-old-space-size=${oldSpaceMegabytes}`, SCRIPT, JSON.stringify(places)], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  return code === 0 ? sentOutSchema.parse(JSON.parse(said)) : undefined;
}
