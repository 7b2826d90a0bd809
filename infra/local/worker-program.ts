import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { transformSync } from 'esbuild';
import { writeDurably } from './durable-file.ts';

const SOURCE = new URL('./worker.ts', import.meta.url);
const COMPILED = new URL('../../dist/', import.meta.url);

/**
 * The worker's program as a JavaScript file, compiled when it has changed: given TypeScript, every single container
 * would first load the type stripper, which takes longer than all the rest of its start.
 */
export function workerProgram(): URL {
  const source = readFileSync(SOURCE, 'utf8');
  const version = createHash('sha256').update(source).digest('hex').slice(0, 16);
  const file = new URL(`worker-${version}.mjs`, COMPILED);
  if (!existsSync(file)) {
    mkdirSync(COMPILED, { recursive: true });
    writeDurably(file, transformSync(source, { loader: 'ts', format: 'esm' }).code);
  }
  return file;
}
