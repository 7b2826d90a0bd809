import {
  type Access,
  type AccessOutcome,
  type Act,
  NOBODY,
  opensRestricted,
  type StatedPurpose,
  type Why,
} from '../domain/access/access.ts';
import { type CaseState, holderOf } from '../domain/case/state.ts';
import { type City, districtOn } from '../domain/city.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import type { CallerParty } from './caller.ts';
import type { Viewer } from './visibility.ts';

/** A viewer who may have said what the look is for. */
export interface Asking extends Viewer {
  readonly purpose: StatedPurpose | null;
}

/** What is written of an access beside who it was. */
interface Accessed {
  readonly caseId: string;
  readonly what: Act;
  readonly why: Why;
  readonly outcome: AccessOutcome;
  readonly refusal?: string;
  readonly cases?: number;
  readonly at: string;
}

/** The entry of the access log for what a viewer did or was refused. */
export function accessBy({ caller, officer }: Viewer, { refusal, ...accessed }: Accessed): Access {
  return { ...accessed, refusal: refusal ?? null, client: caller.client, officer, party: partyText(caller.party) };
}

/**
 * The entry of the access log for an answer that named so many cases and showed nothing of a person: one for all of them,
 * under nobody's, so that paging through what the city holds leaves a trace and costs one small write a page.
 */
export function listingBy(viewer: Asking, what: Act, cases: number, at: string): Access {
  return accessBy(viewer, { caseId: NOBODY, what, why: whyListed(viewer), outcome: 'shown', cases, at });
}

/** Why a viewer reads a list: as stated, else by whose cases are on it, which are the viewer's own or the whole city's. */
export function whyListed({ caller, purpose }: Asking): Why {
  return purpose ?? LISTED[caller.party.kind];
}
const LISTED = { city: 'oversight', office: 'own-case', district: 'home-district' } as const;

function partyText(party: CallerParty): string {
  return party.kind === 'city' ? party.kind : `${party.kind}:${party.code}`;
}

/** Why a viewer looks at a case: as stated, else by what the case is to them. */
export function whyOf(asking: Asking, state: CaseState, city: City, today: LocalDate): Why {
  return asking.purpose ?? relationTo(asking, state, city, today);
}

function relationTo({ caller: { party } }: Asking, state: CaseState, city: City, today: LocalDate): Why {
  if (party.kind === 'city') return 'oversight';
  if (party.kind === 'office') return party.code === holderOf(state).office ? 'own-case' : 'not-theirs';
  const homes = state.holders.map(({ district }) => districtOn(city, district, today));
  if (homes.at(-1) === party.code) return 'home-district';
  return homes.includes(party.code) ? 'former-home' : 'not-theirs';
}

/**
 * Whether the person and what is written in free text are shown beside the case itself. Not where their use is
 * restricted, unless for what the law still allows (GDPR 18.2); and not to a district once the ground for telling it
 * has been withdrawn. What the case has promised goes on in either case, and is shown.
 */
export function showsPerson({ caller, purpose }: Asking, { restrictedOn, disclosure }: CaseState): boolean {
  if (restrictedOn !== null && !opensRestricted(purpose)) return false;
  return caller.party.kind !== 'district' || disclosure.withdrawnOn === null;
}
