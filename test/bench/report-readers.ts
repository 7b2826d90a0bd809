import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import * as z from 'zod';
import type { ReadWay } from './report-ways.ts';

const readSchema = z.object({ rows: z.int(), units: z.number(), cpuSeconds: z.number() });

/** How many cases were read, for how much capacity and processor time. */
export type Read = z.infer<typeof readSchema>;

export interface ReadPlace {
  readonly url: string;
  readonly table: string;
  readonly shards: ReadonlyArray<string>;
}

/** Starts readers that run what would be deployed: one bundle, made like those of the functions. */
export interface Readers {
  /** In a process with so much memory for what lives long; `undefined` if that was not enough. */
  read(way: ReadWay, place: ReadPlace, oldSpaceMegabytes: number): Promise<Read | undefined>;
  stop(): void;
}

/**
 * Lambda starts Node with nine tenths of a function's memory as old space, and a twentieth for each half of the space for new
 * objects; so does this, with as much old space as is asked for. Left to itself Node gives new objects so much that the
 * collector marks all of a small old space at every page read, for twice the processor time.
 */
const OLD_PER_SEMI_SPACE = 18;

/** Bundles the reader's process. */
export function startReaders(): Readers {
  const script = join(tmpdir(), `jobbtorg-report-process-${process.pid}.mjs`);
  buildSync({
    entryPoints: [fileURLToPath(new URL('./report-process.ts', import.meta.url))],
    outfile: script,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    minify: true,
    logLevel: 'error',
    banner: { js: "import { createRequire } from 'node:module';const require = createRequire(import.meta.url);" },
  });
  return {
    read: async (way, place, oldSpaceMegabytes) => {
      const given = [
        `--max-old-space-size=${oldSpaceMegabytes}`,
        `--max-semi-space-size=${Math.floor(oldSpaceMegabytes / OLD_PER_SEMI_SPACE)}`,
        script,
        JSON.stringify({ ...place, way }),
      ];
      const child = spawn(process.execPath, given, { stdio: ['ignore', 'pipe', 'ignore'] });
      const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
      return code === 0 ? readSchema.parse(JSON.parse(said)) : undefined;
    },
    stop: () => rmSync(script, { force: true }),
  };
}
