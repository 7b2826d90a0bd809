import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import * as z from 'zod';
import { semiSpaceOption } from '../../infra/constructs/service-function.ts';
import { FUNCTIONS } from '../../infra/stacks/functions.ts';
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

/** The reader is started as the deployed function is. */
const { semiSpaceMegabytes } = FUNCTIONS['build-report'];
const DEPLOYED_WITH = semiSpaceMegabytes === undefined ? [] : [semiSpaceOption(semiSpaceMegabytes)];

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
        ...DEPLOYED_WITH,
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
