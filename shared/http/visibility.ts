import { type CaseState, holderOf } from '../domain/case/state.ts';
import { type City, districtOn } from '../domain/city.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import type { CaseHistory, StoredCase } from '../ports/case-store.ts';
import { type KeyedHashes, namedHashes } from '../ports/keyed-hash.ts';
import type { Caller } from './caller.ts';

/** Who looks: the calling system, and the officer it names. */
export interface Viewer {
  readonly caller: Caller;
  readonly officer: string | null;
}

/**
 * Whether a viewer may know of a case: its home district, the office it is assigned to, or the city; and, where the
 * person's identity is protected, only the named pairs of system and officer. Everyone else is answered as if the case
 * did not exist.
 */
export async function maySee(
  viewer: Viewer,
  stored: Pick<StoredCase, 'state' | 'named'>,
  city: City,
  today: LocalDate,
  hashes: KeyedHashes,
): Promise<boolean> {
  return (await visible(viewer, stored, city, today, hashes)) !== undefined;
}

/**
 * What was found, where a viewer may know of it. The viewer's own hashes are reckoned even where there is nothing to
 * see: their keys are fetched once an hour, and that too would tell that a protected case is there.
 */
export async function visible<Found extends Pick<StoredCase, 'state' | 'named'>>(
  viewer: Viewer,
  found: Found | undefined,
  city: City,
  today: LocalDate,
  hashes: KeyedHashes,
): Promise<Found | undefined> {
  const lets = await protectionOf(viewer, hashes);
  const isVisible = found !== undefined && holdsOrOversees(viewer.caller, found, city, today) && lets(found.named);
  return isVisible ? found : undefined;
}

function holdsOrOversees(
  { party }: Caller,
  { state }: Pick<StoredCase, 'state'>,
  city: City,
  today: LocalDate,
): boolean {
  const holder = holderOf(state);
  switch (party.kind) {
    case 'city':
      return true;
    case 'office':
      return party.code === holder.office;
    case 'district':
      return party.code === districtOn(city, holder.district, today);
  }
}

/** Whether a case has been in a district's hands and is not any more. */
export function wasHome({ party }: Caller, state: CaseState, city: City, today: LocalDate): boolean {
  if (party.kind !== 'district') return false;
  const homes = state.holders.map(({ district }) => districtOn(city, district, today));
  return homes.includes(party.code) && homes.at(-1) !== party.code;
}

/** Whether protection lets a viewer see the person; `named` is `null` for a person without protection. */
export async function isNamed(
  viewer: Viewer,
  named: ReadonlyArray<string> | null,
  hashes: KeyedHashes,
): Promise<boolean> {
  return named === null || (await protectionOf(viewer, hashes))(named);
}

/**
 * Whether a case that a viewer once changed has come under protection since, without the viewer being named: then the
 * answer to the request of that time is withheld too. Whoever has set the protection gets the same answer again.
 */
export async function hiddenSince(
  viewer: Viewer,
  { named, wasProtected }: Pick<CaseHistory, 'named' | 'wasProtected'>,
  hashes: KeyedHashes,
): Promise<boolean> {
  return !wasProtected && !(await isNamed(viewer, named, hashes));
}

/** Reckons a viewer's own hashes once, and then tells of each case whether protection lets that viewer see it. */
export async function protectionOf(
  { caller, officer }: Viewer,
  hashes: KeyedHashes,
): Promise<(named: ReadonlyArray<string> | null) => boolean> {
  const own = officer === null ? [] : await namedHashes(hashes, [{ client: caller.client, officer }]);
  return (named) => named === null || own.some((hash) => named.includes(hash));
}
