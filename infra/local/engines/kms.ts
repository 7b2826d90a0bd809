import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import * as z from 'zod';
import { type DataFolder, damaged } from '../data-folder.ts';
import { writeDurably } from '../durable-file.ts';
import { LOCAL_ACCOUNT } from '../intrinsics.ts';

const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

const base64 = z.base64().transform((text) => Buffer.from(text, 'base64'));
const context = z.record(z.string(), z.string()).default({});
const generateSchema = z.object({
  KeyId: z.string(),
  KeySpec: z.literal('AES_256'),
  EncryptionContext: context,
});
const decryptSchema = z.object({
  KeyId: z.string().optional(),
  CiphertextBlob: base64,
  EncryptionContext: context,
});
const reEncryptSchema = z.object({
  CiphertextBlob: base64,
  SourceKeyId: z.string().optional(),
  SourceEncryptionContext: context,
  DestinationKeyId: z.string(),
  DestinationEncryptionContext: context,
});
const rotateSchema = z.object({ KeyId: z.string() });

/** An answer that KMS gives instead of doing what it was asked. */
class KmsError extends Error {
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

/**
 * What the keys are made from, newest first. As in KMS, renewing it changes what is wrapped from then on, and everything
 * wrapped before still opens.
 */
export interface MasterKey {
  readonly materials: () => ReadonlyArray<Uint8Array>;
  readonly renew: () => void;
}

/** Key management for one machine: the operations that the suite rests on, as KMS answers them. */
export interface KmsEngine {
  readonly url: string;
  stop(): Promise<void>;
}

/** A master key of one material at first; whoever keeps it is told of each renewal, oldest material first, before it counts. */
export function masterKeyOf(
  oldestFirst: ReadonlyArray<Uint8Array>,
  keep: (oldestFirst: ReadonlyArray<Uint8Array>) => void = () => {},
): MasterKey {
  let known = oldestFirst;
  return {
    materials: () => known.toReversed(),
    renew: () => {
      const renewed = [...known, randomBytes(KEY_BYTES)];
      keep(renewed);
      known = renewed;
    },
  };
}

/** The master key lies in the data folder, oldest material first; a folder with data but without its key is damaged beyond use. */
export function readMasterKey(folder: DataFolder): MasterKey {
  const file = folder.at('keys', 'master.key');
  const keep = (oldestFirst: ReadonlyArray<Uint8Array>) => writeDurably(file, Buffer.concat(oldestFirst));
  if (existsSync(file)) return masterKeyOf(materialsIn(file), keep);
  if (existsSync(folder.at('dynamodb.sqlite'))) throw damaged(file, new Error('the key is missing'));
  const first = [randomBytes(KEY_BYTES)];
  keep(first);
  return masterKeyOf(first, keep);
}

function materialsIn(file: string): ReadonlyArray<Uint8Array> {
  const kept = readFileSync(file);
  if (kept.length === 0 || kept.length % KEY_BYTES !== 0) {
    throw damaged(file, new Error(`${kept.length} bytes instead of a multiple of ${KEY_BYTES}`));
  }
  return Array.from({ length: kept.length / KEY_BYTES }, (_, index) =>
    kept.subarray(index * KEY_BYTES, (index + 1) * KEY_BYTES),
  );
}

/** Serves the given KMS keys, each derived from the master key. */
export async function startKms(
  masterKey: MasterKey,
  keyIds: ReadonlyArray<string>,
  region: string,
): Promise<KmsEngine> {
  const answer = kmsOperations(masterKey, keyIds, region);
  const server = createServer((request, response) => {
    respond(request, response, answer).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = z.object({ port: z.int() }).parse(server.address());
  return {
    url: `http://127.0.0.1:${address.port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** One call of KMS's JSON protocol: the operation's name and its input. Throws a `KmsError` where KMS would refuse. */
export type KmsOperations = (operation: string, input: unknown) => unknown;

/** The operations, bound to their encryption context as KMS binds them. Renewing one key renews all of them. */
export function kmsOperations(masterKey: MasterKey, keyIds: ReadonlyArray<string>, region: string): KmsOperations {
  const arnOf = (id: string) => `arn:aws:kms:${region}:${LOCAL_ACCOUNT}:key/${id}`;
  const keysOf = (id: string) =>
    masterKey.materials().map((material) => Buffer.from(hkdfSync('sha256', material, '', `kms/${id}`, KEY_BYTES)));
  const idNamed = (name: string): string => {
    const id = name.split('key/').at(-1) ?? name;
    if (!keyIds.includes(id)) throw new KmsError('NotFoundException', `Key '${name}' does not exist`);
    return id;
  };
  const wrapNewly = (id: string, plain: Buffer, encryptionContext: Readonly<Record<string, string>>): string => {
    const [newest] = keysOf(id);
    if (newest === undefined) throw new Error('a master key has at least one material');
    return wrap(id, newest, plain, encryptionContext).toString('base64');
  };
  /** Opens what was wrapped under a key, by whichever material; and only under the key named, if one is. */
  const opened = (
    wrapped: Buffer,
    encryptionContext: Readonly<Record<string, string>>,
    name: string | undefined,
  ): readonly [id: string, plain: Buffer] => {
    const id = wrapped.subarray(1, 1 + (wrapped[0] ?? 0)).toString('utf8');
    if (name !== undefined && idNamed(name) !== id) {
      throw new KmsError('IncorrectKeyException', 'The key ID in the request does not identify the key used.');
    }
    return [id, unwrap(id, keyIds.includes(id) ? keysOf(id) : [], wrapped, encryptionContext)];
  };

  return (operation, input) => {
    switch (operation) {
      case 'GenerateDataKey': {
        const { KeyId, EncryptionContext } = read(generateSchema, input);
        const id = idNamed(KeyId);
        const plain = randomBytes(KEY_BYTES);
        const CiphertextBlob = wrapNewly(id, plain, EncryptionContext);
        return { KeyId: arnOf(id), Plaintext: plain.toString('base64'), CiphertextBlob };
      }
      case 'Decrypt': {
        const { KeyId, CiphertextBlob, EncryptionContext } = read(decryptSchema, input);
        const [id, plain] = opened(CiphertextBlob, EncryptionContext, KeyId);
        return { KeyId: arnOf(id), Plaintext: plain.toString('base64'), EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' };
      }
      case 'ReEncrypt': {
        const { CiphertextBlob, SourceKeyId, DestinationKeyId, ...contexts } = read(reEncryptSchema, input);
        const [id, plain] = opened(CiphertextBlob, contexts.SourceEncryptionContext, SourceKeyId);
        const newId = idNamed(DestinationKeyId);
        return {
          SourceKeyId: arnOf(id),
          KeyId: arnOf(newId),
          CiphertextBlob: wrapNewly(newId, plain, contexts.DestinationEncryptionContext),
        };
      }
      case 'RotateKeyOnDemand': {
        const id = idNamed(read(rotateSchema, input).KeyId);
        masterKey.renew();
        return { KeyId: arnOf(id) };
      }
      default:
        throw new KmsError('UnknownOperationException', `${operation} is not served by the embedded run`);
    }
  };
}

/** Layout: length of the key's id (1 byte), the id, nonce (12), tag (16), ciphertext. */
function wrap(id: string, key: Buffer, plain: Buffer, encryptionContext: Readonly<Record<string, string>>): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(boundTo(id, encryptionContext));
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  const name = Buffer.from(id, 'utf8');
  return Buffer.concat([Buffer.from([name.length]), name, nonce, cipher.getAuthTag(), sealed]);
}

/** The first of some keys that opens it does. */
function unwrap(
  id: string,
  keys: ReadonlyArray<Buffer>,
  wrapped: Buffer,
  encryptionContext: Readonly<Record<string, string>>,
): Buffer {
  const start = 1 + Buffer.byteLength(id);
  const sealedFrom = start + NONCE_BYTES + TAG_BYTES;
  for (const key of keys) {
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, wrapped.subarray(start, start + NONCE_BYTES))
        .setAAD(boundTo(id, encryptionContext))
        .setAuthTag(wrapped.subarray(start + NONCE_BYTES, sealedFrom));
      return Buffer.concat([decipher.update(wrapped.subarray(sealedFrom)), decipher.final()]);
    } catch {}
  }
  throw new KmsError('InvalidCiphertextException', 'No material of the key opens this.');
}

function boundTo(id: string, encryptionContext: Readonly<Record<string, string>>): Buffer {
  const sorted = Object.entries(encryptionContext).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return Buffer.from(JSON.stringify([id, sorted]));
}

function read<T extends z.ZodType>(schema: T, input: unknown): z.infer<T> {
  const parsed = schema.safeParse(input);
  if (!parsed.success) throw new KmsError('ValidationException', 'The input is not as KMS wants it');
  return parsed.data;
}

async function respond(request: IncomingMessage, response: ServerResponse, answer: KmsOperations): Promise<void> {
  const chunks: Array<Buffer> = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  const operation = String(request.headers['x-amz-target'] ?? '').replace('TrentService.', '');
  const [status, body] = outcome(() => answer(operation, JSON.parse(Buffer.concat(chunks).toString('utf8'))));
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
}

function outcome(work: () => unknown): readonly [number, unknown] {
  try {
    return [200, work()];
  } catch (error) {
    if (error instanceof KmsError) return [400, { __type: error.type, message: error.message }];
    return [500, { __type: 'KMSInternalException', message: 'The embedded run failed' }];
  }
}
