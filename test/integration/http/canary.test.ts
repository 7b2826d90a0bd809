import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { GetQueueUrlCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { workContent } from '../../../shared/adapters/table/work-items.ts';
import { addDays, type LocalDate, localDate } from '../../../shared/domain/time/local-date.ts';
import { dateInStockholm } from '../../../shared/domain/time/stockholm.ts';
import type { ApiAnswer, ApiCall } from '../../support/embedded.ts';
import { runImport } from '../../unit/commands/terminal.ts';
import { formsOf, foundIn, type Written, writtenIn } from './found-in.ts';
import { historyLine } from './history-line.ts';
import { IDENTITY_FORMS, IDENTITY_NUMBER, markedLife, TELLING_NAMES, unmarkedFields } from './marked-lives.ts';
import { setAside } from './set-aside.ts';
import { scan, watchedSuite } from './watched-suite.ts';

const idIn = z.looseObject({ id: z.string() });
const caseIn = z.looseObject({
  status: z.string(),
  person: z.looseObject({ givenName: z.string() }).nullable(),
  findings: z.array(z.looseObject({ kind: z.string() })),
});
const runIn = z.looseObject({ id: z.string(), finishedAt: z.string().nullable(), failed: z.int(), missed: z.int() });
const retentionIn = z.looseObject({ id: z.string(), status: z.string(), cases: z.array(z.string()) });
const certificateIn = z.looseObject({
  destroyed: z.int(),
  remains: z.array(z.object({ what: z.string(), sv: z.string(), en: z.string() })),
});
const listIn = z.looseObject({ items: z.array(z.looseObject({ id: z.string() })) });
const refusedLine = z.strictObject({ key: z.string(), step: z.string().optional(), code: z.string() });
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
/** A life that was over long ago, and that nobody has asked to keep. */
const ended = markedLife('E', localDate('2012-03-05'), { localId: 'ZqE7LocalId' }, { protection: 'none' });
const MARKS = [
  ...live.marks,
  ...past.marks,
  ...ended.marks,
  'ZqE7LocalId',
  ...IDENTITY_FORMS,
  'protected-registration',
  'ZqL7Client',
  'ZqL7Officer',
  'ZqH7LocalId',
];

/** For how many days, as the certificate says, what names a case stays in the table by itself; the access log until further notice. */
const DAYS_NAMED: Readonly<Record<string, number>> = { CHECK: 90, FEED: 97 };

/** Both people have asked that their data be used for less. */
const LAWFUL = { headers: { 'access-purpose': 'legal-claims' } };

/** Of a city that has confirmed the retention rule, so that a case can be destroyed. */
const suite = watchedSuite({ environment: () => ({ CONFIRMED_RETENTION: 'case-file-2025' }) });

describe('Of everything secret that a district and an office say of a person', () => {
  let city: string;
  const refused: Array<Written> = [];
  const reports: Array<Written> = [];
  /** What stood on the terminal of whoever typed a command, and what the command left behind. */
  const commands: Array<Written> = [];
  let folder: string;
  let aside: ReturnType<typeof setAside>;
  let liveId: string;
  let pastId: string;
  let endedId: string;

  beforeAll(async () => {
    city = await suite.tokenFor('city-admin');
    folder = mkdtempSync(join(tmpdir(), 'jobbtorg-canary-'));
    aside = setAside(suite);
  });
  afterAll(() => {
    aside?.close();
    rmSync(folder, { recursive: true, force: true });
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
  /** Of a database what lies in it now, not what its file has not been written over with yet; of the table its items. */
  const legible = (written: ReadonlyArray<Written>) => {
    const databases = written.flatMap(({ place }) => (place.startsWith('the cells of ') ? [place.slice(13)] : []));
    return written.filter(
      ({ place }) => !databases.some((database) => place.startsWith(database)) && !/^the cells of dynamodb/.test(place),
    );
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
    ...commands,
  ];

  it('every field of the catalogue is marked', () => {
    expect(unmarkedFields([live, past])).toEqual([]);
  });

  it('a case is led from its referral to its end, with a promise broken on the way', async () => {
    const opened = await accepted(post('/v1/referrals', live.referral));
    liveId = opened.read(idIn).id;
    const path = `/v1/cases/${liveId}`;
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
    pastId = opened.read(idIn).id;
    const path = `/v1/cases/${pastId}`;
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

  it('a third is imported from a file, most lines of which are refused', async () => {
    const steps = ended.steps.filter(([step]) => !step.startsWith('restriction'));
    const [mark = '', name = ''] = ended.marks;
    const noted = { ...ended.referral, person: past.referral['person'] };
    const lines = [
      historyLine('E-1', ended.referral, steps),
      historyLine('E-2', { ...noted, [name]: mark }),
      historyLine('E-3', { ...noted, note: mark.repeat(400) }),
      historyLine('E-4', noted, [['closures', { on: '2012-04-01', outcome: mark }]]),
      historyLine('E-5', noted, [[mark, {}]]),
      historyLine('E-6', { ...noted, districtAssessment: undefined, unit: 'substance-care' }),
      historyLine('E-7', noted, [['restarts', { on: '2012-04-01' }]]),
      historyLine(mark, noted),
    ].map((line) => JSON.stringify(line));
    const file = join(folder, 'history.ndjson');
    writeFileSync(file, `${lines.join('\n')}\n{"key": "E-9", "referral": "${mark}\n`);
    const run = await runImport([file, '--url', suite.url]);
    expect(run).toMatchObject({ status: 1, said: expect.stringContaining('1 imported, 0 already there, 8 refused') });
    const list = readFileSync(join(folder, 'history.refused.ndjson'), 'utf8');
    const refusals = list
      .trim()
      .split('\n')
      .map((line) => refusedLine.parse(JSON.parse(line)));
    expect(refusals.map(({ key }) => key).toSorted()).toEqual([
      ...['E-2', 'E-3', 'E-4', 'E-5', 'E-6', 'E-7'],
      ...['line 8', 'line 9'],
    ]);
    expect(refusals).toContainEqual({ key: 'line 9', code: 'unreadable-json' });
    commands.push(
      { place: 'the list of refused lines', bytes: Buffer.from(list, 'utf8') },
      { place: 'the terminal of the import', bytes: Buffer.from(`${run.said} ${run.complained}`, 'utf8') },
    );
    const closed = await accepted(ask('GET', '/v1/cases?status=closed&limit=100'), 200);
    const others = new Set([liveId, pastId]);
    endedId = closed.read(listIn).items.find(({ id }) => !others.has(id))?.id ?? '';
    expect(endedId).not.toBe('');
    expect(await check(today)).toMatchObject({ failed: 0 });
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

  it('what cannot be read is told of without a word of it', async () => {
    const { client, name: TableName } = suite.table();
    const Key = { pk: `CASE#${pastId}`, sk: 'PERSON' };
    const { Item } = await client.send(new GetCommand({ TableName, Key }));
    await client.send(new PutCommand({ TableName, Item: { ...Item, sealed: { broken: true } } }));
    await refusal(ask('GET', `/v1/cases/${pastId}`, LAWFUL), 500);
    await client.send(new PutCommand({ TableName, Item: { ...Item } }));
    const image = { pk: { S: `CASE#${pastId}` }, stream: { S: 'facts' }, facts: { S: `[${past.marks.join()}` } };
    const record = { dynamodb: { SequenceNumber: '1', NewImage: image } };
    for (const [name, event] of [
      ['publish-events', { Records: [record] }],
      ['check-deadlines', { scheduledTime: past.marks[0] }],
    ] as const) {
      const outcome = JSON.stringify(await suite.run.invoke(`jobbtorg-local-${name}`, event));
      expect(outcome).toMatch(/"itemIdentifier":"1"|"kind":"(?:failed|crashed)"/);
      commands.push({ place: `what ${name} says of its failure`, bytes: Buffer.from(outcome, 'utf8') });
    }
  });

  it('what keeps failing is set aside by the queues, and told of by ids alone', async () => {
    const { client, name: TableName } = suite.table();
    const works = (['build-report', 'print-report'] as const).map((kind) => ({ kind, report: `of-${liveId}` }));
    for (const work of works) {
      await aside.hurry(aside.of(work.kind));
      const Item = workContent(work, new Date().toISOString());
      await client.send(new PutCommand({ TableName, Item }));
    }
    for (const { kind } of works) await aside.hasLetters(aside.of(kind), 1);
    for (const [step, told] of [
      ['show', `build-report: report of-${liveId}; sent `],
      ['list', 'build-report-dead-letters'],
    ] as const) {
      const said = await aside.typed(step);
      expect(said).toContain(told);
      commands.push({ place: `the terminal of dead-letters ${step}`, bytes: Buffer.from(said, 'utf8') });
    }
  });

  it('once a case is destroyed its id is where the certificate says that it remains, and nowhere else', async () => {
    const { client, name: TableName } = suite.table();
    // A hundred days pass: until then requests, checks and events may name a case that has been written.
    await client.send(
      new UpdateCommand({
        TableName,
        Key: { pk: `CASE#${endedId}`, sk: 'HEAD' },
        UpdateExpression: 'SET recordedAt = :at',
        ExpressionAttributeValues: { ':at': `${addDays(today, -101)}T12:00:00.000Z` },
      }),
    );
    const { id } = (await accepted(post('/v1/retention-runs', { asOf: today, dryRun: false }), 202)).read(idIn);
    const path = `/v1/retention-runs/${id}`;
    const becomes = (status: string) =>
      until(
        async () => (await accepted(ask('GET', path), 200)).read(retentionIn),
        (run) => run.status === status,
      );
    expect((await becomes('awaiting-approval')).cases).toEqual([endedId]);
    await accepted(ask('POST', `${path}/approvals`, { officer: 'C-2', body: { due: 1 } }), 202);
    await becomes('finished');
    const { destroyed, remains } = (await accepted(ask('GET', `${path}/certificate`), 200)).read(certificateIn);
    expect(destroyed).toBe(1);
    await refusal(ask('GET', `/v1/cases/${endedId}`, LAWFUL), 404);

    const naming = (await scan(suite.table())).filter((item) => JSON.stringify(item).includes(endedId));
    const inTable = naming.map(({ pk, expiresAt }) => {
      const [kind = ''] = String(pk).split('#');
      const expires = dateInStockholm(new Date(Number(expiresAt ?? 0) * 1000).toISOString());
      return expires > addDays(today, DAYS_NAMED[kind] ?? 0) ? `${kind}, longer than is said` : kind;
    });
    const written = legible(await everywhere());
    const lying = foundIn(written, [endedId]).map((found) => found.replace(/^.* in /, ''));
    expect([...new Set(inTable)].toSorted()).toEqual(['ACCESS', 'CHECK', 'FEED']);
    expect([...new Set(lying)].toSorted()).toEqual([
      'the item ACCESS',
      'the item CHECK',
      'the item FEED',
      'the log of jobbtorg-local-receive-history',
    ]);
    expect(remains.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['access-log', 'feed', 'work-records', 'logs']),
    );
    console.info(`a destroyed case sought in ${written.length} places: found in ${lying.length}, as it is said`);
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

  it('a message filled with all of this is set aside, and repeated neither in a log nor on a terminal', async () => {
    for (const queue of aside.queues) {
      await aside.hurry(queue);
      await aside.send(queue, JSON.stringify({ kind: 'assess-cases', cases: MARKS }));
    }
    const before = new Set([aside.of('build-report'), aside.of('print-report')]);
    for (const queue of aside.queues) await aside.hasLetters(queue, before.has(queue) ? 2 : 1);
    const said = [await aside.typed('show'), await aside.typed('list')].join('\n');
    expect(said.match(/ unreadable: nothing that this version can read; sent /g)).toHaveLength(aside.queues.length);
    const told = [
      ...[...suite.logs()].map(([name, text]) => ({ place: `the log of ${name}`, bytes: Buffer.from(text, 'utf8') })),
      { place: 'the complaints of the run', bytes: Buffer.from(suite.problems().join('\n'), 'utf8') },
      { place: 'the terminal', bytes: Buffer.from(said, 'utf8') },
    ];
    expect(foundIn(told, MARKS)).toEqual([]);
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
