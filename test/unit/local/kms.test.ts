import { writeFileSync } from 'node:fs';
import {
  DecryptCommand,
  GenerateDataKeyCommand,
  KMSClient,
  ReEncryptCommand,
  RotateKeyOnDemandCommand,
} from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientOptions } from '../../../infra/local/aws-environment.ts';
import { openDataFolder } from '../../../infra/local/data-folder.ts';
import { type KmsEngine, masterKeyOf, readMasterKey, startKms } from '../../../infra/local/engines/kms.ts';
import { StartRefusal } from '../../../infra/local/refusal.ts';
import { temporaryFolder } from './temporary-folder.ts';

const REGION = 'eu-north-1';
const KEY_ARN = `arn:aws:kms:${REGION}:000000000000:key/first`;
const context = { system: 'jobbtorg', purpose: 'secrets' };

let engine: KmsEngine;
let client: KMSClient;
beforeAll(async () => {
  engine = await startKms(masterKeyOf([Buffer.alloc(32, 7)]), ['first', 'second'], REGION);
  client = new KMSClient({ ...clientOptions(REGION, engine.url), maxAttempts: 1 });
});
afterAll(async () => {
  client.destroy();
  await engine.stop();
});

const generate = (KeyId: string) =>
  client.send(new GenerateDataKeyCommand({ KeyId, KeySpec: 'AES_256', EncryptionContext: context }));

describe('The embedded KMS', () => {
  test('makes a data key and unwraps it, whatever the order of its context', async () => {
    const made = await generate('first');
    expect(made.KeyId).toBe(KEY_ARN);
    expect(made.Plaintext).toHaveLength(32);
    const reordered = { purpose: 'secrets', system: 'jobbtorg' };
    const opened = await client.send(
      new DecryptCommand({ CiphertextBlob: made.CiphertextBlob, EncryptionContext: reordered, KeyId: KEY_ARN }),
    );
    expect(opened.Plaintext).toEqual(made.Plaintext);
    expect(opened.KeyId).toBe(KEY_ARN);
  });

  test('never makes the same data key twice', async () => {
    const [one, other] = await Promise.all([generate(KEY_ARN), generate(KEY_ARN)]);
    expect(one.Plaintext).not.toEqual(other.Plaintext);
  });

  test('unwraps after a restart with the same master key, and not with another', async () => {
    const { CiphertextBlob, Plaintext } = await generate('first');
    const decrypt = new DecryptCommand({ CiphertextBlob, EncryptionContext: context });
    for (const [fill, outcome] of [
      [7, Plaintext],
      [8, 'InvalidCiphertextException'],
    ] as const) {
      const restarted = await startKms(masterKeyOf([Buffer.alloc(32, fill)]), ['first'], REGION);
      const again = new KMSClient({ ...clientOptions(REGION, restarted.url), maxAttempts: 1 });
      const answer = await again.send(decrypt).then(
        (opened) => opened.Plaintext,
        (error: unknown) => (error instanceof Error ? error.name : error),
      );
      expect(answer).toEqual(outcome);
      again.destroy();
      await restarted.stop();
    }
  });

  test.each([
    ['another context', { EncryptionContext: { ...context, purpose: 'else' } }, 'InvalidCiphertextException'],
    ['no context', {}, 'InvalidCiphertextException'],
    ['another key', { EncryptionContext: context, KeyId: 'second' }, 'IncorrectKeyException'],
    ['an unknown key', { EncryptionContext: context, KeyId: 'third' }, 'NotFoundException'],
  ])('does not unwrap under %s', async (_what, changes, name) => {
    const { CiphertextBlob } = await generate('first');
    await expect(client.send(new DecryptCommand({ CiphertextBlob, ...changes }))).rejects.toMatchObject({ name });
  });

  test('does not unwrap what has been changed, or was never wrapped', async () => {
    const { CiphertextBlob = new Uint8Array() } = await generate('first');
    const changed = Uint8Array.from(CiphertextBlob, (byte, index) =>
      index === CiphertextBlob.length - 1 ? byte ^ 1 : byte,
    );
    for (const blob of [changed, Buffer.from('nonsense'), Buffer.alloc(1)]) {
      const decrypt = client.send(new DecryptCommand({ CiphertextBlob: blob, EncryptionContext: context }));
      await expect(decrypt).rejects.toMatchObject({ name: 'InvalidCiphertextException' });
    }
  });

  test('wraps a data key by another key for the same purpose, without handing it out', async () => {
    const { CiphertextBlob, Plaintext } = await generate('first');
    const contexts = { SourceEncryptionContext: context, DestinationEncryptionContext: context };
    const moved = await client.send(new ReEncryptCommand({ CiphertextBlob, DestinationKeyId: 'second', ...contexts }));
    expect(moved).not.toHaveProperty('Plaintext');
    expect([moved.SourceKeyId, moved.KeyId]).toEqual([KEY_ARN, KEY_ARN.replace('first', 'second')]);
    const request = { CiphertextBlob: moved.CiphertextBlob, EncryptionContext: context };
    const opened = await client.send(new DecryptCommand({ ...request, KeyId: 'second' }));
    expect(opened.Plaintext).toEqual(Plaintext);
    await expect(client.send(new DecryptCommand({ ...request, KeyId: 'first' }))).rejects.toMatchObject({
      name: 'IncorrectKeyException',
    });
    const elsewhere = { ...contexts, SourceEncryptionContext: {} };
    await expect(
      client.send(new ReEncryptCommand({ CiphertextBlob, DestinationKeyId: 'second', ...elsewhere })),
    ).rejects.toMatchObject({ name: 'InvalidCiphertextException' });
  });

  test('keeps in the data folder what each renewal has made, so that after a restart everything opens', async () => {
    const path = temporaryFolder();
    const wrapped: Array<Uint8Array | undefined> = [];
    for (let start = 1; start <= 3; start++) {
      const folder = openDataFolder(path, { fresh: false });
      const master = readMasterKey(folder);
      expect(master.materials()).toHaveLength(start);
      const run = await startKms(master, ['first'], REGION);
      const caller = new KMSClient({ ...clientOptions(REGION, run.url), maxAttempts: 1 });
      const made = await caller.send(
        new GenerateDataKeyCommand({ KeyId: 'first', KeySpec: 'AES_256', EncryptionContext: context }),
      );
      wrapped.push(made.CiphertextBlob);
      await caller.send(new RotateKeyOnDemandCommand({ KeyId: 'first' }));
      for (const CiphertextBlob of wrapped) {
        const opened = await caller.send(new DecryptCommand({ CiphertextBlob, EncryptionContext: context }));
        expect(opened.Plaintext).toHaveLength(32);
      }
      caller.destroy();
      await run.stop();
      folder.release();
    }
  });

  test('does not start on a key of which a part is missing', () => {
    const folder = openDataFolder(temporaryFolder(), { fresh: false });
    writeFileSync(folder.at('keys', 'master.key'), Buffer.alloc(33));
    expect(() => readMasterKey(folder)).toThrow(StartRefusal);
    folder.release();
  });

  test('knows no other key', async () => {
    await expect(generate('third')).rejects.toMatchObject({ name: 'NotFoundException' });
  });
});
