import { cpSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';

const INSTALLED = fileURLToPath(new URL('../../node_modules', import.meta.url));

const manifestSchema = z.object({
  dependencies: z.record(z.string(), z.string()).default({}),
  peerDependencies: z.record(z.string(), z.string()).default({}),
});

/** Copies installed packages, and those that they need, into a folder of packages. What they can do without stays behind. */
export function copyPackages(names: ReadonlyArray<string>, folder: string): void {
  for (const name of withNeeds(names)) {
    cpSync(join(INSTALLED, name), join(folder, name), { recursive: true, dereference: true });
  }
}

function withNeeds(names: ReadonlyArray<string>): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [...names];
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (found.has(name) || !existsSync(join(INSTALLED, name))) continue;
    found.add(name);
    waiting.push(...needsOf(name));
  }
  return found;
}

function needsOf(name: string): ReadonlyArray<string> {
  const { dependencies, peerDependencies } = manifestSchema.parse(
    JSON.parse(readFileSync(join(INSTALLED, name, 'package.json'), 'utf8')),
  );
  return [...Object.keys(dependencies), ...Object.keys(peerDependencies)];
}
