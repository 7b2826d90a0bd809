import { readFile } from 'node:fs/promises';
import type { DocsFile } from '../../shared/http/pages/docs-page.ts';

/** A file of the page at `/v1/docs`, compressed by gzip. */
export type ReadDocsFile = (name: DocsFile) => Promise<Uint8Array>;

/** The compressed files of a folder, each read once, and not before somebody asks for it: they are for people only. */
export function docsFilesIn(folder: URL): ReadDocsFile {
  const files = new Map<DocsFile, Promise<Uint8Array>>();
  return (name) => {
    const file = files.get(name) ?? readFile(new URL(`${name}.gz`, folder));
    files.set(name, file);
    return file;
  };
}
