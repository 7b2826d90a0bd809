import * as z from 'zod';
import type { CaseWorld } from '../../support/case-world.ts';

const key = z.looseObject({ pk: z.looseObject({ S: z.string() }) });
const put = z.looseObject({ Item: key, ConditionExpression: z.string().optional() });
const sent = z.union([
  put.transform((one) => [one]),
  z
    .looseObject({ TransactItems: z.array(z.looseObject({ Put: put.optional() })) })
    .transform(({ TransactItems }) => TransactItems.flatMap((one) => one.Put ?? [])),
]);

/** The requests of a world to its table, as they leave: what `change` makes of the text of each. */
function onEach(world: CaseWorld, name: string, change: (body: string) => string): () => void {
  world.table.client.middlewareStack.add(
    (next) => async (given) => {
      const { request } = given;
      if (!isRecord(request) || !(request['body'] instanceof Uint8Array)) throw new Error('a request has bytes');
      const body = new TextDecoder().decode(request['body']);
      const changed = change(body);
      if (changed !== body) Object.assign(request, { body: new TextEncoder().encode(changed) });
      return next(given);
    },
    { step: 'build', name },
  );
  return () => void world.table.client.middlewareStack.remove(name);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** The conditions under which entries of the access log have been written since. */
export function watchEntries(world: CaseWorld): ReadonlyArray<string> {
  const conditions: Array<string> = [];
  onEach(world, 'watchEntries', (body) => {
    for (const { Item, ConditionExpression = 'none' } of sent.safeParse(JSON.parse(body)).data ?? []) {
      if (Item.pk.S.startsWith('ACCESS#')) conditions.push(ConditionExpression);
    }
    return body;
  });
  return conditions;
}

/** Lets every entry of an instant come under one key, as if the same id had been drawn by lot again, until it is undone. */
export function drawingOneId(world: CaseWorld): () => void {
  return onEach(world, 'drawingOneId', (body) => body.replaceAll(/Z#[0-9a-z]{26}"/g, `Z#${'0'.repeat(26)}"`));
}

/** Sends every entry that is written by itself twice, as a client does that had no answer, until it is undone. */
export function sendingTwice(world: CaseWorld): () => void {
  world.table.client.middlewareStack.add(
    (next, { commandName }) =>
      async (given) => {
        if (commandName?.startsWith('Put')) await next(given);
        return next(given);
      },
    { step: 'finalizeRequest', priority: 'low', name: 'sendingTwice' },
  );
  return () => void world.table.client.middlewareStack.remove('sendingTwice');
}
