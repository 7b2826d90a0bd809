import { nextCheck } from '../../shared/domain/case/compliance.ts';
import { decideReferral } from '../../shared/domain/case/decide-referral.ts';
import { requestTransfer } from '../../shared/domain/case/decide-transfer.ts';
import type { NewFact } from '../../shared/domain/case/facts.ts';
import { record } from '../../shared/domain/case/record.ts';
import type { City } from '../../shared/domain/city.ts';
import { withCentury } from '../../shared/domain/person/identity.ts';
import { accessBy } from '../../shared/http/access.ts';
import type { Caller } from '../../shared/http/caller.ts';
import { caseReply } from '../../shared/http/case-reply.ts';
import { showCaseThen } from '../../shared/http/case-then.ts';
import { type ApiRequest, problem, type Reply } from '../../shared/http/endpoint.ts';
import type { postReferral } from '../../shared/http/endpoints/referrals.ts';
import { refusalReply } from '../../shared/http/refusals.ts';
import { hiddenSince, maySee } from '../../shared/http/visibility.ts';
import type { Observer } from '../../shared/observability/observer.ts';
import { caseIdentity } from '../../shared/ports/case-identity.ts';
import {
  type CaseStore,
  type NewCase,
  NOTHING_ELSE,
  type RefusalCounter,
  type Repeatable,
  type Replay,
  type StoredCase,
} from '../../shared/ports/case-store.ts';
import { type Clock, today as todayBy } from '../../shared/ports/clock.ts';
import type { KeyedHashes } from '../../shared/ports/keyed-hash.ts';

export interface ReceiveReferral {
  readonly store: CaseStore;
  readonly hashes: KeyedHashes;
  readonly refusals: RefusalCounter;
  readonly observer: Observer;
  readonly clock: Clock;
  readonly city: City;
  readonly newId: () => string;
}

/** What the access log says of a referral. */
const REFERRED = { what: 'POST referrals', why: 'opening' } as const;

type ReferralRequest = ApiRequest<typeof postReferral> & { readonly caller: Caller; readonly idempotencyKey: string };

/** A district refers a person: a case is opened, once, or the referral is refused with what to do instead. */
export async function receiveReferral(request: ReferralRequest, deps: ReceiveReferral): Promise<Reply> {
  const { caller, body: referral } = request;
  if (caller.party.kind !== 'city' && caller.party.code !== referral.district) return problem('wrong-district');
  if (referral.receivedOn !== undefined && !caller.scopes.has('history:write')) {
    return problem('missing-scope', { extensions: { scope: 'history:write' } });
  }
  const today = todayBy(deps.clock);
  const decision = decideReferral(referral, referral.receivedOn ?? today, today, deps.city);
  const repeatable = await repeatableOf(request, deps);
  if (decision.outcome === 'refused') {
    const before = await deps.store.replayOf(repeatable, deps.clock());
    if (before !== undefined) return repeated(request, before, deps);
    if (decision.refusal.code === 'not-eligible') {
      await countRefusal(request, referral.receivedOn ?? today, decision.refusal.reasons, deps);
    }
    return refusalReply(decision.refusal);
  }
  const newCase = await prepared(request, decision.facts, repeatable, deps);
  const outcome = await deps.store.open(newCase);
  switch (outcome.outcome) {
    case 'opened':
      return opened(request, newCase, deps);
    case 'open-case-exists':
      return openCaseExists(request, outcome.caseId, deps);
    case 'in-progress':
      return problem('request-in-progress');
    case 'already-imported':
      throw new Error('a new case has a new id');
    default:
      return repeated(request, outcome, deps);
  }
}

async function repeatableOf(request: ReferralRequest, { hashes }: ReceiveReferral): Promise<Repeatable> {
  const bodies = await hashes('body', 'POST', request.path, request.bodyText);
  return { client: request.caller.client, key: request.idempotencyKey, bodies };
}

async function prepared(
  { caller, officer, body }: ReferralRequest,
  facts: ReadonlyArray<NewFact>,
  repeatable: Repeatable,
  { hashes, clock, city, newId }: ReceiveReferral,
): Promise<NewCase> {
  const at = clock();
  const today = todayBy(clock);
  const referral = { ...body, person: withCentury(body.person, today) };
  const caseId = newId();
  const by = { client: caller.client, officer };
  const recorded = record(caseId, undefined, facts, { recordedAt: at, source: 'live', by });
  return {
    caseId,
    recorded,
    nextCheckOn: nextCheck(recorded.state, city),
    referral,
    ...(await caseIdentity(hashes, referral, today)),
    texts: new Map(),
    earlierRecords: new Map(),
    occasions: [],
    access: accessBy({ caller, officer }, { caseId, ...REFERRED, outcome: 'recorded', at }),
    repeatable,
    historyBodies: [],
  };
}

async function opened(request: ReferralRequest, newCase: NewCase, deps: ReceiveReferral): Promise<Reply> {
  const { caseId, recorded, named } = newCase;
  const { state } = recorded;
  deps.observer.log('REFERRAL_RECEIVED', { caseId, office: state.holders[0]?.office ?? '' });
  deps.observer.count('ReferralsReceived', 1);
  const then = { state, present: state, named, secrets: async () => newCase };
  return caseReply(201, await showCaseThen(request, then, deps));
}

/** The same request once more: the case as the first left it, or a refusal when the key was used for another. */
async function repeated(
  request: ReferralRequest,
  before: Replay | { readonly outcome: 'key-reused' },
  deps: ReceiveReferral,
): Promise<Reply> {
  if (before.outcome === 'key-reused') return problem('idempotency-key-reused');
  const { store, hashes, clock } = deps;
  const history = await store.readHistory(before.caseId, before.version);
  if (history === undefined) return problem('not-found');
  const { caseId } = before;
  const hidden = await hiddenSince(request, history, hashes);
  const how = hidden ? ({ outcome: 'refused', refusal: 'not-found' } as const) : ({ outcome: 'repeated' } as const);
  await store.logAccess(accessBy(request, { caseId, ...REFERRED, ...how, at: clock() }));
  if (hidden) return problem('not-found', { noted: true });
  return caseReply(201, await showCaseThen(request, history, deps), { 'idempotency-replayed': 'true' });
}

/** The person has an open case: its office is told that another district has referred the person too. */
async function openCaseExists(request: ReferralRequest, caseId: string, deps: ReceiveReferral): Promise<Reply> {
  const { caller, officer } = request;
  const { hashes, city, clock } = deps;
  const held = await putOnWorklist(request, caseId, deps);
  if (held === 'kept-changing') return problem('request-in-progress');
  const own = held !== undefined && (await maySee({ caller, officer }, held, city, todayBy(clock), hashes));
  const told = own ? { extensions: { caseId, case: `/v1/cases/${caseId}` } } : {};
  return problem('open-case-exists', { noted: true, ...told });
}

const ATTEMPTS = 3;

/** Records the second district's referral with the case it concerns, once a district; the attempt is logged every time. */
async function putOnWorklist(
  { caller, officer, body: referral }: ReferralRequest,
  caseId: string,
  { store, city, clock }: ReceiveReferral,
): Promise<StoredCase | undefined | 'kept-changing'> {
  const by = { client: caller.client, officer };
  const access = accessBy(
    { caller, officer },
    { caseId, ...REFERRED, outcome: 'refused', refusal: 'open-case-exists', at: clock() },
  );
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const before = await store.readHead(caseId);
    const facts = before === undefined ? [] : requestTransfer(before.state, referral.district, todayBy(clock), city);
    if (before === undefined || facts.length === 0) {
      await store.logAccess(access);
      return before;
    }
    const recorded = record(caseId, before.state, facts, { recordedAt: clock(), source: 'live', by });
    const nextCheckOn = nextCheck(recorded.state, city);
    const lastCheck = before.lastCheck;
    const { outcome } = await store.change({ ...NOTHING_ELSE, before, recorded, nextCheckOn, access, lastCheck });
    if (outcome === 'recorded') return before;
  }
  return 'kept-changing';
}

async function countRefusal(
  { caller, idempotencyKey }: ReferralRequest,
  day: string,
  reasons: ReadonlyArray<string>,
  { refusals, observer, clock }: ReceiveReferral,
): Promise<void> {
  const once = { client: caller.client, key: idempotencyKey, at: clock() };
  await refusals.count(day.slice(0, 'YYYY-MM'.length), reasons, once);
  observer.log('REFERRAL_NOT_ELIGIBLE', { reasons: reasons.join(' ') });
}
