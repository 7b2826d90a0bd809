import { setTimeout as delay } from 'node:timers/promises';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { addDays, type LocalDate } from '../../../shared/domain/time/local-date.ts';
import { dateInStockholm } from '../../../shared/domain/time/stockholm.ts';
import type { ApiAnswer, ApiCall } from '../../support/embedded.ts';
import { formsOf, foundIn, type Written, writtenIn } from './found-in.ts';
import { historyLine } from './history-line.ts';
import { IDENTITY_FORMS, IDENTITY_NUMBER, markedLife, TELLING_NAMES, unmarkedFields } from './marked-lives.ts';
import { scan, watchedSuite } from './watched-suite.ts';

const idIn = z.looseObject({ id: z.string() });
const caseIn = z.looseObject({
  status: z.string(),
  person: z.looseObject({ givenName: z.string() }).nullable(),
  findings: z.array(z.looseObject({ kind: z.string() })),
});
const runIn = z.looseObject({ id: z.string(), finishedAt: z.string().nullable(), failed: z.int(), missed: z.int() });
const reportIn = z.looseObject({ status: z.string(), files: z.array(z.looseObject({ href: z.string() })) });

const today = dateInStockholm(new Date().toISOString());
const received = addDays(today, -40);
const PROTECTED = {
  protection: 'protected-registration',
  namedOfficers: [
    { client: 'city-admin', officer: 'C-1' },
    { client: 'ZqL7Client', officer: 'ZqL7Officer' },
  ],
};
const live = markedLife('L', received, { identityNumber: IDENTITY_NUMBER }, PROTECTED);
const past = markedLife('H', received, { localId: 'ZqH7LocalId' }, { protection: 'none' });
const MARKS = [
  ...live.marks,
  ...past.marks,
  ...IDENTITY_FORMS,
  'protected-registration',
  'ZqL7Client',
  'ZqL7Officer',
  'ZqH7LocalId',
];

/** Both people have asked that their data be used for less. */
const LAWFUL = { headers: { 'access-purpose': 'legal-claims' } };

const suite = watchedSuite();

describe('Of everything secret that a district and an office say of a person', () => {
  let city: string;
  const refused: Array<Written> = [];
  const reports: Array<Written> = [];

  beforeAll(async () => {
    city = await suite.tokenFor('city-admin');
  });

  const ask = (method: string, path: string, call: ApiCall = {}) =>
    suite.call(method, path, { token: city, officer: 'C-1', ...call });
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    ask('POST', path, { body, headers: { 'idempotency-key': `canary-${crypto.randomUUID()}`, ...headers } });
  const accepted = async (answer: Promise<ApiAnswer>, status = 201) => {
    const given = await answer;
    expect(given.status, given.text).toBe(status);
    return given;
  };
  /** Keeps the body of a refusal, to be searched with the rest. */
  const refusal = async (answer: Promise<ApiAnswer>, status: number) => {
    const given = await accepted(answer, status);
    const headers = JSON.stringify([...given.headers]);
    refused.push({ place: `a refusal with ${status}`, bytes: Buffer.from(`${given.text} ${headers}`, 'utf8') });
  };
  const until = async <T>(what: () => Promise<T>, done: (seen: T) => boolean): Promise<T> => {
    for (let tries = 0; tries < 300; tries++) {
      const seen = await what();
      if (done(seen)) return seen;
      await delay(200);
    }
    throw new Error('it did not come to an end within a minute');
  };
  const check = async (asOf: LocalDate) => {
    const { id } = (await accepted(post('/v1/check-runs', { asOf }), 202)).read(runIn);
    const read = async () => (await accepted(ask('GET', `/v1/check-runs/${id}`), 200)).read(runIn);
    return until(read, ({ finishedAt }) => finishedAt !== null);
  };
  const everywhere = async (): Promise<ReadonlyArray<Written>> => [
    ...writtenIn(suite.run.dataDir),
    ...(await scan(suite.table())).map((item) => ({
      place: `the item ${String(item['pk']).split('#')[0]}`,
      bytes: Buffer.from(JSON.stringify(item), 'utf8'),
    })),
    ...[...suite.logs()].map(([name, text]) => ({ place: `the log of ${name}`, bytes: Buffer.from(text, 'utf8') })),
    { place: 'the complaints of the run', bytes: Buffer.from(suite.problems().join('\n'), 'utf8') },
    ...reports,
    ...refused,
  ];

  it('every field of the catalogue is marked', () => {
    expect(unmarkedFields([live, past])).toEqual([]);
  });

  it('a case is led from its referral to its end, with a promise broken on the way', async () => {
    const opened = await accepted(post('/v1/referrals', live.referral));
    const path = `/v1/cases/${opened.read(idIn).id}`;
    for (const [index, [step, body]] of live.steps.entries()) {
      await refusal(post(`${path}/${step}`, { ...body, [`Zq${MARKS[0]}`]: MARKS[1] }), 422);
      if (index === 6) expect(await check(today)).toMatchObject({ failed: 0, missed: 1 });
      await accepted(post(`${path}/${step}`, body));
    }
    const shown = (await accepted(ask('GET', path, LAWFUL), 200)).read(caseIn);
    expect(shown.status).toBe('closed');
    expect(live.marks).toContain(shown.person?.givenName);
    expect(shown.findings.map(({ kind }) => kind)).toContain('missed');
    await accepted(ask('GET', `${path}/facts`), 200);
    await accepted(ask('GET', `${path}/register-extract`), 200);
    await accepted(ask('GET', `${path}/register-extract`, { headers: { accept: 'text/html' } }), 200);
    await accepted(ask('GET', `${path}/access-log`), 200);
    await refusal(ask('GET', path, { officer: 'Someone-else' }), 404);
  });

  it('another is brought in from the past', async () => {
    const line = historyLine('canary', past.referral, past.steps);
    const opened = await accepted(post('/v1/history', line));
    await accepted(post('/v1/history', line), 200);
    await refusal(post('/v1/history', historyLine('canary', { ...past.referral, note: past.marks[0] })), 409);
    const late = past.steps.map(([step, body]) => [step, { ...body, [MARKS[2] ?? '']: MARKS[3] }] as const);
    await refusal(post('/v1/history', historyLine('late', past.referral, late)), 422);
    await refusal(post('/v1/history', historyLine('again', past.referral, past.steps.slice(1))), 409);
    expect(await check(today)).toMatchObject({ failed: 0 });
    const path = `/v1/cases/${opened.read(idIn).id}`;
    expect((await accepted(ask('GET', path, LAWFUL), 200)).read(caseIn).person?.givenName).toBe('ZqH7Given2Åx HKw9');
    await accepted(ask('GET', '/v1/findings'), 200);
    await accepted(ask('GET', '/v1/cases'), 200);
    await accepted(ask('GET', `${path}/occasions`), 200);
    await accepted(ask('GET', '/v1/worklists'), 200);
    const number = { identityNumber: IDENTITY_NUMBER };
    await accepted(post('/v1/persons/searches', number), 200);
    await refusal(post('/v1/persons/searches', { identityNumber: past.marks[0] }), 422);
    await until(
      () => feed(),
      ({ items }) => items.length > 0,
    );
  });

  it('they are refused in every way there is', async () => {
    const bromma = await suite.tokenFor('district-bromma');
    const { receivedOn: _, districtAssessment: __, ...plain } = live.referral;
    const open = { ...plain, benefitDecision: 'made', districtAssessment: live.referral['districtAssessment'] };
    await accepted(post('/v1/referrals', open));
    const asDistrict = (body: unknown) =>
      ask('POST', '/v1/referrals', { token: bromma, body, headers: { 'idempotency-key': crypto.randomUUID() } });
    await refusal(post('/v1/referrals', open), 409);
    await refusal(asDistrict(open), 409);
    await refusal(asDistrict(live.referral), 403);
    await refusal(asDistrict({ ...open, district: 'farsta' }), 403);
    await refusal(post('/v1/referrals', plain), 422);
    await refusal(post('/v1/referrals', { ...open, disclosure: undefined }), 422);
    await refusal(post('/v1/referrals', { ...open, person: live.marks }), 422);
    await refusal(post('/v1/referrals', { ...open, ground: live.marks[0], district: live.marks[1] }), 422);
    await refusal(post('/v1/referrals', `${JSON.stringify(open)}${live.marks[0]}`), 400);
    await refusal(post('/v1/referrals', open, { 'content-type': 'text/plain' }), 415);
    await refusal(post('/v1/referrals', { ...open, note: (live.marks[0] ?? '').repeat(5000) }), 413);
    const key = { 'idempotency-key': 'canary-reused' };
    await accepted(post('/v1/check-runs', { asOf: addDays(today, -1) }, key), 202);
    await refusal(post('/v1/check-runs', { asOf: addDays(today, -2) }, key), 422);
    for (const mistyped of [IDENTITY_NUMBER, '199001189811', encodeURIComponent(live.marks[0] ?? '')]) {
      await refusal(ask('GET', `/v1/cases/${mistyped}`), 404);
      await refusal(ask('GET', `/v1/${mistyped}`), 404);
      await refusal(ask('GET', `/v1/cases?person=${mistyped}`), 422);
      await refusal(ask('GET', '/v1/findings', { token: mistyped }), 401);
    }
  });

  const feed = async () =>
    (await accepted(ask('GET', '/v1/feed?limit=100'), 200)).read(z.looseObject({ items: z.array(z.unknown()) }));

  it('both reports are built', async () => {
    const period = { from: `${received.slice(0, 4)}-01-01`, to: today };
    for (const kind of ['outcomes', 'compliance']) {
      const { id } = (await accepted(post('/v1/reports', { kind, ...period }), 202)).read(idIn);
      const read = async () => (await accepted(ask('GET', `/v1/reports/${id}`), 200)).read(reportIn);
      const { status, files } = await until(read, (report) => ['ready', 'failed'].includes(report.status));
      expect([status, files.length]).toEqual(['ready', 1]);
      const response = await fetch(files[0]?.href ?? '');
      expect(response.status).toBe(200);
      reports.push({ place: `the report ${kind}`, bytes: Buffer.from(await response.arrayBuffer()) });
    }
  });

  it('nothing is found in the database, the queues, the files, the logs, the checkpoints or any refusal', async () => {
    const written = await everywhere();
    const places = written.map(({ place }) => place).join('\n');
    for (const place of [
      /^dynamodb\.sqlite$/m,
      /sqlite-wal$/m,
      /^queues\//m,
      /^checkpoints\//m,
      /^the log of .*handle-case$/m,
    ]) {
      expect(places).toMatch(place);
    }
    expect(refused.length).toBeGreaterThan(30);
    expect(foundIn(written, MARKS)).toEqual([]);
    console.info(
      `${MARKS.length} marks sought in ${written.length} places, ${refused.length} refusals among them: none found`,
    );
  });

  it('and not even the names of the fields that are answered with yes or no are found outside refusals', async () => {
    const stored = (await everywhere()).filter(({ place }) => !place.startsWith('a refusal'));
    expect(foundIn(stored, TELLING_NAMES)).toEqual([]);
  });

  it('while whatever is planted is found: in the table, a queue, a file, a log or a refusal, in any form', async () => {
    const { region, queuesUrl, bucketsUrl } = suite.run.places;
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const { client, name } = suite.table();
    const [text = '', queued = '', filed = '', long = ''] = ['Zq1Planted Åa', 'Zq2Planted', 'Zq3Planted', 'Zq4Planted'];
    await client.send(new PutCommand({ TableName: name, Item: { pk: 'PLANTED', sk: 'text', text } }));
    await client.send(
      new PutCommand({ TableName: name, Item: { pk: 'PLANTED', sk: 'long', text: `${'x'.repeat(20_000)}${long}` } }),
    );
    const sqs = new SQSClient({ region, endpoint: queuesUrl, credentials });
    const [queue] = suite.run.deployment.queues.filter(({ properties }) => properties.RedrivePolicy === undefined);
    const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: queue?.name }));
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify({ a: queued }) }));
    const s3 = new S3Client({ region, endpoint: bucketsUrl, credentials, forcePathStyle: true });
    const [Bucket] = suite.run.deployment.buckets;
    await s3.send(new PutObjectCommand({ Bucket, Key: 'planted', Body: filed }));
    sqs.destroy();
    s3.destroy();

    const found = foundIn(await everywhere(), [text, queued, filed, long]).join('\n');
    for (const planted of [text, queued, filed, long]) expect(found).toContain(planted);
    expect(found).toMatch(/Zq1Planted Åa in the item PLANTED/);
    expect(found).toMatch(/Zq1Planted Åa in dynamodb\.sqlite(?:-wal)?/);
    expect(found).toMatch(/Zq4Planted in the cells of dynamodb\.sqlite/);
    expect(found).toMatch(/Zq2Planted in .*queues/);
    expect(found).toMatch(/Zq3Planted in .*queues/);
  });

  it.each(['Zq Å7planted', IDENTITY_NUMBER, '1971-11-23'])('and "%s" would be found in every disguise', (secret) => {
    const utf8 = Buffer.from(`${secret}`, 'utf8');
    const disguises = [
      secret,
      encodeURIComponent(secret),
      utf8.toString('hex'),
      utf8.toString('hex').toUpperCase(),
      ...['', 'a', 'ab', 'abc'].map((before) => Buffer.from(`${before}${secret}after`, 'utf8').toString('base64')),
      ...['', 'a', 'ab'].map((before) => Buffer.from(`${before}${secret}`, 'utf8').toString('base64url')),
      JSON.stringify({ secret }),
    ];
    for (const disguise of disguises) {
      expect(foundIn([{ place: 'x', bytes: Buffer.from(`..${disguise}..`, 'utf8') }], [secret])).toHaveLength(1);
    }
    expect(formsOf(secret).every((form) => form.length > 7)).toBe(true);
  });
});
