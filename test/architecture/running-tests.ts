import { existsSync } from 'node:fs';
import { join, matchesGlob } from 'node:path/posix';
import * as z from 'zod';
import config from '../../vitest.config.ts';
import { ROOT, read } from './source-files.ts';
import { importsOf, withoutComments } from './source-text.ts';

const globs = z.array(z.string()).default([]);
const { projects } = z
  .object({
    test: z.object({ projects: z.array(z.object({ test: z.object({ include: globs, exclude: globs }) })) }),
  })
  .parse(config).test;

const isAmong = (path: string, patterns: ReadonlyArray<string>) =>
  patterns.some((pattern) => matchesGlob(path, pattern));

/** Whether the runner opens a file by itself. */
function isOpened(path: string): boolean {
  return projects.some(({ test: { include, exclude } }) => isAmong(path, include) && !isAmong(path, exclude));
}

/** Whether what stands in a file is run: the runner opens it, or opens the one file beside its folder that imports it. */
export function isRun(path: string): boolean {
  if (isOpened(path)) return true;
  const gathering = `${path.slice(0, path.lastIndexOf('/'))}.test.ts`;
  return (
    isOpened(gathering) &&
    existsSync(join(ROOT, gathering)) &&
    importsOf(read(gathering)).some(({ target }) => target === path)
  );
}

/** A text, or the sign of a bracket. */
const TOKEN = /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|[()]/g;
const CALL = /(?<![\w.'"`])(?:it|test)\b((?:\.\w+)*)\(/g;
const NOT_RUN = /\.(?:skip|todo|fails|skipIf|runIf)\b/;
const SET_ASIDE = /(?<![\w.])describe(?:\.\w+)*\.(?:skip|todo|skipIf|runIf)\b/;
const TITLE = /^\s*(['"`])((?:\\.|(?!\1)[^\\])*)\1/;

/** The titles of the tests of a source that run, cases or not: of `it('…'`, `test('…'` and `it.each(…)('…'`. */
export function runningTitles(text: string): ReadonlyArray<string> {
  const source = withoutComments(text);
  if (SET_ASIDE.test(source)) return [];
  return [...source.matchAll(CALL)].flatMap(({ 0: call, 1: chain = '', index }) => {
    if (NOT_RUN.test(chain)) return [];
    const opened = index + call.length;
    const from = /\.(?:each|for)$/.test(chain) ? afterBracket(source, opened) : opened;
    const title = from === undefined ? undefined : TITLE.exec(source.slice(from))?.[2];
    return title === undefined ? [] : [title.replaceAll(/\\(['"`])/g, '$1')];
  });
}

/** Where the bracket that follows on the end of an open one has been opened; `undefined` when none follows. */
function afterBracket(source: string, from: number): number | undefined {
  let open = 1;
  for (const { 0: token, index } of source.slice(from).matchAll(TOKEN)) {
    if (token === '(') open++;
    if (token === ')') open--;
    if (open === 0) return source[from + index + 1] === '(' ? from + index + 2 : undefined;
  }
  return undefined;
}
