import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { buildSync } from 'esbuild';
import type { DocsFile } from '../../shared/http/pages/docs-page.ts';

const OURS = fileURLToPath(new URL('../../functions/describe-api/viewer', import.meta.url));
const SWAGGER_UI = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

/** Puts what the page at `/v1/docs` fetches into a folder, compressed once instead of at every answer. */
export function bundleDocsViewer(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(docsFiles()))
    writeFileSync(join(folder, `${name}.gz`), gzipSync(content));
}

/** The viewer as its makers publish it, and our own script and style. */
function docsFiles(): Readonly<Record<DocsFile, string | Uint8Array>> {
  const theirs = (name: string) => readFileSync(join(SWAGGER_UI, name));
  const licences = ['NOTICE', 'LICENSE', 'swagger-ui-bundle.js.LICENSE.txt'].map(theirs);
  return {
    'page.css': forBrowsers('page.css'),
    'start.js': forBrowsers('start.ts'),
    'swagger-ui.css': theirs('swagger-ui.css'),
    'swagger-ui-bundle.js': theirs('swagger-ui-bundle.js'),
    'swagger-ui-licence.txt': Buffer.concat(licences),
  };
}

function forBrowsers(name: string): Uint8Array {
  const { outputFiles } = buildSync({
    entryPoints: [join(OURS, name)],
    write: false,
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    charset: 'utf8',
    logLevel: 'error',
  });
  const [built] = outputFiles;
  if (built === undefined) throw new Error(`${name} came to nothing`);
  return built.contents;
}
