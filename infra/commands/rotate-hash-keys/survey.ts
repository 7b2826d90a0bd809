import { type HashedItems, type HashedRemnant, isUnderExactly } from '../../../shared/ports/hash-keys.ts';

/** How the cases stand to the keys in force. */
export interface Survey {
  readonly cases: number;
  /** Those that are not under exactly the keys in force. */
  readonly toRehash: ReadonlyArray<string>;
}

/** Looks at every case. */
export async function survey(items: HashedItems, inForce: ReadonlySet<string>): Promise<Survey> {
  let cases = 0;
  const toRehash: Array<string> = [];
  for await (const item of items.all()) {
    if (item.kind !== 'case') continue;
    cases++;
    if (!isUnderExactly(item, inForce)) toRehash.push(item.caseId);
  }
  return { cases, toRehash };
}

/** Removes all that is left under a key that nobody goes by any more, and counts it; a case is never among it. */
export async function sweep(items: HashedItems, keyId: string): Promise<Record<HashedRemnant['kind'], number>> {
  const removed = { lock: 0, request: 0 };
  for await (const item of items.all()) {
    if (item.kind === 'case' || item.keyId !== keyId) continue;
    await items.remove(item);
    removed[item.kind]++;
  }
  return removed;
}
