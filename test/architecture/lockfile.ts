import * as z from 'zod';

const entrySchema = z.object({
  version: z.string().optional(),
  resolved: z.string().optional(),
  integrity: z.string().optional(),
  license: z.string().optional(),
  dev: z.boolean().default(false),
  link: z.boolean().default(false),
  /** Carried along in another package, whose hash covers it. */
  inBundle: z.boolean().default(false),
  hasInstallScript: z.boolean().default(false),
});
type Entry = z.infer<typeof entrySchema>;

/** What is installed, by the place under `node_modules`; under the empty place the project itself. */
export const lockfileSchema = z.object({ lockfileVersion: z.literal(3), packages: z.record(z.string(), entrySchema) });
export type Lockfile = z.infer<typeof lockfileSchema>;

const versions = z.record(z.string(), z.string()).default({});

/** What the project asks for. */
export const manifestSchema = z.object({
  dependencies: versions,
  devDependencies: versions,
  optionalDependencies: versions,
  allowScripts: z.record(z.string(), z.boolean()),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** One version and no other: no range, tag, address or file. */
const EXACT = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/;
const HASH = /^sha512-[\w+/]+={0,2}$/;

/** Licences under which others may be given what is deployed. */
const FREE: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  'MIT-0',
]);
/** Besides, for tools that stay with whoever builds and tests. */
const FREE_FOR_TOOLS: ReadonlySet<string> = new Set(['MPL-2.0']);

/** Versions of one package side by side that do no harm: they hold no state, and are not told apart by what they make. */
const MAY_BE_THERE_TWICE: ReadonlySet<string> = new Set(['tslib']);

/** What the project asks for otherwise than by an exact version. */
export function inexactVersions(manifest: Manifest): ReadonlyArray<string> {
  const { dependencies, devDependencies, optionalDependencies } = manifest;
  return Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies })
    .filter(([, version]) => !EXACT.test(version))
    .map(([name]) => `${name} is not asked for by an exact version`);
}

/** Where what is installed could be something else than what was looked at, or comes from elsewhere than the registry. */
export function unsureEntries({ packages }: Lockfile): ReadonlyArray<string> {
  return installed(packages).flatMap(([place, entry]) => [
    ...(EXACT.test(entry.version ?? '') ? [] : [`${place} has no exact version`]),
    ...(entry.inBundle || HASH.test(entry.integrity ?? '') ? [] : [`${place} has no hash`]),
    ...(entry.link || entry.resolved !== undefined ? [`${place} comes from elsewhere than the registry`] : []),
  ]);
}

/** What would run something when it is installed, without having been decided on. */
export function undecidedScripts({ packages }: Lockfile, { allowScripts }: Manifest): ReadonlyArray<string> {
  return installed(packages)
    .filter(([place, { hasInstallScript }]) => hasInstallScript && allowScripts[nameAt(place)] === undefined)
    .map(([place]) => `${place} runs something when it is installed`);
}

/** What may not be used, or not be passed on, as it is here. */
export function unfreeLicences({ packages }: Lockfile): ReadonlyArray<string> {
  return installed(packages)
    .filter(([, { license = '', dev }]) => !isFree(license, dev))
    .map(([place, { license }]) => `${place} is under ${license ?? 'no licence'}`);
}

/** Packages that are deployed in two versions at once: which of them is patched is then a matter of luck. */
export function twiceDeployed({ packages }: Lockfile): ReadonlyArray<string> {
  const places = installed(packages).filter(([, { dev }]) => !dev);
  return [...Map.groupBy(places, ([place]) => nameAt(place))]
    .filter(([name, some]) => some.length > 1 && !MAY_BE_THERE_TWICE.has(name))
    .map(([name]) => `${name} is deployed twice`);
}

function installed(packages: Lockfile['packages']): ReadonlyArray<readonly [place: string, entry: Entry]> {
  return Object.entries(packages).filter(([place]) => place !== '');
}

function nameAt(place: string): string {
  return place.split('node_modules/').at(-1) ?? place;
}

/** One licence of several to choose from is enough. */
function isFree(license: string, dev: boolean): boolean {
  return license
    .replaceAll(/[()]/g, '')
    .split(' OR ')
    .some((one) => FREE.has(one) || (dev && FREE_FOR_TOOLS.has(one)));
}
