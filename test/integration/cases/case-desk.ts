import { randomUUID } from 'node:crypto';
import type { Answer, CallOptions, CaseWorld } from '../../support/case-world.ts';
import { aPlan, aReferral } from '../../support/referrals.ts';

/** What a test says of a referral beside the ordinary. */
type Told = Readonly<Record<string, unknown>>;

/** What of a world is needed: worlds of other kinds have desks too. */
type DeskWorld = Pick<CaseWorld, 'setClock' | 'call'> & { readonly deps: Pick<CaseWorld['deps'], 'clock'> };

/** Where the people of a job centre and of a district do their work, told in days: each step is made on its own. */
export function caseDesk(world: DeskWorld) {
  /** The morning of a day comes. */
  const on = (day: string) => world.setClock(`${day}T09:00:00.000Z`);

  const refer = (localId: string, told: Told = {}, options: CallOptions = {}): Promise<Answer> =>
    world.call('POST', '/v1/referrals', aReferral(localId, told), { key: randomUUID(), ...options });

  /** Refers a person whose case is to be opened, and tells its id. */
  const open = async (localId: string, told: Told = {}): Promise<string> => idOf(await refer(localId, told));

  const post = (caseId: string, path: string, body: unknown, options: CallOptions = {}): Promise<Answer> =>
    world.call('POST', `/v1/cases/${caseId}/${path}`, body, options);

  const get = (path: string, options: CallOptions = {}): Promise<Answer> => world.call('GET', path, undefined, options);

  /** The case as the city sees it. */
  const seen = async (caseId: string, options: CallOptions = {}) => (await get(`/v1/cases/${caseId}`, options)).body;

  const enrol = (caseId: string, day: string, options: CallOptions = {}) =>
    post(caseId, 'enrolments', { heldOn: day, form: 'group-information' }, options);

  const answer = (caseId: string, day: string, said = 'approved', version = 1) =>
    post(caseId, `plans/${version}/answers`, {
      answer: said,
      answeredOn: day,
      method: 'in-person',
      language: 'sv',
      ...(said === 'unable' ? { text: 'Kunde inte svara.' } : {}),
    });

  /** Enrols the aspirant and draws up a plan that is approved, all on one day. */
  const approve = async (caseId: string, day: string): Promise<Answer> => {
    await enrol(caseId, day);
    await post(caseId, 'plans', aPlan(day));
    return answer(caseId, day);
  };

  /** The facts of a case, in sequence, as the city sees them. */
  const facts = async (caseId: string, options: CallOptions = {}) =>
    (await get(`/v1/cases/${caseId}/facts`, { query: { limit: '100' }, ...options })).body.items;

  const factTypes = async (caseId: string): Promise<ReadonlyArray<string>> =>
    (await facts(caseId)).map(({ type }: { type: string }) => type);

  return { on, refer, open, post, get, seen, enrol, answer, approve, facts, factTypes };
}

/** The ordinary person of a referral, but for what is told; known by number instead of a district's own id if one is. */
export function aPerson(told: Told) {
  const { localId, ...person } = aReferral('local').person;
  return { ...person, ...('identityNumber' in told ? {} : { localId }), ...told };
}

export function idOf({ status, body }: Answer): string {
  if (status !== 201) throw new Error(`no case was opened: ${status} ${JSON.stringify(body)}`);
  return String(body.id);
}

/** Each clock of a shown case with its state, in their order. */
export function clockStates(shown: {
  readonly clocks: ReadonlyArray<{ readonly id: string; readonly state: string }>;
}): ReadonlyArray<string> {
  return shown.clocks.map(({ id, state }) => `${id} ${state}`);
}

/** What a problem says without what differs from call to call. */
export function problemOf({ status, body }: Answer): Record<string, unknown> {
  const { instance: _, ...rest } = body;
  return { ...rest, status };
}

/** What an answer points out, as `pointer code`. */
export function errorsOf({ body }: Answer): ReadonlyArray<string> {
  return body.errors.map(({ pointer, code }: { pointer: string; code: string }) => `${pointer} ${code}`);
}
