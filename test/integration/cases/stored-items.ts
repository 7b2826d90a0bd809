import type { CaseWorld } from '../../support/case-world.ts';
import { everythingIn as everythingInTable, type StoredItem } from '../../support/stored-cases.ts';

/** Everything in the table of a world. */
export function everythingIn({ table }: CaseWorld): Promise<ReadonlyArray<StoredItem>> {
  return everythingInTable(table);
}

/** Everything in the table as one text, bytes too, so that a search sees what a reader of the file would. */
export async function legibleIn(world: CaseWorld): Promise<string> {
  const legible = (value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value);
  const items = (await everythingIn(world)).map((item) =>
    Object.fromEntries(Object.entries(item).map(([name, value]) => [name, legible(value)])),
  );
  return JSON.stringify(items);
}
