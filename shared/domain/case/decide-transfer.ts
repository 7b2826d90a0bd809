import { type City, districtOn, isDistrictOn, isOfficeOn, officeFor } from '../city.ts';
import { ageInYears, type LocalDate } from '../time/local-date.ts';
import { accepted, type BodyOf, type Decision, type DecisionContext, invalid, refused } from './decision.ts';
import { type NewFact, newFact } from './facts.ts';
import { type CaseState, holderOf } from './state.ts';

/** Records that another district has referred the person of an open case; once for each district until it moves. */
export function requestTransfer(
  state: CaseState,
  district: string,
  today: LocalDate,
  city: City,
): ReadonlyArray<NewFact> {
  const asToday = (code: string) => districtOn(city, code, today);
  const known = [holderOf(state).district, ...state.transferRequests].map(asToday).includes(asToday(district));
  return known || state.status === 'closed' ? [] : [newFact('transfer.requested', today, { district })];
}

/** A move to another district goes to the office that takes its people, unless another is named. */
export function transfer(
  state: CaseState,
  { on, toOffice, toDistrict }: BodyOf<'transfers'>,
  { city, person, source }: DecisionContext,
): Decision {
  const { from: since, district, office } = holderOf(state);
  const from = { district, office };
  if (toOffice === undefined && toDistrict === undefined) return invalid('/toOffice', 'destination-missing');
  if (on < since) return invalid('/on', 'before-transfer');
  if (toDistrict !== undefined && !isDistrictOn(city, toDistrict, on))
    return invalid('/toDistrict', 'unknown-district');
  if (toOffice !== undefined && !isOfficeOn(city, toOffice, on)) return invalid('/toOffice', 'unknown-office');
  const newDistrict = toDistrict ?? district;
  const newOffice = toOffice ?? officeFor(city, newDistrict, ageInYears(person.birthDate, on), on);
  if (newOffice === undefined) return invalid('/toOffice', 'unknown-office');
  const stays = districtOn(city, newDistrict, on) === districtOn(city, district, on) && newOffice === office;
  if (stays) return invalid(toDistrict === undefined ? '/toOffice' : '/toDistrict', 'already-there');
  // Each district is an authority of its own: the data are disclosed to it. What happened before is told as it was.
  const isDisclosed = districtOn(city, newDistrict, on) !== districtOn(city, district, on);
  const isWithdrawn = state.disclosure.withdrawnOn !== null && source === 'live';
  if (isDisclosed && isWithdrawn) return refused({ code: 'disclosure-withdrawn' });
  return accepted(newFact('case.transferred', on, { from, to: { district: newDistrict, office: newOffice } }));
}
