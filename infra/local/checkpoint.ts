import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { damaged } from './data-folder.ts';
import { writeDurably } from './durable-file.ts';

const shardSchema = z.object({
  /** The sequence number of the last record dealt with; `null` before the first. */
  after: z.string().nullable(),
  /** Whether the shard has ended and all of it is dealt with. */
  finished: z.boolean(),
});
const checkpointSchema = z.object({
  table: z.string(),
  streamArn: z.string(),
  shards: z.record(z.string(), shardSchema),
});

/** How far one consumer has come in one table's stream. */
export type StreamPosition = z.infer<typeof checkpointSchema>;

/** Where a consumer's position outlives the process. */
export interface Checkpoint {
  read(): StreamPosition | undefined;
  write(position: StreamPosition): void;
}

/** A position in a file of its own. */
export function checkpointFile(file: string): Checkpoint {
  return {
    read: () => (existsSync(file) ? parse(file) : undefined),
    write: (position) => writeDurably(file, JSON.stringify(position)),
  };
}

/** Per table, the sequence number that every consumer has passed, from all the checkpoints in a folder. */
export function passedByAll(folder: string): ReadonlyMap<string, string> {
  const passed = new Map<string, bigint>();
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : [];
  for (const { table, shards } of files.map((name) => parse(join(folder, name)))) {
    for (const { after } of Object.values(shards)) {
      const sequence = after !== null && /^\d+$/.test(after) ? BigInt(after) : 0n;
      const earlier = passed.get(table);
      if (earlier === undefined || sequence < earlier) passed.set(table, sequence);
    }
  }
  return new Map([...passed].map(([table, sequence]) => [table, String(sequence)]));
}

function parse(file: string): StreamPosition {
  try {
    return checkpointSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw damaged(file, error);
  }
}
