import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file of the repository: its path from the root, with `/`, and its text. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** Folders that hold what others made: dependencies and what building and testing leave behind. */
export const NOT_OURS: ReadonlySet<string> = new Set(['node_modules', 'cdk.out', 'dist', 'coverage']);

/** The root of the repository. */
export const ROOT = join(import.meta.dirname, '..', '..');

/** The path of every file under a folder of the repository, in order; dotfiles and what others made are left out. */
export function pathsUnder(folder: string): ReadonlyArray<string> {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith('.') && !NOT_OURS.has(entry.name))
    .flatMap((entry) => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? pathsUnder(path) : [path];
    })
    .toSorted();
}

/** Every TypeScript file of the repository. */
export function typeScriptFiles(): ReadonlyArray<SourceFile> {
  return pathsUnder('')
    .filter((path) => path.endsWith('.ts'))
    .map(read);
}

/** Reads a file of the repository. */
export function read(path: string): SourceFile {
  return { path, text: readFileSync(join(ROOT, path), 'utf8') };
}
