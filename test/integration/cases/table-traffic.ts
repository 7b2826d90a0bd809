import type { CaseWorld } from '../../support/case-world.ts';

/** What a call has asked of the table. */
export interface Traffic {
  /** How many requests had to wait for one another: those issued at the same time count as one. */
  readonly inSequence: number;
  readonly requests: number;
  /** The partitions that were queried, as often as they were. */
  readonly queried: ReadonlyArray<string>;
}

/** Watches the world's traffic with its table; the answer tells what a call has caused. */
export function watchTraffic(world: CaseWorld): (call: () => Promise<unknown>) => Promise<Traffic> {
  let answered = 0;
  let deepest = 0;
  let requests = 0;
  let queried: Array<string> = [];
  world.table.client.middlewareStack.add(
    (next) => async (given) => {
      requests++;
      queried.push(...partitionsIn(given.input));
      const depth = answered + 1;
      deepest = Math.max(deepest, depth);
      const result = await next(given);
      answered = Math.max(answered, depth);
      return result;
    },
    { step: 'initialize', name: 'watchTraffic' },
  );
  return async (call) => {
    answered = 0;
    deepest = 0;
    requests = 0;
    queried = [];
    await call();
    return { inSequence: deepest, requests, queried };
  };
}

/** The values by which a query names its partition. */
function partitionsIn(input: object): ReadonlyArray<string> {
  const values: unknown = Reflect.get(input, 'ExpressionAttributeValues');
  if (!Reflect.has(input, 'KeyConditionExpression') || typeof values !== 'object' || values === null) return [];
  return Object.entries(values).flatMap(([name, value]) => (name === ':partition' ? [String(value)] : []));
}
