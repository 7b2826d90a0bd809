import { createHash, randomBytes } from 'node:crypto';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const ID_BYTES = 16;

/** An opaque id of 26 characters that says nothing of what it names. */
export function randomId(): string {
  return base32(randomBytes(ID_BYTES));
}

/** An opaque id of 26 characters that is the same whenever it is derived from the same parts. */
export function derivedId(...parts: ReadonlyArray<string>): string {
  return base32(createHash('sha256').update(JSON.stringify(parts)).digest().subarray(0, ID_BYTES));
}

/** Crockford's base 32 in lower case: no letters that look like digits. */
function base32(bytes: Uint8Array): string {
  let value = 0n;
  for (const byte of bytes) value = (value << 8n) | BigInt(byte);
  let text = '';
  for (let left = Math.ceil((bytes.length * 8) / 5); left > 0; left--) {
    text = ALPHABET.charAt(Number(value & 31n)) + text;
    value >>= 5n;
  }
  return text;
}
