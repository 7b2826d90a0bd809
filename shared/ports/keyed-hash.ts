/** A hash that only the holder of the key can compute: a person's number cannot be found from it by trying them all. */
export interface KeyedHash {
  readonly keyId: string;
  readonly hash: string;
}

/**
 * What is hashed, and under which keys. Keys are rotated where every hash can be made anew or is soon forgotten; what
 * must be recognised for ever, and is not kept itself to be hashed again, is hashed under a key that lasts.
 */
export const HASH_PURPOSES = {
  /** A person's identity, under which the open-case lock is held. */
  person: 'rotated',
  /** A (client, officer) pair that may see a protected person's case. */
  named: 'rotated',
  /** A repeatable request. */
  body: 'rotated',
  /** A line of history, which may come again after years. */
  history: 'lasting',
  /** A plan version: its facts repeat the hash, and facts do not change. */
  plan: 'lasting',
  /** A reader's place in the feed, which is good for as long as the feed is kept. */
  'feed-cursor': 'lasting',
} as const;

export type HashPurpose = keyof typeof HASH_PURPOSES;

/**
 * Hashes under every key in force for a purpose: more than one only while keys are being rotated. Whoever writes one of
 * them writes the first; whoever recognises accepts any.
 */
export type KeyedHashes = (purpose: HashPurpose, ...parts: ReadonlyArray<string>) => Promise<ReadonlyArray<KeyedHash>>;

/** The hashes of one person's identity, under which the open-case lock is held. */
export function lockHashes(hashes: KeyedHashes, identity: ReadonlyArray<string>): Promise<ReadonlyArray<KeyedHash>> {
  return hashes('person', ...identity);
}

/** The hashes of the (client, officer) pairs that may see a protected person's case. */
export async function namedHashes(
  hashes: KeyedHashes,
  pairs: ReadonlyArray<{ readonly client: string; readonly officer: string }>,
): Promise<ReadonlyArray<string>> {
  const all = await Promise.all(pairs.map(({ client, officer }) => hashes('named', client, officer)));
  return all.flat().map(keyedHashText);
}

/** A hash of all that a plan version says, texts included, which its answer repeats: what was answered can be shown. */
export async function planHash(hashes: KeyedHashes, caseId: string, body: unknown): Promise<string> {
  return keyedHashText(newestHash(await hashes('plan', caseId, JSON.stringify(body))));
}

/** Of several hashes, the one to write: under the newest key that everyone knows. */
export function newestHash([first]: ReadonlyArray<KeyedHash>): KeyedHash {
  if (first === undefined) throw new Error('there is always a hash key');
  return first;
}

/** `keyId:hash`, as one text. */
export function keyedHashText({ keyId, hash }: KeyedHash): string {
  return `${keyId}:${hash}`;
}
