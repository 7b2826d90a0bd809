import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { reasonOf, StartRefusal } from './refusal.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const SOURCES = ['events', 'functions', 'infra', 'shared'];
const FILES = ['package-lock.json', 'tsconfig.json'];
/** The run itself is not part of what it runs. */
const NOT_DEPLOYED = join('infra', 'local');
const ASSEMBLIES = join(ROOT, 'dist', 'local');
const MANIFEST = 'manifest.json';
/** Earlier ones stay for a while: a run that is still up imports its bundles from there. */
const KEPT = 5;

/**
 * The cloud assembly of the stage `local`, bundles included: that of an earlier start when the sources are the same, for
 * synthesising takes most of the time of a start.
 */
export async function synthesise(): Promise<string> {
  const assembly = join(ASSEMBLIES, sourcesStamp());
  if (existsSync(join(assembly, MANIFEST))) return assembly;
  const draft = `${assembly}.${process.pid}`;
  try {
    await inOwnProcess(draft);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    throw new StartRefusal(`The functions and stacks cannot be built: ${reasonOf(error)}`, { cause: error });
  }
  take(draft, assembly);
  forgetOld();
  return assembly;
}

/** Another start may have built the same meanwhile, and be using it: its assembly stays, this draft goes. */
function take(draft: string, assembly: string): void {
  if (!existsSync(join(assembly, MANIFEST))) rmSync(assembly, { recursive: true, force: true });
  try {
    renameSync(draft, assembly);
  } catch (error) {
    if (!existsSync(join(assembly, MANIFEST))) throw error;
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Builds in a process of its own, since the CDK takes several hundred megabytes and would keep them. */
async function inOwnProcess(outdir: string): Promise<void> {
  const child = spawn(process.execPath, [fileURLToPath(import.meta.url), outdir], {
    cwd: ROOT,
    // The CDK's own checks take longer than all the rest; they belong to `npm run synth`, which precedes a deployment.
    env: { ...process.env, CDK_VALIDATION: 'false' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [said, [exitCode]] = await Promise.all([text(child.stderr), once(child, 'close')]);
  if (exitCode !== 0) throw new Error(said.trim() === '' ? `it ended with ${exitCode}` : reasonIn(said));
}

/** What an uncaught error has to say, without the source before it and the calls behind it. */
export function reasonIn(trace: string): string {
  const lines = trace.trim().split('\n');
  const first = lines.findIndex((line) => /^\w*(?:Error|MissingHandler)\b/.test(line));
  const message = lines.slice(Math.max(first, 0));
  const calls = message.findIndex((line) => /^\s+at /.test(line));
  return (calls < 0 ? message : message.slice(0, calls)).join(' ');
}

function forgetOld(): void {
  const folders = readdirSync(ASSEMBLIES).map((name) => join(ASSEMBLIES, name));
  // Another start may be forgetting the same.
  const builtAt = (folder: string): number => statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const newestFirst = folders.toSorted((one, other) => builtAt(other) - builtAt(one));
  for (const folder of newestFirst.slice(KEPT)) rmSync(folder, { recursive: true, force: true });
}

/** Changes whenever a source does: of names, sizes and times, since reading every file would take longer. */
function sourcesStamp(): string {
  const hash = createHash('sha256').update(process.version);
  const files = SOURCES.filter((folder) => existsSync(join(ROOT, folder))).flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name)),
  );
  const deployed = files.filter((file) => !file.startsWith(join(ROOT, NOT_DEPLOYED)));
  for (const file of [...deployed, ...FILES.map((name) => join(ROOT, name))].toSorted()) {
    const { size, mtimeMs } = statSync(file);
    hash.update(`${file} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

if (import.meta.main) {
  const { buildApp } = await import('../app.ts');
  const [, , outdir] = process.argv;
  if (outdir === undefined) throw new Error('where to?');
  buildApp({ stage: 'local', bundling: true, outdir }).synth();
}
