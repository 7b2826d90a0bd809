/** A hash that only the holder of the key can compute: a person's number cannot be found from it by trying them all. */
export interface KeyedHash {
  readonly keyId: string;
  readonly hash: string;
}

/** Hashes under every key in use: more than one only while a key is being replaced. The first is the newest. */
export type KeyedHashes = (...parts: ReadonlyArray<string>) => Promise<ReadonlyArray<KeyedHash>>;

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
  return all.flat().map(({ hash }) => hash);
}

/** A hash of all that a plan version says, texts included, which its answer repeats: what was answered can be shown. */
export async function planHash(hashes: KeyedHashes, caseId: string, body: unknown): Promise<string> {
  const { keyId, hash } = newestHash(await hashes('plan', caseId, JSON.stringify(body)));
  return `${keyId}:${hash}`;
}

/** The newest of several hashes. */
export function newestHash([first]: ReadonlyArray<KeyedHash>): KeyedHash {
  if (first === undefined) throw new Error('there is always a hash key');
  return first;
}
