import { createHmac, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { feedCursors } from '../../../../shared/adapters/feed-cursors.ts';
import type { KeyedHashes } from '../../../../shared/ports/keyed-hash.ts';

/** Hashes under keys of this test, the newest first. */
function hashesUnder(...secrets: ReadonlyArray<Uint8Array>): KeyedHashes {
  return async (...parts) =>
    secrets.map((secret, index) => ({
      keyId: `k${index}`,
      hash: createHmac('sha256', secret).update(JSON.stringify(parts)).digest('base64url'),
    }));
}

const secret = randomBytes(32);
const cursors = feedCursors(hashesUnder(secret));
const place = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });

describe('A cursor of the feed', () => {
  test('leads its reader back to the place it was given at', async () => {
    const back = fc.asyncProperty(place, async (given) => {
      expect(await cursors.open('city', await cursors.seal('city', given))).toBe(given);
    });
    await fc.assert(back, { numRuns: 200 });
  });

  test('is the same for the same place, so that a reader sees that nothing has come', async () => {
    expect(await cursors.seal('office/kista', 7)).toBe(await cursors.seal('office/kista', 7));
    expect(await cursors.seal('office/kista', 7)).not.toBe(await cursors.seal('office/kista', 8));
  });

  test('opens for no other reader, and not under the keys of another installation', async () => {
    const sealed = await cursors.seal('district/bromma', 12);
    for (const other of ['district/farsta', 'office/bromma', 'city', 'district/bromma ', '']) {
      expect(await cursors.open(other, sealed)).toBeUndefined();
    }
    expect(await feedCursors(hashesUnder(randomBytes(32))).open('district/bromma', sealed)).toBeUndefined();
  });

  test('opens only as it was given: changed in any bit, shortened or lengthened, it is none', async () => {
    const sealed = Buffer.from(await cursors.seal('city', 1_000), 'base64url');
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(await cursors.open('city', changed.toString('base64url'))).toBeUndefined();
    }
    const text = sealed.toString('base64url');
    for (const other of [
      '',
      text.slice(1),
      text.slice(0, -1),
      `${text}A`,
      `${text}=`,
      ` ${text}`,
      text.toUpperCase(),
    ]) {
      expect(await cursors.open('city', other)).toBeUndefined();
    }
  });

  test('tells nothing of its place: neighbours share no more than chance would', async () => {
    const sealed = await Promise.all(Array.from({ length: 64 }, (_, index) => cursors.seal('city', index)));
    const bytes = sealed.map((text) => Buffer.from(text, 'base64url'));
    expect(new Set(sealed.map((text) => text.length)).size).toBe(1);
    for (const [index, one] of bytes.entries()) {
      const next = bytes[index + 1] ?? Buffer.alloc(one.length);
      const shared = one.filter((byte, position) => byte === next[position]).length;
      expect(shared).toBeLessThan(one.length / 3);
    }
  });

  test('given under an older key still opens while that key is in force', async () => {
    const sealed = await cursors.seal('city', 5);
    expect(await feedCursors(hashesUnder(randomBytes(32), secret)).open('city', sealed)).toBe(5);
  });
});
