import { parseArgs } from 'node:util';
import * as z from 'zod';
import { reasonOf, StartRefusal } from './refusal.ts';

const DEFAULT_PORT = 3000;

/** What the command line and `PORT` ask for. */
export interface StartArguments {
  readonly data: string;
  readonly fresh: boolean;
  readonly help: boolean;
  readonly port: number;
}

export const USAGE = `Usage: npm start -- [--data DIR] [--fresh]

  --data DIR   keep the data in DIR (.jobbtorg)
  --fresh      empty the data folder first
  PORT=3000    the port to listen on, as an environment variable
  DEBUG=1      the whole error when the start fails, likewise

AWS_ENDPOINT_URL_DYNAMODB, AWS_ENDPOINT_URL_SQS and AWS_ENDPOINT_URL_S3 name services to use instead of the embedded ones.`;

const portSchema = z.coerce.number().int().min(0).max(65_535);

/** Reads the command line. Throws {@link StartRefusal} for what it does not know. */
export function readArguments(given: ReadonlyArray<string>, port: string | undefined): StartArguments {
  const { data = '.jobbtorg', fresh = false, help = false } = parse(given);
  const parsed = portSchema.safeParse(port === undefined || port === '' ? DEFAULT_PORT : port);
  if (!parsed.success) throw new StartRefusal('PORT must be a number from 0 (any free port) to 65535.');
  return { data, fresh, help, port: parsed.data };
}

function parse(given: ReadonlyArray<string>) {
  try {
    return parseArgs({
      args: [...given],
      options: { data: { type: 'string' }, fresh: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    }).values;
  } catch (error) {
    throw new StartRefusal(`${reasonOf(error)}. Try npm start -- --help.`, { cause: error });
  }
}
