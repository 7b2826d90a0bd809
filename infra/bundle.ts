import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { FUNCTION_NAMES, type FunctionName } from '../shared/config/functions.ts';
import { bundleDocsViewer } from './bundles/docs-viewer.ts';
import { copyPackages } from './bundles/packages.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** What the SDK carries along for others, and what stands in for it here. */
const LIGHTER = {
  '@aws-sdk/credential-provider-node': join(ROOT, 'shared/adapters/environment-credentials.ts'),
  '@aws-sdk/endpoint-cache': join(ROOT, 'infra/bundles/no-endpoint-cache.ts'),
  '@smithy/core/event-streams': join(ROOT, 'infra/bundles/no-event-streams.ts'),
};

/** The browser that prints reports, and what drives it: programs with files of their own, which no bundle can hold. */
const PRINTING = ['playwright-core', '@sparticuz/chromium'];

/** Where bundles lie unless told otherwise. */
export const BUNDLES = join(ROOT, 'dist');

/** A function is named in the catalogue but nothing handles its calls. */
export class MissingHandler extends Error {
  override readonly name = 'MissingHandler';
}

/**
 * The folder that becomes a function's code: `index.mjs`, for `describe-api` the folder `docs` of its page, and for
 * `print-report` the packages that it cannot hold.
 */
export function bundleFolder(name: FunctionName, outdir: string = BUNDLES): string {
  return join(outdir, name);
}

/**
 * Bundles every function in one run of esbuild, so that a synthesis costs a second instead of a second per function.
 * The SDK is bundled (an external one starts half as fast again), from its ES modules (`mainFields`), and with
 * environment credentials only. What cannot be bundled is carried along, unless the code is run in this checkout, `here`,
 * where it is found anyway. Source maps lie apart in `maps/`: they explain a stack trace, but cost start-up time.
 */
export function bundleFunctions(
  outdir: string = BUNDLES,
  names: ReadonlyArray<FunctionName> = FUNCTION_NAMES,
  packages: 'carried' | 'here' = 'carried',
): void {
  const built = buildSync({
    absWorkingDir: ROOT,
    entryPoints: names.map((name) => ({ in: handlerOf(name), out: join(name, 'index') })),
    outdir,
    outExtension: { '.js': '.mjs' },
    write: false,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
    sourcemap: 'external',
    alias: LIGHTER,
    external: PRINTING,
    logLevel: 'error',
  });
  const maps = join(outdir, 'maps');
  mkdirSync(maps, { recursive: true });
  for (const name of names) {
    const folder = bundleFolder(name, outdir);
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const file of built.outputFiles.filter(({ path }) => path.startsWith(join(folder, 'index.mjs')))) {
      writeFileSync(file.path.endsWith('.map') ? join(maps, `${name}.mjs.map`) : file.path, file.contents);
    }
    if (name === 'describe-api') bundleDocsViewer(join(folder, 'docs'));
    if (name === 'print-report' && packages === 'carried') copyPackages(PRINTING, join(folder, 'node_modules'));
  }
}

function handlerOf(name: FunctionName): string {
  const handler = join('functions', name, 'handler.ts');
  if (existsSync(join(ROOT, handler))) return handler;
  throw new MissingHandler(`${handler} is missing: every function of shared/config/functions.ts needs a handler.`);
}
