import { createHash } from 'node:crypto';
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
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
  const validation = process.env['CDK_VALIDATION'];
  // The CDK's own checks take longer than all the rest; they belong to `npm run synth`, which precedes a deployment.
  process.env['CDK_VALIDATION'] = 'false';
  try {
    const { buildApp } = await import('../app.ts');
    buildApp({ stage: 'local', bundling: true, outdir: draft }).synth();
  } catch (error) {
    throw new StartRefusal(`The functions and stacks cannot be built: ${reasonOf(error)}`, { cause: error });
  } finally {
    if (validation === undefined) delete process.env['CDK_VALIDATION'];
    else process.env['CDK_VALIDATION'] = validation;
  }
  rmSync(assembly, { recursive: true, force: true });
  renameSync(draft, assembly);
  forgetOld();
  return assembly;
}

function forgetOld(): void {
  const folders = readdirSync(ASSEMBLIES).map((name) => join(ASSEMBLIES, name));
  const newestFirst = folders.toSorted((one, other) => statSync(other).mtimeMs - statSync(one).mtimeMs);
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
