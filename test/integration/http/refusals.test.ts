import { once } from 'node:events';
import { createServer } from 'node:http';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ProblemCode } from '../../../shared/http/problems.ts';
import type { ApiAnswer, ApiCall } from '../../support/embedded.ts';
import { aPlan, aReferral } from '../../support/referrals.ts';
import { ownToken, untrustedTokens } from './forged-tokens.ts';
import { historyLine } from './history-line.ts';
import { errorsOf, problemIn } from './problem-answers.ts';
import { watchedSuite } from './watched-suite.ts';

/** Stands wherever a request is wrong; no answer may repeat it. */
const BAD = 'Zq7Felaktigt';
const caseIn = z.looseObject({ id: z.string(), version: z.int() });

const suite = watchedSuite();
let bromma: string;
let farsta: string;
let city: string;
/** A case that the district of Bromma has opened, so that there is something to lose. */
let caseId: string;
let keys = 0;

const newKey = () => `refusals-${(keys++).toString().padStart(6, '0')}`;
const keyed = (key = newKey()) => ({ 'idempotency-key': key });

beforeAll(async () => {
  [bromma, farsta, city] = await Promise.all([
    suite.tokenFor('district-bromma'),
    suite.tokenFor('district-farsta'),
    suite.tokenFor('city-admin'),
  ]);
  const opened = await refer(aReferral('known'));
  expect(opened.status, opened.text).toBe(201);
  caseId = opened.read(caseIn).id;
});

function refer(body: unknown, call: ApiCall = {}): Promise<ApiAnswer> {
  const { headers, ...rest } = call;
  return suite.call('POST', '/v1/referrals', {
    token: bromma,
    officer: 'B-1',
    body,
    ...rest,
    headers: { ...keyed(), ...headers },
  });
}

/** The problem that a call meets, having changed nothing in the table. */
async function refusal(code: ProblemCode, call: () => Promise<ApiAnswer>, neverEchoed: ReadonlyArray<string> = [BAD]) {
  const before = await suite.tableHash();
  const problem = problemIn(await call(), code, neverEchoed);
  expect(await suite.tableHash()).toBe(before);
  return problem;
}

/** The referral as JSON, changed as text: for what no object in a program can hold. */
const written = (change: (json: string) => string) => change(JSON.stringify(aReferral('written')));
const withPerson = (changes: object) => {
  const referral = aReferral('changed');
  return { ...referral, person: { ...referral.person, ...changes } };
};
const withNumber = (identityNumber: string) => {
  const { localId: _, ...person } = aReferral('').person;
  return { ...aReferral(''), person: { ...person, identityNumber } };
};

describe('A request that cannot be read changes nothing and is told why', () => {
  it('when its body is empty', async () => {
    const headers = { ...keyed(), 'content-type': 'application/json' };
    await refusal('unreadable-json', () =>
      suite.call('POST', '/v1/referrals', { token: bromma, officer: 'B-1', headers }),
    );
  });

  it('when it says nothing of what its body is', async () => {
    await refusal('unsupported-media-type', () =>
      suite.call('POST', '/v1/referrals', { token: bromma, officer: 'B-1', headers: keyed() }),
    );
  });

  it('when it is larger than 64 KB', async () => {
    await refusal('body-too-large', () => refer(aReferral('large', { note: BAD + 'å'.repeat(35_000) })));
    await refusal('body-too-large', () => refer(`{"${BAD}":"${'x'.repeat(70 * 1024)}`));
  });

  it.each(['text/plain', 'application/xml', 'application/x-www-form-urlencoded', 'application/jsonp', BAD])(
    'when its content type is %s',
    async (type) => {
      await refusal('unsupported-media-type', () => refer(aReferral('typed'), { headers: { 'content-type': type } }));
    },
  );

  it.each([
    ['breaks off', `{"district":"${BAD}`],
    ['ends in a comma too many', written((json) => json.replace(/\}$/, ',}'))],
    ['has single quotes', `{'district':'${BAD}'}`],
    ['holds a number that is none', written((json) => json.replace('{', '{"note":NaN,'))],
    ['goes on after its end', written((json) => `${json}${BAD}`)],
    ['is a page for people', `<html>${BAD}</html>`],
  ])('when its JSON %s', async (_, body) => {
    await refusal('unreadable-json', () => refer(body));
  });

  it('when its text is not UTF-8', async () => {
    const body = Buffer.from(
      written((json) => json.replace('Person', 'P�rson')),
      'utf8',
    );
    const latin1 = Buffer.from(
      written((json) => json.replace('Person', 'Pärson')),
      'latin1',
    );
    await refusal('unreadable-json', () => refer(latin1));
    await refusal('unreadable-json', () => refer(Buffer.concat([body.subarray(0, -2), Buffer.from([0xc3, 0x28])])));
    await refusal('unreadable-json', () => refer(Buffer.from([0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00])));
  });

  it.each(['[]', 'null', 'true', '17', `"${BAD}"`])('when its body is %s instead of an object', async (body) => {
    expect(errorsOf(await refusal('invalid-request', () => refer(body)))).toEqual([' malformed']);
  });
});

describe('A referral that says something impossible changes nothing and is told which field', () => {
  it('an unknown field, by its name but never its value', async () => {
    const problem = await refusal('invalid-request', () => refer(aReferral('x', { favouriteColour: BAD })));
    expect(errorsOf(problem)).toEqual(['/favouriteColour unknown-field']);
  });

  it('an unknown field that may be a name or number of someone, not even by its name', async () => {
    const problem = await refusal('invalid-request', () => refer(aReferral('x', { [BAD]: 1, '19900118-9811': 1 })), [
      BAD,
      '9811',
    ]);
    expect(errorsOf(problem)).toEqual([' unknown-field']);
  });

  it('a misspelt field, as both missing and unknown', async () => {
    const { benefitDecision, ...rest } = aReferral('x');
    const problem = await refusal('invalid-request', () => refer({ ...rest, benifitDecision: benefitDecision }));
    expect(errorsOf(problem).toSorted()).toEqual(['/benefitDecision missing-field', '/benifitDecision unknown-field']);
  });

  it.each(['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty'])(
    'a field called %s, wherever it stands',
    async (name) => {
      const planted = `"${name}":{"protection":"none","admin":"${BAD}"}`;
      for (const before of ['{"district"', '{"id"', '{"localId"', '{"basis"']) {
        const body = written((json) => json.replace(before, before.replace('{', `{${planted},`)));
        expect(body).toContain(planted);
        const problem = await refusal('invalid-request', () => refer(body));
        expect(errorsOf(problem)).toEqual([expect.stringMatching(/ unknown-field$/)]);
      }
      expect(Object.keys(Object.prototype)).toEqual([]);
    },
  );

  it.each([
    ['lists in lists', '[', ']'],
    ['objects in objects', '{"a":', '}'],
  ])('%s, thousands deep', async (_, open, close) => {
    const depth = Math.floor(60_000 / (open.length + close.length));
    const deep = `${open.repeat(depth)}${open === '[' ? '' : '1'}${close.repeat(depth)}`;
    await refusal('invalid-request', () => refer(deep));
    await refusal('invalid-request', () => refer(written((json) => json.replace('{', `{"note":${deep},`))));
    const line = historyLine('deep', { ...aReferral('deep'), receivedOn: '2026-03-02' });
    const body = JSON.stringify(line).replace('"then":[]', () => `"then":[["closures",${deep}]]`);
    await refusal('invalid-request', () => suite.call('POST', '/v1/history', { token: city, officer: 'C-1', body }));
  });

  it('texts longer than their field', async () => {
    const tooLong = (changes: object) => refusal('invalid-request', () => refer(withPerson(changes)));
    expect(errorsOf(await tooLong({ givenName: BAD.repeat(4000) }))).toEqual(['/person/givenName too-long']);
    expect(errorsOf(await tooLong({ localId: BAD.padEnd(129, 'x') }))).toEqual(['/person/localId too-long']);
    expect(errorsOf(await tooLong({ familyName: '' }))).toEqual(['/person/familyName too-short']);
  });

  it('a list of more entries than anyone has, without an answer that is larger still', async () => {
    const answer = await refer(written((json) => json.replace('{', `{${'"x":1,'.repeat(9000)}`)));
    problemIn(answer, 'invalid-request');
    const names = Array.from({ length: 6000 }, (_, index) => [`f${index}`, 0]);
    const many = await refer(Object.fromEntries(names));
    expect(problemIn(many, 'invalid-request').errors?.length).toBeGreaterThan(0);
    expect(many.text.length).toBeLessThan(64 * 1024);
  });

  it.each([
    ['a district in letters that only look right', { district: 'brоmma' }, '/district unknown-district'],
    ['a district with a hidden space', { district: 'bromma​' }, '/district unknown-district'],
    ['a ground in capitals', { ground: 'UNEMPLOYMENT' }, '/ground not-allowed'],
    ['a ground with a zero at its end', { ground: 'unemployment\0' }, '/ground not-allowed'],
    ['a purpose of another type', { purpose: ['work-or-studies'] }, '/purpose not-allowed'],
    ['a note that is a number', { note: 1e308 }, '/note malformed'],
  ])('%s', async (_, changes, expected) => {
    const problem = await refusal('invalid-request', () => refer(aReferral('odd', changes), { token: city }));
    expect(errorsOf(problem)).toEqual([expected]);
  });

  it.each([
    '2026-02-30',
    '2025-02-29',
    '2026-13-01',
    '2026-3-2',
    '２０２６-03-02',
    '2026-03-02T00:00:00Z',
    '0000-00-00',
    '',
  ])('the impossible birth date "%s"', async (birthDate) => {
    const problem = await refusal('invalid-request', () => refer(withPerson({ birthDate })), [birthDate || BAD]);
    expect(errorsOf(problem)).toEqual(['/person/birthDate malformed']);
  });

  it('a person who is not born yet', async () => {
    const problem = await refusal('invalid-request', () => refer(withPerson({ birthDate: '9999-12-31' })));
    expect(errorsOf(problem)).toEqual(['/person/birthDate after-referral']);
  });

  it.each(['19900118-9812', '900118-9810', '1990-01-18', '199001189811x', 'abcdefghijkl', '١٩٩٠٠١١٨٩٨١١'])(
    'the identity number %s',
    async (identityNumber) => {
      const problem = await refusal('invalid-request', () => refer(withNumber(identityNumber)), [identityNumber]);
      expect(errorsOf(problem)).toHaveLength(1);
      expect(errorsOf(problem)[0]).toMatch(/^\/person\/identityNumber (?:check-digit|too-long)$/);
    },
  );

  it('and a name in any script, with any sign in it, comes back as it was sent', async () => {
    for (const [index, givenName] of [
      'Åse A\u030A',
      'عائشة \u202E',
      '👩‍👧',
      'a\u0000b',
      '\ud800',
      'Ꭿ'.repeat(200),
    ].entries()) {
      const body = withPerson({ localId: `script-${index}`, givenName });
      const opened = await refer(body);
      expect(opened.status, opened.text).toBe(201);
      const { id } = opened.read(caseIn);
      const read = await suite.call('GET', `/v1/cases/${id}`, { token: bromma, officer: 'B-1' });
      expect(read.json()).toMatchObject({ person: { givenName } });
    }
  });
});

describe('A token that nobody may trust opens nothing', () => {
  const attempts = async (token: string | undefined, headers: Readonly<Record<string, string>> = {}) => {
    const call = { officer: 'B-1', headers, ...(token === undefined ? {} : { token }) };
    await refusal('token-required', () => suite.call('GET', `/v1/cases/${caseId}`, call), [token || BAD]);
    const write = { ...call, headers: { ...keyed(), ...headers }, body: aReferral('forged') };
    await refusal('token-required', () => suite.call('POST', '/v1/referrals', write), [token || BAD]);
  };

  it('because there is none, or none of that kind', async () => {
    await attempts(undefined);
    await attempts('');
    await attempts(undefined, { authorization: bromma });
    await attempts(undefined, { authorization: `Basic ${Buffer.from('district-bromma:local').toString('base64')}` });
    await attempts(undefined, { authorization: `Bearer ${bromma} ${bromma}` });
  });

  it('because its content, signature, time, issuer or client is not what it should be', async () => {
    let fetched = 0;
    const elsewhere = createServer((_, response) => {
      fetched++;
      response.end('{"keys":[]}');
    });
    await once(elsewhere.listen(0, '127.0.0.1'), 'listening');
    const { port } = z.looseObject({ port: z.int() }).parse(elsewhere.address());
    const tokens = Object.entries(await untrustedTokens(suite, `http://127.0.0.1:${port}`));
    const before = await suite.tableHash();
    for (const [wrong, token] of tokens) {
      const read = await suite.call('GET', `/v1/cases/${caseId}`, { token, officer: 'B-1' });
      expect([wrong, read.status]).toEqual([wrong, 401]);
      problemIn(read, 'token-required', [token]);
      const write = await refer(aReferral('forged'), { token });
      expect([wrong, write.status]).toEqual([wrong, 401]);
      problemIn(write, 'token-required', [token]);
    }
    elsewhere.close();
    expect([await suite.tableHash(), fetched]).toEqual([before, 0]);
    console.info(`${tokens.length} tokens that nobody may trust, each on a read and a write: all refused`);
    expect(tokens.length).toBeGreaterThan(50);
  });

  it('while one made in the same way, and right, is taken', async () => {
    const token = await ownToken(suite);
    const read = await suite.call('GET', `/v1/cases/${caseId}`, { token, officer: 'B-1' });
    expect(read.status, read.text).toBe(200);
  });
});

describe('What is not the caller’s stays out of its reach', () => {
  it('a referral on behalf of another district', async () => {
    await refusal('wrong-district', () => refer(aReferral('elsewhere', { district: 'farsta' })));
    await refusal('wrong-district', () => refer(aReferral('elsewhere'), { token: farsta }));
  });

  it('a day of receipt of its own choosing, which takes the right to write history', async () => {
    const problem = await refusal('missing-scope', () => refer(aReferral('backdated', { receivedOn: '2026-03-01' })));
    expect(problem.scope).toBe('history:write');
  });

  it('another’s case, which looks exactly like one that does not exist', async () => {
    const office = await suite.tokenFor('office-kista');
    const enrolment = { body: { heldOn: '2026-03-02', form: 'group-information' } };
    const paths = [
      { method: 'GET', path: '', token: farsta, call: {} },
      { method: 'GET', path: '', token: office, call: {} },
      { method: 'GET', path: '/facts', token: farsta, call: {} },
      { method: 'POST', path: '/enrolments', token: office, call: enrolment },
    ];
    for (const { method, path, token, call } of paths) {
      const ask = (id: string) => () =>
        suite.call(method, `/v1/cases/${id}${path}`, { token, officer: 'X-1', ...call });
      const { instance: _, ...others } = await refusal('not-found', ask(caseId), [caseId]);
      const { instance: __, ...absent } = await refusal('not-found', ask('0'.repeat(caseId.length)));
      expect(others).toEqual(absent);
    }
  });

  it('a protected person’s case, to the byte as one that does not exist, though it is of the district’s own', async () => {
    const namedOfficers = [{ client: 'district-bromma', officer: 'N-1' }];
    const hidden = await refer(withPerson({ localId: 'hidden', protection: 'secrecy-marking', namedOfficers }));
    const { id } = hidden.read(caseIn);
    const sameButForTheRequest = ({ status, headers, text }: ApiAnswer) => [
      status,
      [...headers].filter(([name]) => !['apigw-requestid', 'date', 'traceparent'].includes(name)),
      text.replace(/urn:request:[\w-]+/, 'urn:request'),
    ];
    for (const [token, officer] of [
      [bromma, 'B-1'],
      [city, 'N-1'],
    ] as const) {
      for (const path of ['', '/facts', '/occasions', '/access-log', '/register-extract']) {
        const ask = (of: string) => suite.call('GET', `/v1/cases/${of}${path}`, { token, officer });
        expect(sameButForTheRequest(await ask(id))).toEqual(sameButForTheRequest(await ask('0'.repeat(id.length))));
      }
    }
    const named = await suite.call('GET', `/v1/cases/${id}`, { token: bromma, officer: 'N-1' });
    expect(named.status).toBe(200);
  });

  it('what its token has no right to', async () => {
    const enrolment = { heldOn: '2026-03-02', form: 'group-information' };
    const asDistrict = { token: bromma, officer: 'B-1' };
    const call = (method: string, path: string, more: ApiCall) => () => suite.call(method, path, more);
    const written = await refusal(
      'missing-scope',
      call('POST', `/v1/cases/${caseId}/enrolments`, { ...asDistrict, body: enrolment }),
    );
    expect(written.scope).toBe('cases:write');
    const line = historyLine('k', { ...aReferral('h'), receivedOn: '2026-03-02' });
    await refusal('missing-scope', call('POST', '/v1/history', { ...asDistrict, body: line }));
    await refusal('missing-scope', call('POST', '/v1/check-runs', { ...asDistrict, body: { asOf: '2026-03-02' } }));
    await refusal('missing-scope', call('POST', '/v1/reports', { ...asDistrict, body: {} }));
    const narrow = await ownToken(suite, { scope: 'feed:read' });
    await refusal('missing-scope', call('GET', '/v1/findings', { token: narrow }));
    await refusal('missing-scope', call('GET', `/v1/cases/${caseId}`, { token: narrow, officer: 'B-1' }), [caseId]);
    await refusal('missing-scope', () => refer(aReferral('narrow'), { token: narrow }));
  });

  it.each([
    ['nobody', {}],
    ['an empty name', { 'officer-id': '' }],
    ['a name of 65 signs', { 'officer-id': BAD.padEnd(65, 'x') }],
    ['a name with a space', { 'officer-id': `${BAD} Svensson` }],
    ['a name with an Å', { 'officer-id': `${BAD}Å` }],
  ])('a person’s data, when %s stands behind the call', async (_, headers) => {
    const call = { token: bromma, headers };
    await refusal('officer-id-missing', () => suite.call('GET', `/v1/cases/${caseId}`, call));
    const write = { token: bromma, body: aReferral('x'), headers: { ...keyed(), ...headers } };
    await refusal('officer-id-missing', () => suite.call('POST', '/v1/referrals', write));
  });
});

describe('A request that is repeated', () => {
  it('is refused without a key, when it is a referral', async () => {
    const call = { token: bromma, officer: 'B-1', body: aReferral('keyless') };
    await refusal('idempotency-key-missing', () => suite.call('POST', '/v1/referrals', call));
  });

  it.each(['', '1234567', 'x'.repeat(129), 'with a space', 'nyckel-på-svenska'])(
    'is refused with the key "%s", which is no key',
    async (key) => {
      await refusal('malformed-header', () => refer(aReferral('x'), { headers: keyed(key) }), [key || BAD]);
    },
  );

  it('gets the first answer, says so, and changes nothing', async () => {
    const key = newKey();
    const first = await refer(aReferral('repeated'), { headers: keyed(key) });
    expect([first.status, first.headers.get('idempotency-replayed')]).toEqual([201, null]);
    const before = await suite.tableHash();
    const again = await refer(aReferral('repeated'), { headers: keyed(key) });
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
    expect(again.json()).toEqual(first.json());
    expect(again.headers.get('location')).toBe(first.headers.get('location'));
    expect(await suite.tableHash()).toBe(before);
    await refusal('idempotency-key-reused', () => refer(aReferral('other', { note: BAD }), { headers: keyed(key) }));
  });

  it('twelve times at once with twelve keys opens one case', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, () => refer(aReferral('twelve'))));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    for (const answer of answers.filter(({ status }) => status !== 201)) {
      expect(answer.status).toBe(409);
      const { type } = answer.read(z.looseObject({ type: z.string() }));
      expect(['/v1/problems/open-case-exists', '/v1/problems/request-in-progress']).toContain(type);
    }
    const before = await suite.tableHash();
    problemIn(await refer(aReferral('twelve')), 'open-case-exists', ['twelve']);
    expect(await suite.tableHash()).toBe(before);
  });

  it.each(['7', '"x"', '"1","2"', '""', '"-1"', '"1', `"${BAD}"`, '"99999999999"'])(
    'is refused with the condition %s, which names no version',
    async (condition) => {
      const token = await suite.tokenFor('office-vallingby');
      const call = { token, officer: 'V-1', headers: { 'if-match': condition }, body: aPlan('2026-03-02') };
      await refusal('malformed-header', () => suite.call('POST', `/v1/cases/${caseId}/plans`, call));
    },
  );

  it('is refused on a version of the case that is not the latest', async () => {
    const token = await suite.tokenFor('office-vallingby');
    const body = { coach: BAD, from: new Date().toISOString().slice(0, 10) };
    const call = { token, officer: 'V-1', headers: { 'if-match': '"99"' }, body };
    await refusal('stale-version', () => suite.call('POST', `/v1/cases/${caseId}/coaches`, call));
  });
});

describe('An address that leads nowhere', () => {
  it.each([
    ['GET', '/'],
    ['GET', '/v1'],
    ['GET', '/v1/'],
    ['GET', '/v2/cases'],
    ['GET', '/V1/CASES'],
    ['GET', '/v1/referrals'],
    ['GET', '/v1//cases'],
    ['GET', '/v1/cases/'],
    ['PUT', '/v1/referrals'],
    ['PATCH', '/v1/cases/x'],
    ['DELETE', '/v1/cases/x'],
    ['OPTIONS', '/v1/referrals'],
    ['POST', '/v1/cases'],
    ['POST', '/v1/health'],
    ['POST', '/v1/cases/x/facts'],
    ['GET', `/${BAD}`],
    ['GET', '/.env'],
    ['GET', '/v1/cases/x/plans/1/answers'],
  ])('%s %s is answered as a problem', async (method, path) => {
    await refusal('not-found', () => suite.call(method, path, { token: bromma, officer: 'B-1' }));
  });

  it.each([
    '%00',
    '%0d%0aset-cookie:a=b',
    '..%2f..%2fetc%2fpasswd',
    '%252e%252e',
    '%F0%9F%92%A9',
    '%22%3E%3Cscript%3E',
    '%7BcaseId%7D',
    'CASE%23x',
    '__proto__',
    'constructor',
    '19900118-9811',
    'x'.repeat(2500),
    '%F0%9F%92%A9'.repeat(700),
  ])('a case by the id %s does not exist', async (id) => {
    for (const path of [`/v1/cases/${id}`, `/v1/cases/${id}/facts`, `/v1/check-runs/${id}`, `/v1/reports/${id}`]) {
      await refusal('not-found', () => suite.call('GET', path, { token: city, officer: 'C-1' }), [
        id,
        decodeURIComponent(id),
      ]);
    }
    const call = { token: city, officer: 'C-1', body: { coach: BAD, from: '2026-03-02' } };
    await refusal('not-found', () => suite.call('POST', `/v1/cases/${id}/coaches`, call));
  });

  it.each(['0', '-1', '1.5', '0x1', '1e0', '%201', 'one', '01', '%00'])('a plan has no version %s', async (version) => {
    const body = { answer: 'approved', answeredOn: '2026-03-02', method: 'paper', language: 'sv' };
    const call = { token: city, officer: 'C-1', body };
    await refusal('not-found', () => suite.call('POST', `/v1/cases/${caseId}/plans/${version}/answers`, call));
  });

  it.each(['%zz', '%', '%C3%28', '%ff'])('an address with %s in it, which cannot be read at all', async (junk) => {
    const before = await suite.tableHash();
    const answer = await suite.api('GET', `/v1/cases/${junk}`, { token: bromma, officer: 'B-1' });
    expect(answer.status).toBe(400);
    expect(answer.text).toBe('{"message":"Bad Request"}');
    expect(await suite.tableHash()).toBe(before);
  });

  it.each([
    '?limit=0',
    '?limit=101',
    '?limit=ten',
    '?page=0',
    '?page=-1',
    '?status=open',
    '?stat=held',
    '?__proto__=1',
  ])('a list asked for with %s is refused', async (query) => {
    const call = { token: bromma, officer: 'B-1' };
    await refusal('invalid-request', () => suite.call('GET', `/v1/cases${query}`, call));
  });

  it('and what is merely read is never refused for a header that it does not use', async () => {
    const headers = { 'if-match': BAD, 'officer-id': `${BAD} `.repeat(9), 'idempotency-key': 'x', traceparent: BAD };
    const health = await suite.call('GET', '/v1/health', { headers });
    expect([health.status, health.text.includes(BAD)]).toEqual([200, false]);
    const { 'officer-id': _, ...others } = headers;
    const read = await suite.call('GET', `/v1/cases/${caseId}`, { token: bromma, officer: 'B-1', headers: others });
    expect(read.status, read.text).toBe(200);
  });
});

describe('And all the while', () => {
  it('nothing failed on our side and no answer was other than it should be', () => {
    const logs = [...suite.logs().values()].join('');
    expect(logs).not.toMatch(/REQUEST_FAILED|RESPONSE_MISMATCH/);
    expect(logs).not.toContain(BAD);
    expect(suite.problems()).toEqual([]);
  });
});
