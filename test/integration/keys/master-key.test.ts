import { randomBytes } from 'node:crypto';
import { KMSClient, RotateKeyOnDemandCommand } from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../../infra/commands/rewrap-data-keys/main.ts';
import { type KmsEngine, type MasterKey, masterKeyOf, startKms } from '../../../infra/local/engines/kms.ts';
import { keyedHashes } from '../../../shared/adapters/keyed-hashes.ts';
import { type DataKeys, kmsDataKeys, kmsVault } from '../../../shared/adapters/kms-vault.ts';
import { kmsRewrap, rewrapItems } from '../../../shared/adapters/wrapped-items.ts';
import { type CaseTable, startTableEngine, type TableEngine } from '../../support/case-table.ts';
import { type CaseWorld, CITY, startCaseWorld } from '../../support/case-world.ts';
import { aReferral } from '../../support/referrals.ts';
import { everythingIn } from '../../support/stored-cases.ts';

const REGION = 'eu-north-1';
const CREDENTIALS = { accessKeyId: 'test', secretAccessKey: 'test' };
const [OLD, NEW] = ['11111111-2222-3333-4444-555555555555', '66666666-7777-8888-9999-000000000000'];
const MINUTE = 60_000;

function clientOf({ url }: KmsEngine): KMSClient {
  return new KMSClient({ region: REGION, endpoint: url, credentials: CREDENTIALS, maxAttempts: 1 });
}

describe('A data key', () => {
  let kms: KmsEngine;
  let keys: DataKeys;
  beforeAll(async () => {
    kms = await startKms(masterKeyOf([randomBytes(32)]), [OLD], REGION);
    keys = kmsDataKeys(OLD, clientOf(kms));
  });
  afterAll(() => kms.stop());

  const place = { caseId: 'case', item: 'TEXT#00000001' };
  /** The wrapped data key stands after three bytes, whose last two say how long it is. */
  const dataKeyOf = (sealed: Uint8Array) => {
    const bytes = Buffer.from(sealed);
    return bytes.subarray(3, 3 + bytes.readUInt16BE(1)).toString('base64');
  };

  it('seals what a container writes within the hour, and no longer; all of it opens in every container', async () => {
    let now = Date.parse('2026-03-02T09:00:00.000Z');
    let made = 0;
    const counted: DataKeys = {
      ...keys,
      create: () => {
        made++;
        return keys.create();
      },
    };
    const vault = kmsVault(counted, () => now);
    const sealed: Array<Uint8Array> = [];
    for (const minutes of [0, 30, 29, 1, 59, 1]) {
      now += minutes * MINUTE;
      sealed.push(await vault.seal(place, { minutes }));
    }
    const [first, second, third, fourth, fifth, sixth] = sealed.map(dataKeyOf);
    expect([second, third]).toEqual([first, first]);
    expect(fourth).not.toBe(first);
    expect(fifth).toBe(fourth);
    expect([first, fourth]).not.toContain(sixth);
    expect(made).toBe(3);
    const another = kmsVault(keys);
    const opened = await Promise.all(sealed.map((one) => another.open(place, one)));
    expect(opened).toEqual([0, 30, 29, 1, 59, 1].map((minutes) => ({ minutes })));
  });

  it('seals each text by a nonce of its own, for its place alone, in a length that tells no short answer from another', async () => {
    const vault = kmsVault(keys);
    const [yes, no, yesAgain] = await Promise.all(
      ['Ja', 'Nej, jag vill inte', 'Ja'].map((text) => vault.seal(place, { text })),
    );
    expect(Buffer.from(yes ?? [])).not.toEqual(Buffer.from(yesAgain ?? []));
    expect(yes?.length).toBe(no?.length);
    await expect(vault.open({ ...place, caseId: 'another' }, yes ?? new Uint8Array())).rejects.toThrow();
    await expect(vault.open({ ...place, item: 'TEXT#00000002' }, yes ?? new Uint8Array())).rejects.toThrow();
  });
});

describe('The master key', () => {
  let engine: TableEngine;
  let table: CaseTable;
  let master: MasterKey;
  let kms: KmsEngine;
  const given: Array<Uint8Array> = [randomBytes(32)];
  const made: Array<string> = [];

  beforeAll(async () => {
    engine = await startTableEngine();
    table = await engine.createTable();
    master = masterKeyOf(given, (all) => void given.splice(0, given.length, ...all));
    kms = await startKms(master, [OLD, NEW], REGION);
  });
  afterAll(async () => {
    await kms.stop();
    await table.stop();
    await engine.stop();
  });

  /** The functions in a container that has been told of some master keys, the first of which wraps. */
  const container = (keyId: string, by: KmsEngine = kms): Promise<CaseWorld> =>
    startCaseWorld({ table, dataKeys: kmsDataKeys(keyId, clientOf(by)) });
  const refer = async (world: CaseWorld, name: string): Promise<void> => {
    const person = { ...aReferral(name).person, givenName: name };
    const answer = await world.call('POST', '/v1/referrals', aReferral(name, { person }), { key: `refer-${name}` });
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    made.push(answer.body.id);
  };
  const namesBy = (world: CaseWorld): Promise<ReadonlyArray<string>> =>
    Promise.all(
      made.map(
        async (id) => (await world.call('GET', `/v1/cases/${id}`, undefined, { as: CITY })).body.person?.givenName,
      ),
    );
  /** Locks and remembered requests are recognised: the key of hashes is opened too. */
  const expectRecognised = async (world: CaseWorld) => {
    const again = await world.call('POST', '/v1/referrals', aReferral('before'), { key: 'another-key' });
    expect([again.status, again.body.caseId]).toEqual([409, made[0]]);
  };

  it('is renewed by KMS every year: what was sealed before opens, what is sealed since does so by the new material only', async () => {
    const running = await container(OLD);
    await refer(running, 'before');
    const before = await startKms(masterKeyOf([...given]), [OLD], REGION);
    await clientOf(kms).send(new RotateKeyOnDemandCommand({ KeyId: OLD }));
    expect(given).toHaveLength(2);
    const fresh = await container(OLD);
    await refer(fresh, 'since');
    expect(await namesBy(fresh)).toEqual(['before', 'since']);
    expect(await namesBy(running)).toEqual(['before', 'since']);
    await expectRecognised(fresh);
    const withOldMaterial = await container(OLD, before);
    expect(await statusesBy(withOldMaterial)).toEqual([200, 500]);
    await before.stop();
  });

  const statusesBy = (world: CaseWorld) =>
    Promise.all(made.map(async (id) => (await world.call('GET', `/v1/cases/${id}`)).status));

  it('is replaced by another: first everyone learns of it, then it seals, and at every moment all that is there opens', async () => {
    const told = await container(`${OLD},${NEW}`);
    const sealing = await container(`${NEW},${OLD}`);
    await refer(told, 'under-the-old');
    await refer(sealing, 'under-the-new');
    for (const world of [told, sealing]) {
      expect(await namesBy(world)).toEqual(['before', 'since', 'under-the-old', 'under-the-new']);
      await expectRecognised(world);
    }
    expect(await statusesBy(await container(OLD))).toEqual([200, 200, 200, 500]);
  });

  it('is needed no more once all data keys have been put under the new one, which opens nothing and is safe to repeat', async () => {
    const wraps = () =>
      main([], { reach: () => rewrapItems(table.client, table.name, kmsRewrap(NEW, clientOf(kms))), tell });
    const said: Array<string> = [];
    const tell = (text: string) => void said.push(text);
    const others = async () =>
      (await everythingIn(table)).filter(
        (item) => !('sealed' in item || 'wrapped' in item || item.pk.startsWith('ACCESS#')),
      );
    const untouched = await others();
    expect(await wraps()).toBe(0);
    expect(said).toEqual(['6 items carry a data key: 5 were under another master key, and now are under the first.']);
    expect(await wraps()).toBe(0);
    expect(said.at(-1)).toBe('Nothing needs another master key than the first.');
    expect(await others()).toEqual(untouched);

    const withoutTheOld = await startKms(master, [NEW], REGION);
    const alone = await container(NEW, withoutTheOld);
    expect(await namesBy(alone)).toEqual(['before', 'since', 'under-the-old', 'under-the-new']);
    await expectRecognised(alone);
    await withoutTheOld.stop();
  });

  it('of another installation opens nothing', async () => {
    const elsewhere = await startKms(masterKeyOf([randomBytes(32)]), [NEW], REGION);
    const hashes = keyedHashes(table.client, table.name, kmsDataKeys(NEW, clientOf(elsewhere)));
    await expect(hashes('person', 'anyone')).rejects.toMatchObject({ name: 'InvalidCiphertextException' });
    await elsewhere.stop();
  });

  it('that cannot be reached for putting keys under it is told in a sentence', async () => {
    const said: Array<string> = [];
    const reach = async function* () {
      yield { items: 1, rewrapped: 0 };
      throw Object.assign(new Error('about somebody'), { name: 'AccessDeniedException' });
    };
    expect(await main([], { reach, tell: (text) => void said.push(text) })).toBe(2);
    expect(said).toEqual([
      expect.stringMatching(/^These credentials may not do this: .* run the same command again\.$/),
    ]);
    expect(await main(['--every'], { reach, tell: (text) => void said.push(text) })).toBe(2);
    expect(said.at(-1)).toContain('Usage: npm run rewrap-data-keys');
    expect(await main(['--help'], { reach, tell: (text) => void said.push(text) })).toBe(0);
  });
});
