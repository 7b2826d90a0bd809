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

/** An answer that KMS gives instead of doing what it was asked. */
class KmsError extends Error {
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

/** Key management for one machine: `GenerateDataKey` and `Decrypt` as KMS answers them. */
export interface KmsEngine {
  readonly url: string;
  stop(): Promise<void>;
}

/** The master key lies in the data folder; a folder with data but without its key is damaged beyond use. */
export function readMasterKey(folder: DataFolder): Buffer {
  const file = folder.at('keys', 'master.key');
  if (existsSync(file)) {
    const key = readFileSync(file);
    if (key.length !== KEY_BYTES) throw damaged(file, new Error(`${key.length} bytes instead of ${KEY_BYTES}`));
    return key;
  }
  if (existsSync(folder.at('dynamodb.sqlite'))) throw damaged(file, new Error('the key is missing'));
  const key = randomBytes(KEY_BYTES);
  writeDurably(file, key);
  return key;
}

/** Serves the given KMS keys, each derived from the master key. */
export async function startKms(
  masterKey: Uint8Array,
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

/** The two operations, bound to their encryption context as KMS binds them. */
export function kmsOperations(masterKey: Uint8Array, keyIds: ReadonlyArray<string>, region: string): KmsOperations {
  const keys = new Map(
    keyIds.map((id) => [id, Buffer.from(hkdfSync('sha256', masterKey, '', `kms/${id}`, KEY_BYTES))] as const),
  );
  const arnOf = (id: string) => `arn:aws:kms:${region}:${LOCAL_ACCOUNT}:key/${id}`;
  const keyNamed = (name: string): readonly [string, Buffer] => {
    const id = name.split('key/').at(-1) ?? name;
    const key = keys.get(id);
    if (key === undefined) throw new KmsError('NotFoundException', `Key '${name}' does not exist`);
    return [id, key];
  };

  return (operation, input) => {
    switch (operation) {
      case 'GenerateDataKey': {
        const { KeyId, EncryptionContext } = read(generateSchema, input);
        const [id, key] = keyNamed(KeyId);
        const plain = randomBytes(KEY_BYTES);
        const wrapped = wrap(id, key, plain, EncryptionContext);
        return { KeyId: arnOf(id), Plaintext: plain.toString('base64'), CiphertextBlob: wrapped.toString('base64') };
      }
      case 'Decrypt': {
        const { KeyId, CiphertextBlob, EncryptionContext } = read(decryptSchema, input);
        const id = CiphertextBlob.subarray(1, 1 + (CiphertextBlob[0] ?? 0)).toString('utf8');
        if (KeyId !== undefined && keyNamed(KeyId)[0] !== id) {
          throw new KmsError('IncorrectKeyException', 'The key ID in the request does not identify the key used.');
        }
        const plain = unwrap(id, keys.get(id), CiphertextBlob, EncryptionContext);
        return { KeyId: arnOf(id), Plaintext: plain.toString('base64'), EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' };
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

function unwrap(
  id: string,
  key: Buffer | undefined,
  wrapped: Buffer,
  encryptionContext: Readonly<Record<string, string>>,
): Buffer {
  const start = 1 + Buffer.byteLength(id);
  const sealedFrom = start + NONCE_BYTES + TAG_BYTES;
  try {
    if (key === undefined) throw new Error('no such key');
    const decipher = createDecipheriv('aes-256-gcm', key, wrapped.subarray(start, start + NONCE_BYTES))
      .setAAD(boundTo(id, encryptionContext))
      .setAuthTag(wrapped.subarray(start + NONCE_BYTES, sealedFrom));
    return Buffer.concat([decipher.update(wrapped.subarray(sealedFrom)), decipher.final()]);
  } catch (error) {
    throw new KmsError('InvalidCiphertextException', error instanceof Error ? error.message : '');
  }
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
