import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { DecryptCommand, GenerateDataKeyCommand, IncorrectKeyException, KMSClient } from '@aws-sdk/client-kms';
import type { SealedPlace, Vault } from '../ports/vault.ts';
import { transiently } from './failures.ts';

/** Binds every data key to its purpose: KMS refuses to unwrap it for another. */
export const ENCRYPTION_CONTEXT = { system: 'jobbtorg', purpose: 'secrets' };
const KEY_REUSE_MILLISECONDS = 60 * 60 * 1000;
const CACHED_KEYS = 500;
const FORMAT = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = 3;
/** Of a short answer its length would tell what it is: texts are filled up with blanks, which JSON does not mind. */
const BLOCK_BYTES = 256;

interface DataKey {
  readonly plain: Uint8Array;
  readonly wrapped: Uint8Array;
}

/** The two operations of KMS that everything sealed rests on. Whichever of the master keys wrapped it, a data key is unwrapped. */
export interface DataKeys {
  create(): Promise<DataKey>;
  unwrap(wrapped: Uint8Array): Promise<Uint8Array>;
}

/** The master keys that `KEY_ID` names: the first wraps; the others are on their way in or out, and unwrap. */
export function masterKeysIn(keyId: string): readonly [first: string, ...others: Array<string>] {
  const [first = '', ...others] = keyId.split(',');
  return [first, ...others];
}

/** Data keys wrapped by a KMS key. */
export function kmsDataKeys(keyId: string, client = new KMSClient({ maxAttempts: 3 })): DataKeys {
  const masterKeys = masterKeysIn(keyId);
  const unwrapBy = async (wrapped: Uint8Array, [KeyId, ...others]: ReadonlyArray<string>): Promise<Uint8Array> => {
    const request = { KeyId, CiphertextBlob: wrapped, EncryptionContext: ENCRYPTION_CONTEXT };
    try {
      const { Plaintext } = await transiently(client.send(new DecryptCommand(request)));
      if (Plaintext === undefined) throw new Error('KMS gave no key');
      return Plaintext;
    } catch (error) {
      if (!(error instanceof IncorrectKeyException) || others.length === 0) throw error;
      return unwrapBy(wrapped, others);
    }
  };
  return {
    create: async () => {
      const answer = await transiently(
        client.send(
          new GenerateDataKeyCommand({
            KeyId: masterKeys[0],
            KeySpec: 'AES_256',
            EncryptionContext: ENCRYPTION_CONTEXT,
          }),
        ),
      );
      if (answer.Plaintext === undefined || answer.CiphertextBlob === undefined) throw new Error('KMS gave no key');
      return { plain: answer.Plaintext, wrapped: answer.CiphertextBlob };
    },
    unwrap: (wrapped) => unwrapBy(wrapped, masterKeys),
  };
}

/**
 * AES-256-GCM under data keys, each wrapped key stored beside what it sealed. A container seals with one data key for
 * at most an hour. Layout: format (1 byte), length of the wrapped key (2), wrapped key, nonce (12), tag (16), ciphertext.
 */
export function kmsVault(keys: DataKeys, now: () => number = Date.now): Vault {
  const unwrapped = new Map<string, Promise<Uint8Array>>();
  let current: { readonly key: Promise<DataKey>; readonly until: number } | undefined;

  const sealingKey = (): Promise<DataKey> => {
    if (current === undefined || now() >= current.until) {
      const key = keys.create();
      current = { key, until: now() + KEY_REUSE_MILLISECONDS };
      key.catch(() => {
        current = undefined;
      });
    }
    return current.key;
  };
  const openingKey = (wrapped: Uint8Array): Promise<Uint8Array> => {
    const name = Buffer.from(wrapped).toString('base64');
    const known = unwrapped.get(name);
    if (known !== undefined) return known;
    const oldest = unwrapped.size >= CACHED_KEYS ? unwrapped.keys().next().value : undefined;
    if (oldest !== undefined) unwrapped.delete(oldest);
    const key = keys.unwrap(wrapped);
    unwrapped.set(name, key);
    key.catch(() => unwrapped.delete(name));
    return key;
  };

  return {
    seal: async (place, content) => {
      const { plain, wrapped } = await sealingKey();
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', plain, nonce).setAAD(boundTo(place));
      const ciphertext = Buffer.concat([cipher.update(filledUp(content)), cipher.final()]);
      return Buffer.concat([headOf(wrapped), nonce, cipher.getAuthTag(), ciphertext]);
    },
    open: async (place, sealed) => {
      const { wrapped, rest } = parted(sealed);
      const afterTag = NONCE_BYTES + TAG_BYTES;
      const key = await openingKey(wrapped);
      const decipher = createDecipheriv('aes-256-gcm', key, rest.subarray(0, NONCE_BYTES))
        .setAAD(boundTo(place))
        .setAuthTag(rest.subarray(NONCE_BYTES, afterTag));
      return JSON.parse(decipher.update(rest.subarray(afterTag), undefined, 'utf8') + decipher.final('utf8'));
    },
  };
}

/** The wrapped data key in front of what was sealed, and the rest. */
export function parted(sealed: Uint8Array): { readonly wrapped: Uint8Array; readonly rest: Uint8Array } {
  const bytes = Buffer.from(sealed);
  if (bytes.readUInt8(0) !== FORMAT) throw new Error('sealed in a format this version does not know');
  const afterKey = HEADER_BYTES + bytes.readUInt16BE(1);
  return { wrapped: bytes.subarray(HEADER_BYTES, afterKey), rest: bytes.subarray(afterKey) };
}

/** What was sealed, with its data key wrapped anew: the key and what it sealed stay the same. */
export function withKeyWrapped(sealed: Uint8Array, wrapped: Uint8Array): Uint8Array {
  return Buffer.concat([headOf(wrapped), parted(sealed).rest]);
}

function headOf(wrapped: Uint8Array): Uint8Array {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt8(FORMAT, 0);
  header.writeUInt16BE(wrapped.length, 1);
  return Buffer.concat([header, wrapped]);
}

function filledUp(content: unknown): Uint8Array {
  const text = Buffer.from(JSON.stringify(content), 'utf8');
  const blocks = Math.ceil(text.length / BLOCK_BYTES);
  return Buffer.concat([text], blocks * BLOCK_BYTES).fill(' ', text.length);
}

function boundTo({ caseId, item }: SealedPlace): Uint8Array {
  return Buffer.from(JSON.stringify([caseId, item]));
}
