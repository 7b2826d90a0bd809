import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { DecryptCommand, GenerateDataKeyCommand, KMSClient } from '@aws-sdk/client-kms';
import type { SealedPlace, Vault } from '../ports/vault.ts';
import { transiently } from './failures.ts';

/** Binds every data key to its purpose: KMS refuses to unwrap it for another. */
const ENCRYPTION_CONTEXT = { system: 'jobbtorg', purpose: 'secrets' };
const KEY_REUSE_MILLISECONDS = 60 * 60 * 1000;
const CACHED_KEYS = 500;
const FORMAT = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEADER_BYTES = 3;

interface DataKey {
  readonly plain: Uint8Array;
  readonly wrapped: Uint8Array;
}

/** The two operations of KMS that everything sealed rests on. */
export interface DataKeys {
  create(): Promise<DataKey>;
  unwrap(wrapped: Uint8Array): Promise<Uint8Array>;
}

/** Data keys wrapped by a KMS key. */
export function kmsDataKeys(keyId: string, client = new KMSClient({ maxAttempts: 3 })): DataKeys {
  return {
    create: async () => {
      const answer = await transiently(
        client.send(
          new GenerateDataKeyCommand({ KeyId: keyId, KeySpec: 'AES_256', EncryptionContext: ENCRYPTION_CONTEXT }),
        ),
      );
      if (answer.Plaintext === undefined || answer.CiphertextBlob === undefined) throw new Error('KMS gave no key');
      return { plain: answer.Plaintext, wrapped: answer.CiphertextBlob };
    },
    unwrap: async (wrapped) => {
      const answer = await transiently(
        client.send(
          new DecryptCommand({ KeyId: keyId, CiphertextBlob: wrapped, EncryptionContext: ENCRYPTION_CONTEXT }),
        ),
      );
      if (answer.Plaintext === undefined) throw new Error('KMS gave no key');
      return answer.Plaintext;
    },
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
      const ciphertext = Buffer.concat([cipher.update(JSON.stringify(content), 'utf8'), cipher.final()]);
      const header = Buffer.alloc(HEADER_BYTES);
      header.writeUInt8(FORMAT, 0);
      header.writeUInt16BE(wrapped.length, 1);
      return Buffer.concat([header, wrapped, nonce, cipher.getAuthTag(), ciphertext]);
    },
    open: async (place, sealed) => {
      const bytes = Buffer.from(sealed);
      if (bytes.readUInt8(0) !== FORMAT) throw new Error('sealed in a format this version does not know');
      const afterKey = HEADER_BYTES + bytes.readUInt16BE(1);
      const afterNonce = afterKey + NONCE_BYTES;
      const afterTag = afterNonce + TAG_BYTES;
      const key = await openingKey(bytes.subarray(HEADER_BYTES, afterKey));
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(afterKey, afterNonce))
        .setAAD(boundTo(place))
        .setAuthTag(bytes.subarray(afterNonce, afterTag));
      return JSON.parse(decipher.update(bytes.subarray(afterTag), undefined, 'utf8') + decipher.final('utf8'));
    },
  };
}

function boundTo({ caseId, item }: SealedPlace): Uint8Array {
  return Buffer.from(JSON.stringify([caseId, item]));
}
