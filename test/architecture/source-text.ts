import { dirname, normalize } from 'node:path/posix';
import type { SourceFile } from './source-files.ts';

/** The tokens in which a comment sign or an import means nothing, before the ones in which it does. */
const TOKENS = /"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`|\/\/[^\n]*|\/\*[\s\S]*?\*\//g;

/** A source without its comments. */
export function withoutComments(text: string): string {
  return text.replace(TOKENS, (token) => (token.startsWith('/') ? ' ' : token));
}

/** A source without its comments and with every text emptied: what is left is what runs. */
export function codeOnly(text: string): string {
  return text.replace(TOKENS, (token) => (token.startsWith('/') ? ' ' : `${token[0]}${token[0]}`));
}

/** What a file imports: a path from the root of the repository, or the name of a package. */
export interface Import {
  readonly kind: 'file' | 'package';
  readonly target: string;
}

const STATIC = /^\s*(?:import|export)\b[^'"`;]*?\bfrom\s*(['"])([^'"]+)\1/gm;
const BARE = /^\s*import\s*(['"])([^'"]+)\1/gm;
const DYNAMIC = /\bimport\s*\(\s*(['"`])([^'"`]+)\1/g;

/** Everything that a file imports or re-exports, types included: a type is a dependency too. */
export function importsOf({ path, text }: SourceFile): ReadonlyArray<Import> {
  const source = withoutComments(text);
  return [STATIC, BARE, DYNAMIC]
    .flatMap((pattern) => [...source.matchAll(pattern)])
    .map(([, , specifier = '']) =>
      specifier.startsWith('.')
        ? { kind: 'file', target: normalize(`${dirname(path)}/${specifier}`) }
        : { kind: 'package', target: specifier },
    );
}
