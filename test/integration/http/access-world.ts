import { vi } from 'vitest';
import * as z from 'zod';
import { addDays } from '../../../shared/domain/time/local-date.ts';
import { dateInStockholm } from '../../../shared/domain/time/stockholm.ts';
import type { ApiCall } from '../../support/embedded.ts';
import { aReferral } from '../../support/referrals.ts';
import { ownToken } from './forged-tokens.ts';
import { historyLine } from './history-line.ts';
import type { WatchedSuite } from './watched-suite.ts';

/** Those who call: a district, an office, the city, and whoever has no token. */
export const ROLES = ['district', 'office', 'city', 'anyone'] as const;
export type Role = (typeof ROLES)[number];
export type Party = Exclude<Role, 'anyone'>;

/** Who calls in each role: the claim of its token, its client, and the officer behind it. */
const CALLERS: Readonly<Record<Party, { claim: object; client: string; officer: string }>> = {
  district: { claim: { district: 'bromma' }, client: 'district-bromma', officer: 'B-1' },
  office: { claim: { office: 'vallingby' }, client: 'office-vallingby', officer: 'V-1' },
  city: { claim: { city: 'true' }, client: 'city-admin', officer: 'C-1' },
};

/**
 * A case by what it is to the district Bromma and the office Vällingby: theirs, others', theirs before, a protected
 * person's for whom all three callers are named, one for whom others are (the same officer of another system, another
 * officer of the same), or none at all.
 */
const OPENED = ['own', 'others', 'formerly', 'named', 'unnamed'] as const;
export const CASES = [...OPENED, 'absent'] as const;
export type CaseSubject = (typeof CASES)[number];

/** The official test numbers of those whom the cases are of. */
export const NUMBERS: Readonly<Record<CaseSubject, string>> = {
  own: '19900118-9811',
  others: '19031204-9802',
  formerly: '19031101-9814',
  named: '20190524-2382',
  unnamed: '20190611-2386',
  absent: '20190101-2391',
};

const NAMED = Object.values(CALLERS).map(({ client, officer }) => ({ client, officer }));
/** Of whom only the second calls in these tests, to do what nobody else may. */
const OTHERS_NAMED = [
  { client: 'district-farsta', officer: 'B-1' },
  { client: 'office-vallingby', officer: 'V-2' },
];

const TOLD: Readonly<Record<(typeof OPENED)[number], { district: string; person: object }>> = {
  own: { district: 'bromma', person: {} },
  others: { district: 'farsta', person: {} },
  formerly: { district: 'bromma', person: {} },
  named: { district: 'bromma', person: { protection: 'secrecy-marking', namedOfficers: NAMED } },
  unnamed: { district: 'bromma', person: { protection: 'protected-registration', namedOfficers: OTHERS_NAMED } },
};

/** A line of history that the city has imported, and whose person has been protected since. */
export interface Imported {
  readonly id: string;
  readonly line: object;
  /** Another line under its key. */
  readonly other: object;
  /** The idempotency key that it came with. */
  readonly key: string;
}

/** A report by whom it covers. */
export const REPORTS = ['own', 'others', 'whole-city', 'absent'] as const;
export type ReportSubject = (typeof REPORTS)[number];

/** Everything that there is to be seen, and those who look. */
export interface AccessWorld {
  readonly today: string;
  readonly received: string;
  readonly cases: Readonly<Record<CaseSubject, string>>;
  /** Ended before they were protected; by whether the city's officer is named for them. */
  readonly imported: Readonly<Record<'named' | 'unnamed', Imported>>;
  /** By who looks: whose reports are whose depends on that. */
  readonly reports: Readonly<Record<Party, Readonly<Record<ReportSubject, string>>>>;
  readonly checkId: string;
  /** A run of the retention that only counts. */
  readonly retentionId: string;
  /** One that was approved and has ended, and so has a certificate. */
  readonly certifiedId: string;
  /** A token of a role's own client with these scopes alone. */
  tokenOf(role: Party, scopes: ReadonlyArray<string>): Promise<string>;
  /** What a call in a role carries beside its scopes. */
  callAs(role: Role, scopes: ReadonlyArray<string>, call?: ApiCall): Promise<ApiCall>;
  /** A referral of the person of a case, by Bromma where nothing else is said. */
  referralOf(subject: CaseSubject, changes?: Readonly<Record<string, unknown>>): object;
  withdrawGrounds(): Promise<void>;
}

const casesSchema = z.record(z.enum(CASES), z.string());
const idIn = z.looseObject({ id: z.string() });
const retentionIn = z.looseObject({ id: z.string(), status: z.string() });
const runIn = z.looseObject({ id: z.string(), finishedAt: z.string().nullable() });
export const UNTIL_DONE = { timeout: 60_000, interval: 50 };

/** An id of the right form that nobody has been given. */
export const ABSENT_ID = '0'.repeat(26);

function referralOf(subject: CaseSubject, changes: Readonly<Record<string, unknown>> = {}, told: object = {}) {
  const { localId: _, ...person } = aReferral('').person;
  const identityNumber = NUMBERS[subject];
  const birthDate = identityNumber.replace(/^(\d{4})(\d{2})(\d{2}).*$/, '$1-$2-$3');
  return aReferral('', { person: { ...person, identityNumber, birthDate, ...told }, ...changes });
}

/** Opens the cases, has their clocks checked, and asks for the reports. One thing after another: each at once would start functions anew. */
export async function accessWorld(suite: WatchedSuite): Promise<AccessWorld> {
  const today = dateInStockholm(new Date().toISOString());
  const received = addDays(today, -30);
  const city = await suite.tokenFor('city-admin');
  const post = async (path: string, body: unknown, call: ApiCall = {}) => {
    const headers = { 'idempotency-key': crypto.randomUUID() };
    const answer = await suite.call('POST', path, { token: city, officer: 'C-1', headers, body, ...call });
    if (answer.status >= 300) throw new Error(`POST ${path}: ${answer.text}`);
    return answer;
  };

  const tokens = new Map<string, Promise<string>>();
  const tokenOf: AccessWorld['tokenOf'] = (role, scopes) => {
    const { claim, client } = CALLERS[role];
    const claims = { sub: client, client_id: client, scope: scopes.join(' '), district: undefined, ...claim };
    const key = JSON.stringify(claims);
    const known = tokens.get(key) ?? ownToken(suite, claims);
    tokens.set(key, known);
    return known;
  };
  const opened: Array<readonly [CaseSubject, string]> = [['absent', ABSENT_ID]];
  for (const subject of OPENED) {
    const { district, person } = TOLD[subject];
    const body = referralOf(subject, { district, receivedOn: received }, person);
    opened.push([subject, (await post('/v1/referrals', body)).read(idIn).id]);
  }
  const cases = casesSchema.parse(Object.fromEntries(opened));
  const imported = async (key: string, namedOfficers: typeof NAMED): Promise<Imported> => {
    const past = aReferral(key, { receivedOn: received });
    const line = historyLine(key, past, [['closures', { on: addDays(received, 1), outcome: 'work' }]]);
    const headers = { 'idempotency-key': key };
    const { id } = (await post('/v1/history', line, { headers })).read(idIn);
    await post(`/v1/cases/${id}/person-changes`, { on: today, protection: 'secrecy-marking', namedOfficers });
    return { id, line, other: historyLine(key, past), key };
  };
  const pasts = {
    named: await imported('past-of-the-named', NAMED),
    unnamed: await imported('past-of-the-unnamed', OTHERS_NAMED),
  };
  const moved = { on: addDays(received, 2), toDistrict: 'farsta', toOffice: 'vantor', reason: 'Flyttat.' };
  await post(`/v1/cases/${cases.formerly}/transfers`, moved);
  // Looks of the city's that somebody should ask about.
  for (const subject of ['own', 'others', 'formerly', 'named'] as const) {
    await suite.call('GET', `/v1/cases/${cases[subject]}`, { token: city, officer: 'C-1' });
  }

  const checkId = (await post('/v1/check-runs', { asOf: addDays(received, 8) })).read(runIn).id;
  const retentionId = (await post('/v1/retention-runs', { asOf: today, dryRun: true })).read(idIn).id;
  const certifiedId = (await post('/v1/retention-runs', { asOf: today, dryRun: false })).read(retentionIn).id;
  const retentionBecomes = (expected: string) =>
    vi.waitFor(async () => {
      const run = await suite.call('GET', `/v1/retention-runs/${certifiedId}`, { token: city, officer: 'C-1' });
      const { status } = run.read(retentionIn);
      if (status !== expected) throw new Error(`the run of the retention is still ${status}`);
    }, UNTIL_DONE);
  const asked = { kind: 'flow', from: received, to: today, formats: ['json'] };
  const reportOf = async (claim: object) => {
    const token = await ownToken(suite, { district: undefined, ...claim, scope: 'reports:write' });
    return (await post('/v1/reports', asked, { token })).read(idIn).id;
  };
  const bromma = await reportOf({ district: 'bromma' });
  const vallingby = await reportOf({ office: 'vallingby' });
  const whole = await reportOf({ city: 'true' });
  await retentionBecomes('awaiting-approval');
  await post(`/v1/retention-runs/${certifiedId}/approvals`, { due: 0 }, { officer: 'C-2' });
  await retentionBecomes('finished');
  await vi.waitFor(async () => {
    const run = await suite.call('GET', `/v1/check-runs/${checkId}`, { token: city });
    if (run.read(runIn).finishedAt === null) throw new Error('the check is not done yet');
  }, UNTIL_DONE);
  // Waits until the feed has been told of everything.
  await suite.tableHash();

  return {
    today,
    received,
    cases,
    imported: pasts,
    reports: {
      district: { own: bromma, others: vallingby, 'whole-city': whole, absent: ABSENT_ID },
      office: { own: vallingby, others: bromma, 'whole-city': whole, absent: ABSENT_ID },
      city: { own: whole, others: bromma, 'whole-city': whole, absent: ABSENT_ID },
    },
    checkId,
    retentionId,
    certifiedId,
    tokenOf,
    callAs: async (role, scopes, call = {}) =>
      role === 'anyone'
        ? { officer: 'B-1', ...call }
        : { token: await tokenOf(role, scopes), officer: CALLERS[role].officer, ...call },
    referralOf,
    withdrawGrounds: async () => {
      const office = { token: await tokenOf('office', ['cases:write']), officer: 'V-2' };
      for (const subject of OPENED) {
        const by = subject === 'unnamed' ? office : {};
        await post(`/v1/cases/${cases[subject]}/disclosure-withdrawals`, { on: today }, by);
      }
    },
  };
}
