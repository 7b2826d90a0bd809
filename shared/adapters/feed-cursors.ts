import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import type { FeedCursors } from '../ports/feed.ts';
import { type KeyedHash, type KeyedHashes, newestHash } from '../ports/keyed-hash.ts';

const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const PLACE_BYTES = 8;

/**
 * Places sealed with AES-256-GCM under a key that is the reader's alone, derived from the table's hash keys. The nonce is
 * derived from the place: the same place is the same text, so that a reader sees from it that nothing has come since.
 * Layout: nonce (12 bytes), tag (16), ciphertext (8).
 */
export function feedCursors(hashes: KeyedHashes): FeedCursors {
  const keysOf = (reader: string) => hashes('feed-cursor', 'key', reader);
  const noncesOf = (reader: string) => hashes('feed-cursor', 'nonce', reader);

  return {
    seal: async (reader, place) => {
      const [keys, nonces] = await Promise.all([keysOf(reader), noncesOf(reader)]);
      const plain = Buffer.alloc(PLACE_BYTES);
      plain.writeBigUInt64BE(BigInt(place));
      const nonce = createHmac('sha256', secretOf(newestHash(nonces)))
        .update(plain)
        .digest()
        .subarray(0, NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', secretOf(newestHash(keys)), nonce);
      const ciphertext = Buffer.concat([cipher.update(plain), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), ciphertext]).toString('base64url');
    },
    open: async (reader, cursor) => {
      const sealed = Buffer.from(cursor, 'base64url');
      const isWhole =
        sealed.length === NONCE_BYTES + TAG_BYTES + PLACE_BYTES && sealed.toString('base64url') === cursor;
      if (!isWhole) return undefined;
      const keys = await keysOf(reader);
      return keys.map((key) => opened(secretOf(key), sealed)).find((place) => place !== undefined);
    },
  };
}

function secretOf({ hash }: KeyedHash): Buffer {
  return Buffer.from(hash, 'base64url');
}

function opened(key: Uint8Array, sealed: Buffer): number | undefined {
  const afterNonce = NONCE_BYTES + TAG_BYTES;
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES));
    decipher.setAuthTag(sealed.subarray(NONCE_BYTES, afterNonce));
    const plain = Buffer.concat([decipher.update(sealed.subarray(afterNonce)), decipher.final()]);
    return Number(plain.readBigUInt64BE());
  } catch {
    return undefined;
  }
}
