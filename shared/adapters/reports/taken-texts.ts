import { Readable } from 'node:stream';
import type { QueryCommand } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';

const pageSchema = z.looseObject({ Items: z.custom<ReadonlyArray<unknown>>(Array.isArray).optional() });

/**
 * Lets a query for one attribute, a text, give its items' texts as the table sends them, and leaves to the SDK the rest of
 * the answer and all that is no answer. The SDK looks at every value of every item several times over: of a million rows
 * that costs more than to count what they say. To be called once the query has been sent; throws when the answer was not
 * of the form in which they are taken: to go on without them would be to count nobody.
 */
export function takeTexts(query: QueryCommand, attribute: string): () => ReadonlyArray<string> {
  let texts: ReadonlyArray<string> | undefined;
  query.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { response } = result;
      if (!isAnswer(response)) return result;
      const { Items = [], ...rest } = pageSchema.parse(JSON.parse(await textOf(response.body)));
      texts = Items.map((item) => textIn(item, attribute));
      response.body = Readable.from([Buffer.from(JSON.stringify(rest))]);
      return result;
    },
    // Between the SDK's reader, of normal priority, and what sends.
    { step: 'deserialize', priority: 'low', name: 'takeTexts' },
  );
  return () => {
    if (texts === undefined) throw new Error('the rows were not where they are looked for in an answer of the table');
    return texts;
  };
}

const OK = 200;

function isAnswer(response: unknown): response is { body: Readable } {
  return (
    typeof response === 'object' &&
    response !== null &&
    'statusCode' in response &&
    response.statusCode === OK &&
    'body' in response &&
    response.body instanceof Readable
  );
}

async function textOf(body: Readable): Promise<string> {
  const chunks: Array<Uint8Array> = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

function textIn(item: unknown, attribute: string): string {
  const value = fieldOf(item, attribute);
  const text = fieldOf(value, 'S');
  if (typeof text !== 'string') throw new TypeError(`an item in the index has no text ${attribute}`);
  return text;
}

/** A field of something read from JSON. A schema would cost more than all the rest. */
function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
