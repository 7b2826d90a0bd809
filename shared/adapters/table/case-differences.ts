import { isDeepStrictEqual } from 'node:util';
import type { KeyedHash } from '../../ports/keyed-hash.ts';
import type { CaseDifference } from '../../ports/rebuild.ts';
import type { DerivedCase, Item } from './derived-case.ts';
import { caseKeys } from './keys.ts';

/** Which case holds a lock; `null` when none does. */
export interface LockHolder {
  readonly lock: KeyedHash;
  readonly holder: string | null;
}
export type Holders = ReadonlyArray<LockHolder>;

/** Where what is stored of a case is not what its facts call for; what is called for by nothing as well. */
export function differencesOf(
  caseId: string,
  stored: ReadonlyMap<string, Item>,
  { items, isOpen }: Pick<DerivedCase, 'items' | 'isOpen'>,
  holders: Holders,
): ReadonlyArray<CaseDifference> {
  const sorts = new Set([...items.keys(), ...[...stored.keys()].filter((sort) => !sort.startsWith(caseKeys.commits))]);
  return [
    ...[...sorts].flatMap((sort) => differencesOfItem(sort, stored.get(sort), items.get(sort))),
    ...holders.flatMap((held) => differenceOfLock(held, caseId, isOpen)),
  ];
}

function differencesOfItem(
  item: string,
  is: Item | undefined,
  shouldBe: Item | undefined,
): ReadonlyArray<CaseDifference> {
  if (is === undefined) return [{ item, kind: 'missing' }];
  if (shouldBe === undefined) return [{ item, kind: 'uncalled-for' }];
  return [...new Set([...Object.keys(is), ...Object.keys(shouldBe)])]
    .filter((attribute) => !isDeepStrictEqual(is[attribute], shouldBe[attribute]))
    .map((attribute) => ({ item, kind: 'differs', attribute }));
}

/** An open case holds its person's lock, under each key; a closed one none. The hash itself is nobody's business. */
function differenceOfLock(
  { lock, holder }: LockHolder,
  caseId: string,
  isOpen: boolean,
): ReadonlyArray<CaseDifference> {
  const item = `LOCK#${lock.keyId}`;
  if (isOpen && holder === null) return [{ item, kind: 'missing' }];
  if (isOpen && holder !== caseId) return [{ item, kind: 'held-elsewhere' }];
  return !isOpen && holder === caseId ? [{ item, kind: 'uncalled-for' }] : [];
}
