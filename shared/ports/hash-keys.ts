import { REMEMBERED_DAYS } from './case-store.ts';

const MINUTE = 60 * 1000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long a container goes by the keys it has read before it reads them again. */
export const KEYS_READ_AGAIN_AFTER = HOUR;
/** When every container goes by what is stored now, with time for calls under way and for clocks that differ. */
const KNOWN_EVERYWHERE_AFTER = KEYS_READ_AGAIN_AFTER + 5 * MINUTE;
/** When no repeatable request is remembered under the key before: a day more than they are remembered. */
const REQUESTS_FORGOTTEN_AFTER = (REMEMBERED_DAYS + 1) * DAY;

/** A key of what is hashed under keys that are rotated; never its secret. */
export interface HashKey {
  /** `k1`, `k2` and so on, in the order in which they were made; none is used twice. */
  readonly id: string;
  /** Instant. */
  readonly madeAt: string;
  /** Instant since which nothing more is hashed under it; `null` while it is in force. */
  readonly retiredAt: string | null;
}

/** The keys that are rotated, as they are stored. */
export interface HashKeyRing {
  /** Newest first. */
  list(): Promise<ReadonlyArray<HashKey>>;
  /** Makes the next key, unless another has just made it. */
  add(madeAt: string): Promise<void>;
  retire(id: string, at: string): Promise<void>;
  remove(id: string): Promise<void>;
}

/** A case, and under which keys it is found. */
export interface HashedCase {
  readonly kind: 'case';
  readonly caseId: string;
  /** The keys of its locks and, when pairs are named for its person, those of the pairs. */
  readonly under: ReadonlyArray<ReadonlySet<string>>;
}

/** Something else that lies in the table under one key: a lock, or a repeatable request. */
export interface HashedRemnant {
  readonly kind: 'lock' | 'request';
  readonly keyId: string;
  readonly place: { readonly pk: string; readonly sk: string };
}

/** What became of a case that was to be put under the keys in force. */
export type Rehashed =
  | 'rehashed'
  /** It no longer exists. */
  | 'gone'
  /** It changed as often as it was tried: try again. */
  | 'busy'
  /** Another case holds the person's lock under a key in force. */
  | 'held-elsewhere'
  /** What its person's record says is not what it was locked by. */
  | 'unrecognised';

/** What is hashed under keys that are rotated. */
export interface HashedItems {
  /** All that lies in the table throughout. */
  all(): AsyncGenerator<HashedCase | HashedRemnant>;
  /** Puts one case under exactly the keys in force, in one transaction. */
  rehash(caseId: string): Promise<Rehashed>;
  /** Removes what is left under a key that nothing goes by any more. */
  remove(remnant: HashedRemnant): Promise<void>;
}

/** Whether a case is found under each of some keys and under no other. */
export function isUnderExactly({ under }: HashedCase, keyIds: ReadonlySet<string>): boolean {
  return under.every((some) => some.size === keyIds.size && some.isSubsetOf(keyIds));
}

/** The keys in force, in the order in which they are written: the newest that every container knows, or else the oldest. */
export function keysInForce<K extends HashKey>(newestFirst: ReadonlyArray<K>, at: number): ReadonlyArray<K> {
  const inForce = newestFirst.filter(({ retiredAt }) => retiredAt === null);
  const isKnown = ({ madeAt }: K) => at >= knownEverywhereFrom(madeAt);
  return [...inForce.filter(isKnown), ...inForce.filter((key) => !isKnown(key)).toReversed()];
}

/** From when every container goes by what was stored at an instant. */
export function knownEverywhereFrom(instant: string): number {
  return Date.parse(instant) + KNOWN_EVERYWHERE_AFTER;
}

/** From when the key before one may be retired: nothing is remembered under it alone. */
export function successorAloneFrom({ madeAt }: HashKey): number {
  return Date.parse(madeAt) + REQUESTS_FORGOTTEN_AFTER;
}
