import * as z from 'zod';
import type { ProblemCode } from '../../../shared/http/problems.ts';
import type { ApiAnswer, ApiCall } from '../../support/embedded.ts';
import { ABSENT_ID, type AccessWorld, NUMBERS, type Party } from './access-world.ts';
import { NOBODIES, ownToken, POWERLESS, tokenAsWritten } from './forged-tokens.ts';
import { historyLine } from './history-line.ts';
import type { WatchedSuite } from './watched-suite.ts';

type Ask = () => Promise<ApiAnswer>;

/** A try at what is not one's own: refused with a code, or answered to the byte like what is not there. */
export interface Attempt {
  readonly what: string;
  readonly ask: Ask;
  readonly like: Ask | ProblemCode;
}

const ALL = ['cases:read', 'cases:write', 'referrals:write', 'compliance:read', 'reports:read', 'feed:read'];
const feedPage = z.looseObject({ next: z.string() });

/** Ways to write the id of a case that are not its id. */
const IDS_AS: Readonly<Record<string, (id: string) => string>> = {
  'in capitals': (id) => id.toUpperCase(),
  'with a space behind it': (id) => `${id}%20`,
  'with a nought behind it': (id) => `${id}%00`,
  'with a full stop behind it': (id) => `${id}.`,
  'with a slash behind it': (id) => `${id}%2F`,
  'with a part of it behind it': (id) => `${id}%2Ffacts`,
  'with its first fact behind it': (id) => `${id}%2F1`,
  'behind a way up': (id) => `..%2F${id}`,
  'behind its key in a table': (id) => `CASE%23${id}`,
  'escaped twice': (id) => `%25${id}`,
  'without its last sign': (id) => id.slice(0, -1),
  'with a sign too many': (id) => `${id}0`,
  'as a list': (id) => `${id},${id}`,
};

/** Everything that a district, an office or the city can try to reach further than it should. */
export async function attemptsOnOthers(suite: WatchedSuite, world: AccessWorld): Promise<ReadonlyArray<Attempt>> {
  const { cases, received } = world;
  const asking = (role: Party, method: string, path: string, call: ApiCall = {}): Ask => {
    return async () => suite.api(method, path, await world.callAs(role, ALL, call));
  };
  const get = (role: Party, path: string, call: ApiCall = {}) => asking(role, 'GET', path, call);
  const post = (role: Party, path: string, body: unknown, headers = {}) =>
    asking(role, 'POST', path, { body, headers: { 'idempotency-key': crypto.randomUUID(), ...headers } });
  const withToken = (claims: Readonly<Record<string, unknown>>, path: string): Ask => {
    return async () => suite.api('GET', path, { token: await ownToken(suite, claims), officer: 'B-1' });
  };

  const ids = Object.entries(IDS_AS).flatMap(([how, as]) =>
    (['own', 'others', 'unnamed'] as const).map((subject) => ({
      what: `${subject === 'own' ? 'its own' : "another's"} case ${how}`,
      ask: get('district', `/v1/cases/${as(cases[subject])}`),
      like: get('district', `/v1/cases/${as(ABSENT_ID)}`),
    })),
  );

  const officers = (['district', 'office', 'city'] as const).flatMap((role) =>
    ['X-9', 'b-1', 'v-1', 'c-1', 'V-2', '*'].map((officer) => ({
      what: `a protected case, by the ${role}'s officer ${officer}`,
      ask: get(role, `/v1/cases/${cases.named}`, { officer }),
      like: get(role, `/v1/cases/${ABSENT_ID}`, { officer }),
    })),
  );

  const scopes = Object.entries(POWERLESS).map(([wrong, claims]) => ({
    what: `a token that ${wrong}`,
    ask: withToken(claims, `/v1/cases/${cases.own}`),
    like: 'missing-scope' as const,
  }));
  const parties = NOBODIES.flatMap((claims) => [
    {
      what: `a case, for ${JSON.stringify(claims)}`,
      ask: withToken({ ...claims, scope: ALL.join(' ') }, `/v1/cases/${cases.own}`),
      like: withToken({ ...claims, scope: ALL.join(' ') }, `/v1/cases/${ABSENT_ID}`),
    },
    {
      what: `cases, for ${JSON.stringify(claims)}`,
      ask: withToken({ ...claims, scope: ALL.join(' ') }, '/v1/cases'),
      like: withToken({ scope: ALL.join(' ') }, '/v1/cases?office=nowhere'),
    },
  ]);
  const written = (claims: string): Ask => {
    const now = Math.floor(Date.now() / 1000);
    const rest = `"iss":"${suite.url}","sub":"district-bromma","client_id":"district-bromma","exp":${now + 600}`;
    return async () => {
      const header = (kid: string) => JSON.stringify({ alg: 'RS256', kid });
      const token = await tokenAsWritten(suite, header, `{${rest},${claims}}`);
      return suite.api('GET', `/v1/cases/${cases.own}`, { token, officer: 'B-1' });
    };
  };
  const twice: ReadonlyArray<Attempt> = [
    {
      what: 'a token that names its scope twice, of which the last counts',
      ask: written('"district":"bromma","scope":"cases:read","scope":"feed:read"'),
      like: 'missing-scope',
    },
    {
      what: 'a token that names its district twice, of which the last counts',
      ask: written('"district":"bromma","district":"farsta","scope":"cases:read"'),
      like: 'not-found',
    },
    {
      what: 'a token that names a district and, in another way of writing, an office',
      ask: written('"district":"bromma","\\u006fffice":"vallingby","scope":"cases:read"'),
      like: 'token-required',
    },
  ];

  const filters = (['district', 'office'] as const).flatMap((role) =>
    [
      ['/v1/cases?office=vantor', '/v1/cases?office=nowhere'],
      ['/v1/cases?district=farsta', '/v1/cases?district=nowhere'],
      ['/v1/cases?district=farsta&office=vantor', '/v1/cases?district=nowhere&office=nowhere'],
      ['/v1/cases?office=vallingby&office=vantor', '/v1/cases?office=vallingby&office=nowhere'],
      ['/v1/cases?district=*', '/v1/cases?district=nowhere'],
      ['/v1/worklists?office=vantor', '/v1/worklists?office=nowhere'],
      ['/v1/worklists/guarantee-missed?office=vantor', '/v1/worklists/guarantee-missed?office=nowhere'],
      ['/v1/worklists/transfer-requested?office=vantor', '/v1/worklists/transfer-requested?office=nowhere'],
      ['/v1/findings?office=vantor', '/v1/findings?office=nowhere'],
      ['/v1/disclosure-grounds?office=vantor', '/v1/disclosure-grounds?office=nowhere'],
      ['/v1/disclosure-grounds?district=farsta', '/v1/disclosure-grounds?district=nowhere'],
    ].map(([path = '', nowhere = '']) => ({
      what: `${path}, by the ${role}`,
      ask: get(role, path),
      like: get(role, nowhere),
    })),
  );
  /** Lists in which the named alone see the protected: an officer who is not named sees what is there without them. */
  const withoutOfficer = ['/v1/worklists', '/v1/worklists/guarantee-missed', '/v1/findings', '/v1/feed'].map(
    (path) => ({
      what: `${path}, with no officer behind the call`,
      ask: async () => suite.api('GET', path, { token: await world.tokenOf('city', ALL) }),
      like: get('city', path, { officer: 'X-9' }),
    }),
  );

  const on = { on: received };
  const bodies: ReadonlyArray<Attempt> = [
    {
      what: "a referral in another district's name",
      ask: post('district', '/v1/referrals', world.referralOf('absent', { district: 'farsta' })),
      like: 'wrong-district',
    },
    {
      what: 'a referral by an office in the name of the district that is called as it is',
      ask: async () =>
        suite.api('POST', '/v1/referrals', {
          token: await ownToken(suite, { district: undefined, office: 'skarholmen', scope: 'referrals:write' }),
          officer: 'S-1',
          headers: { 'idempotency-key': crypto.randomUUID() },
          body: world.referralOf('absent', { district: 'skarholmen' }),
        }),
      like: 'missing-scope',
    },
    ...(['others', 'formerly', 'unnamed'] as const).flatMap((subject) => {
      const here = { ...on, toDistrict: 'bromma', toOffice: 'vallingby', reason: 'Hit.' };
      const naming = { ...on, namedOfficers: [{ client: 'office-vallingby', officer: 'V-1' }] };
      return [
        {
          what: `a case of ${subject}, to be moved to the caller`,
          ask: post('district', `/v1/cases/${cases[subject]}/transfers`, here),
          like: post('district', `/v1/cases/${ABSENT_ID}/transfers`, here),
        },
        {
          what: `a case of ${subject}, for which the caller names itself`,
          ask: post('office', `/v1/cases/${cases[subject]}/person-changes`, naming),
          like: post('office', `/v1/cases/${ABSENT_ID}/person-changes`, naming),
        },
        {
          what: `the person of a case of ${subject}, by number`,
          ask: post('office', '/v1/persons/searches', { identityNumber: NUMBERS[subject] }),
          like: post('office', '/v1/persons/searches', { identityNumber: NUMBERS.absent }),
        },
        {
          what: `a case of ${subject}, for a purpose that opens what is restricted`,
          ask: get('office', `/v1/cases/${cases[subject]}`, { headers: { 'access-purpose': 'legal-claims' } }),
          like: get('office', `/v1/cases/${ABSENT_ID}`, { headers: { 'access-purpose': 'legal-claims' } }),
        },
        {
          what: `the head of a case of ${subject}`,
          ask: asking('office', 'HEAD', `/v1/cases/${cases[subject]}`),
          like: asking('office', 'HEAD', `/v1/cases/${ABSENT_ID}`),
        },
        {
          what: `a case of ${subject}, unless it is as it was`,
          ask: get('office', `/v1/cases/${cases[subject]}`, {
            headers: { 'if-none-match': '"1"', range: 'bytes=0-0' },
          }),
          like: get('office', `/v1/cases/${ABSENT_ID}`, { headers: { 'if-none-match': '"1"', range: 'bytes=0-0' } }),
        },
      ];
    }),
    ...(['district', 'office'] as const).map((role) => ({
      what: `a report on another's office, by the ${role}`,
      ask: post(role, '/v1/reports', { kind: 'flow', from: received, to: received, office: 'vantor' }),
      like: 'missing-scope' as const,
    })),
    {
      what: 'history in the name of the city',
      ask: async () =>
        suite.api('POST', '/v1/history', {
          token: await world.tokenOf('district', ['history:write']),
          officer: 'B-1',
          body: historyLine('stolen', world.referralOf('absent', { receivedOn: received })),
        }),
      like: 'missing-scope',
    },
  ];

  const { unnamed: past } = world.imported;
  const imports = (line: object, headers = {}): Ask => {
    const call = { body: line, headers };
    return async () => suite.api('POST', '/v1/history', await world.callAs('city', ['history:write'], call));
  };
  const history: ReadonlyArray<Attempt> = [
    { what: 'the line of history of a person protected since', ask: imports(past.line), like: 'not-found' },
    {
      what: 'the same, with the idempotency key of the first time',
      ask: imports(past.line, { 'idempotency-key': past.key }),
      like: imports(past.line),
    },
    {
      what: 'another line under the key of a person protected since',
      ask: imports(past.other),
      like: imports(past.line),
    },
    {
      what: 'the case of a person protected since, by whoever imported it',
      ask: get('city', `/v1/cases/${past.id}`),
      like: get('city', `/v1/cases/${ABSENT_ID}`),
    },
  ];

  const cursorOf = async (role: Party) => {
    const answer = await get(role, '/v1/feed?limit=1')();
    return answer.read(feedPage).next;
  };
  const [own, offices, citys] = await Promise.all([cursorOf('district'), cursorOf('office'), cursorOf('city')]);
  const changed = (at: number) => own.slice(0, at) + (own[at] === 'A' ? 'B' : 'A') + own.slice(at + 1);
  const cursors = [
    offices,
    citys,
    own.slice(0, -1),
    `${own}A`,
    `${own}=`,
    own.toLowerCase(),
    Buffer.from('1').toString('base64url'),
    ABSENT_ID,
    `${citys.slice(0, 16)}${own.slice(16)}`,
    ...Array.from(own).flatMap((_, at) => (at % 4 === 0 ? [changed(at)] : [])),
  ].map((cursor, index) => ({
    what: `the feed from a cursor that is not the caller's, the ${index + 1}th`,
    ask: get('district', `/v1/feed?after=${encodeURIComponent(cursor)}`),
    like: get('district', '/v1/feed?after=made-up'),
  }));

  const reports = (['district', 'office'] as const).flatMap((role) =>
    [
      world.reports.city['whole-city'],
      world.reports.office.own.toUpperCase(),
      world.reports.district.own.toUpperCase(),
      world.reports[role].others,
      `${world.reports[role].own}%00`,
      `${world.reports[role].own}.json`,
    ].map((id) => ({
      what: `the report ${id}, by the ${role}`,
      ask: get(role, `/v1/reports/${id}`),
      like: get(role, `/v1/reports/${ABSENT_ID}`),
    })),
  );

  return [
    ...ids,
    ...officers,
    ...scopes,
    ...parties,
    ...twice,
    ...filters,
    ...withoutOfficer,
    ...bodies,
    ...history,
    ...cursors,
    ...reports,
  ];
}
