import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { type DataFolder, damaged } from './data-folder.ts';
import { writeDurably } from './durable-file.ts';

const FILE = 'services.json';

/** How an administrator's command on this machine reaches the services of an embedded run, while it runs. */
const servicesSchema = z.strictObject({
  /** The variables by which the deployed functions find table, key and queues, and the SDK finds the engines. */
  variables: z.record(z.string(), z.string()),
  /** Where work that is given up lies, and which queue it came from; `null` for that of a stream or a schedule. */
  deadLetters: z.array(z.strictObject({ name: z.string(), source: z.string().nullable() })),
});

export type Services = z.infer<typeof servicesSchema>;

/** Leaves word of where the services are; taken away when the run ends. */
export function announceServices(folder: DataFolder, services: Services): () => void {
  const file = folder.at(FILE);
  writeDurably(file, JSON.stringify(services));
  return () => rmSync(file, { force: true });
}

/** What a running suite has left word of in its data folder; `undefined` when none is running there. */
export function announcedServices(dataDir: string): Services | undefined {
  const file = join(dataDir, FILE);
  if (!existsSync(file)) return undefined;
  try {
    return servicesSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    throw damaged(file, error);
  }
}
