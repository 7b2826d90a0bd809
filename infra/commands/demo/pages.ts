import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Something to open in a browser, by the name of its file. */
export interface DemoPage {
  readonly name: string;
  readonly text: string;
}

/** Keeps pages in a folder of their own, which it names: they outlive the server that they come from. */
export async function keepPages(pages: ReadonlyArray<DemoPage>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'jobbtorg-pages-'));
  for (const { name, text } of pages) await writeFile(join(folder, name), text);
  return folder;
}

/** The list of reports with its links to some of them leading to the files kept beside it. */
export function linkedBeside(list: string, reports: ReadonlyArray<string>): string {
  return list.replace(
    /href="[^"]*\/reports\/([0-9a-z]+)\/([a-z-]+\.[a-z]+)[^"]*"/g,
    (link, id: string, file: string) => (reports.includes(id) ? `href="${file}"` : link),
  );
}
