import { parseArgs } from 'node:util';
import * as z from 'zod';

/** What the person at the terminal asked for. */
export interface ImportOptions {
  readonly file: string;
  readonly url: string;
  readonly tokenUrl: string;
  readonly client: string;
  readonly secret: string;
  readonly parallel: number;
}

export type ParsedOptions =
  | { readonly kind: 'import'; readonly options: ImportOptions }
  | { readonly kind: 'help' }
  | { readonly kind: 'wrong'; readonly sentence: string };

export const USAGE = `Usage: npm run import -- FILE.ndjson[.gz] [--url URL] [--client ID] [--secret SECRET] [--parallel N]

Sends the lines of a file of history to Jobbtorg. What is there already is left alone, so the command can be stopped and
run again. Refused lines are listed in FILE.refused.ndjson.

  --url URL          where Jobbtorg answers (http://127.0.0.1:3000)
  --token-url URL    where its tokens are issued (URL/oauth2/token)
  --client ID        a client that may write history (city-admin)
  --secret SECRET    its secret (JOBBTORG_SECRET in the environment, or local)
  --parallel N       how many lines at once, 1 to 64 (8)`;

const LOCAL = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]|0\.0\.0\.0)$/;

/** A secret and people's data go over an encrypted connection, or do not leave the machine. */
const address = z
  .url({ protocol: /^https?$/, error: 'must be an address such as https://jobbtorg.example' })
  .transform((url) => url.replace(/\/+$/, ''))
  .refine((url) => url.startsWith('https:') || LOCAL.test(new URL(url).hostname), {
    error: 'must begin with https: personal data are sent there',
  });

const name = z.string().min(1, { error: 'must not be empty' });

const given = z.object({
  url: address.default('http://127.0.0.1:3000'),
  'token-url': address.optional(),
  client: name.default('city-admin'),
  secret: name.optional(),
  parallel: z
    .string()
    .transform(Number)
    .refine((count) => Number.isInteger(count) && 1 <= count && count <= 64, { error: 'must be a number from 1 to 64' })
    .default(8),
});

/** Reads the arguments; a sentence says what is wrong with them. */
export function parseOptions(args: ReadonlyArray<string>, environment: NodeJS.ProcessEnv): ParsedOptions {
  const read = readArguments(args);
  if (read === undefined) return wrong('That is not understood.');
  if (read.values.help === true) return { kind: 'help' };
  const [file, ...others] = read.positionals;
  if (file === undefined || others.length > 0) return wrong('Name one file to import.');
  const parsed = given.safeParse(read.values);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return wrong(`--${issue?.path.join('.')} ${issue?.message}.`);
  }
  const { url, client, parallel, ...rest } = parsed.data;
  const secret = rest.secret ?? environment['JOBBTORG_SECRET'] ?? 'local';
  return {
    kind: 'import',
    options: { file, url, tokenUrl: rest['token-url'] ?? `${url}/oauth2/token`, client, secret, parallel },
  };
}

function wrong(sentence: string): ParsedOptions {
  return { kind: 'wrong', sentence };
}

function readArguments(args: ReadonlyArray<string>) {
  const text = { type: 'string' } as const;
  const help = { type: 'boolean', short: 'h' } as const;
  const options = { url: text, 'token-url': text, client: text, secret: text, parallel: text, help };
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options });
  } catch {
    return undefined;
  }
}
