import type { SourceFile } from './source-files.ts';
import { importsOf } from './source-text.ts';

/** What a part of the house may use: other parts, by the beginning of their paths, and packages likewise. */
interface Layer {
  readonly path: string;
  readonly mayUse: ReadonlyArray<string>;
  /** Packages it may use; where nothing is said, any but those that only some layers may. */
  readonly packages?: ReadonlyArray<string>;
}

const CORE = ['shared/domain/', 'events/'];
const AROUND_HTTP = ['shared/http/', 'shared/messaging/', 'shared/observability/', 'shared/config/'];

/** The direction of the house: `events, shared/domain <- shared/ports <- shared/adapters <- functions <- infra`. */
const LAYERS: ReadonlyArray<Layer> = [
  { path: 'shared/domain/', mayUse: ['shared/domain/'], packages: ['zod'] },
  { path: 'shared/reference/', mayUse: ['shared/domain/', 'shared/reference/'], packages: [] },
  { path: 'events/', mayUse: CORE, packages: ['zod'] },
  { path: 'shared/ports/', mayUse: [...CORE, 'shared/ports/'] },
  ...AROUND_HTTP.map((path) => ({
    path,
    mayUse: [...CORE, 'shared/reference/', 'shared/ports/', ...AROUND_HTTP],
  })),
  {
    path: 'shared/adapters/',
    mayUse: [...CORE, 'shared/ports/', 'shared/config/', 'shared/observability/', 'shared/adapters/'],
  },
  { path: 'functions/', mayUse: ['shared/', 'events/', 'functions/'] },
  { path: 'infra/', mayUse: ['shared/', 'events/', 'functions/', 'infra/'] },
  { path: 'test/', mayUse: ['shared/', 'events/', 'functions/', 'infra/', 'test/', 'vitest.config.ts'] },
  { path: 'vitest.config.ts', mayUse: [] },
];

/** Packages that are kept behind one door, and whose door it is. */
const GUARDED: ReadonlyArray<{ readonly name: string; readonly users: ReadonlyArray<string> }> = [
  { name: '@aws-sdk/', users: ['shared/adapters/', 'infra/local/', 'test/'] },
  { name: '@aws-lambda-powertools/', users: ['shared/observability/'] },
];

/** Every import of a file that goes against the direction of the house, in words. */
export function wrongArrows(file: SourceFile): ReadonlyArray<string> {
  const layer = LAYERS.find(({ path }) => file.path.startsWith(path));
  if (layer === undefined) return [`${file.path} is in no part of the house`];
  return importsOf(file)
    .filter(({ kind, target }) =>
      kind === 'file' ? !mayUseFile(file.path, layer, target) : !mayUsePackage(file.path, layer, target),
    )
    .map(({ target }) => `${file.path} must not import ${target}`);
}

function mayUseFile(from: string, layer: Layer, target: string): boolean {
  const foreignFunction =
    from.startsWith('functions/') && target.startsWith('functions/') && folderOf(from) !== folderOf(target);
  return !foreignFunction && layer.mayUse.some((path) => target.startsWith(path));
}

function mayUsePackage(from: string, { packages }: Layer, target: string): boolean {
  const guard = GUARDED.find(({ name }) => target.startsWith(name));
  if (guard !== undefined && !guard.users.some((path) => from.startsWith(path))) return false;
  return packages === undefined || packages.some((name) => target === name || target.startsWith(`${name}/`));
}

/** The folder of a function: `functions/handle-case`. */
function folderOf(path: string): string {
  return path.split('/').slice(0, 2).join('/');
}
