import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';

/** What requests of one kind came to. */
export interface Reading {
  readonly requests: number;
  /** Items read, before any filter. */
  readonly items: number;
  /** Capacity units, as the engine counts them. */
  readonly units: number;
}

/** Readings by kind of request, as `Query due` or `TransactWrite CASE`: the operation, then the index or the kind of item. */
export type Readings = ReadonlyMap<string, Reading>;

export const NOTHING: Reading = { requests: 0, items: 0, units: 0 };

const capacity = z.object({ CapacityUnits: z.number() });
const answer = z.object({
  ScannedCount: z.int().default(0),
  ConsumedCapacity: z.union([capacity.transform((one) => [one]), z.array(capacity)]).default([]),
});
const asked = z.object({ IndexName: z.string().optional() });

/** Counts everything that a client asks for from now on. Holds one reading a kind, however many requests there are. */
export function meter(client: DynamoDBDocumentClient): Readings {
  const readings = new Map<string, Reading>();
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (given) => {
        const metered = { ...given, input: { ...given.input, ReturnConsumedCapacity: 'TOTAL' } };
        const result = await next(metered);
        const { ScannedCount, ConsumedCapacity } = answer.parse(result.output);
        const kind = `${commandName.replace(/Command$/, '')} ${subjectOf(given.input)}`;
        const before = readings.get(kind) ?? NOTHING;
        readings.set(kind, {
          requests: before.requests + 1,
          items: before.items + ScannedCount,
          units: before.units + ConsumedCapacity.reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0),
        });
        return result;
      },
    { step: 'initialize', name: 'meter' },
  );
  return readings;
}

function subjectOf(input: object): string {
  return asked.parse(input).IndexName ?? /"([A-Z]+)#/.exec(JSON.stringify(input))?.[1] ?? 'all';
}

/** The sum of some readings. */
export function total(readings: Readings, isMeant: (kind: string) => boolean): Reading {
  return [...readings]
    .filter(([kind]) => isMeant(kind))
    .reduce(
      (sum, [, { requests, items, units }]) => ({
        requests: sum.requests + requests,
        items: sum.items + items,
        units: sum.units + units,
      }),
      NOTHING,
    );
}
