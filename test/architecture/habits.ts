import { basename } from 'node:path/posix';
import type { SourceFile } from './source-files.ts';
import { codeOnly } from './source-text.ts';

/** Ways for the world to leak into the domain, whose answers must follow from the facts and the policy alone. */
const IMPURE: ReadonlyArray<readonly [pattern: RegExp, what: string]> = [
  [/\bDate\.now\b/, 'reads the clock'],
  [/\bnew\s+Date\s*(?:\(\s*\)|(?![\w(\s]))/, 'reads the clock'],
  [/(?<!new\s)(?<![\w.])Date\s*\(\s*\)/, 'reads the clock'],
  [/\bTemporal\.Now\b/, 'reads the clock'],
  [/\bperformance\.now\b/, 'reads the clock'],
  [/\bMath\.random\b/, 'draws lots'],
  [/\bcrypto\b/, 'draws lots'],
  [/\bprocess\s*[.[]/, 'reads the process'],
  [/\bfetch\s*\(/, 'calls out'],
  [/\bset(?:Timeout|Interval|Immediate)\s*\(/, 'waits'],
];

/** What makes a file of the domain depend on more than its arguments. */
export function impurities({ path, text }: SourceFile): ReadonlyArray<string> {
  if (!path.startsWith('shared/domain/')) return [];
  const code = codeOnly(text);
  return IMPURE.filter(([pattern]) => pattern.test(code)).map(([, what]) => `${path} ${what}`);
}

const FORBIDDEN_NAMES = /^(?:utils?|helpers?|commons?|misc)(?:[.-]|$)/;

/** A name that says nothing collects what has no place. */
export function emptyNames(path: string): ReadonlyArray<string> {
  return FORBIDDEN_NAMES.test(basename(path)) ? [`${path} says nothing of what it holds`] : [];
}

/** A default export has no name of its own; only the test runner's configuration needs one. */
export function defaultExports({ path, text }: SourceFile): ReadonlyArray<string> {
  if (path === 'vitest.config.ts') return [];
  const code = codeOnly(text);
  return /\bexport\s+default\b/.test(code) || /\bexport\s*\{[^}]*\bas\s+default\b/.test(code)
    ? [`${path} has a default export`]
    : [];
}

const TOP_LEVEL: ReadonlySet<string> = new Set(['infra', 'functions', 'shared', 'events', 'test']);

/** The folders of the house are five; everything has its place in one of them. */
export function newFolders(names: ReadonlyArray<string>): ReadonlyArray<string> {
  return names.filter((name) => !TOP_LEVEL.has(name)).map((name) => `${name} is a new top-level folder`);
}

/** A word of an identifier: at its beginning, or after a capital. So an immigrant is none. */
const AUTHORITY =
  /\b\w*?(?:(?<![a-zA-Z])(?:grant|den(?:y|ied|ial)|sanction|reduction)|Grant|Den(?:y|ied|ial)|Sanction|Reduction)\w*/g;

/** Jobbtorg plans, offers and reports; it never decides on support, and its domain has no word for doing so. */
export function wordsOfAuthority({ path, text }: SourceFile): ReadonlyArray<string> {
  const ours = path.startsWith('shared/domain/') || path.startsWith('shared/reference/') || path.startsWith('events/');
  if (!ours) return [];
  return [...codeOnly(text).matchAll(AUTHORITY)].map(([word]) => `${path} names a decision on support: ${word}`);
}
