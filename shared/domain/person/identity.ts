import type { Person, Referral } from '../referral/referral.ts';
import type { LocalDate } from '../time/local-date.ts';
import { type IdentityNumber, parseIdentityNumber } from './identity-number.ts';

/** What in a person's identity or protection cannot be. */
export interface InvalidPerson {
  readonly pointer: string;
  readonly code: 'check-digit' | 'one-identity' | 'named-officers-required';
}

/**
 * What is wrong with how a referral names its person; empty when nothing is. Records of the past seldom say who may see
 * a protected person: whoever imports them is the first to be named.
 */
export function personErrors(
  person: Person,
  today: LocalDate,
  source: 'live' | 'history' = 'live',
): ReadonlyArray<InvalidPerson> {
  const { identityNumber, localId, protection, namedOfficers } = person;
  const errors: Array<InvalidPerson> = [];
  if ((identityNumber === undefined) === (localId === undefined)) {
    errors.push({ pointer: '/person/identityNumber', code: 'one-identity' });
  } else if (identityNumber !== undefined && parseIdentityNumber(identityNumber, today) === undefined) {
    errors.push({ pointer: '/person/identityNumber', code: 'check-digit' });
  }
  if (protection !== 'none' && namedOfficers === undefined && source === 'live') {
    errors.push({ pointer: '/person/namedOfficers', code: 'named-officers-required' });
  }
  return errors;
}

/**
 * What makes two referrals be about the same person: the identity number, or without one the district's own id. A
 * person known once by number and once by a local id is not recognised as the same.
 */
export function identityOf({ person, district }: Referral, today: LocalDate): ReadonlyArray<string> {
  const number = person.identityNumber === undefined ? undefined : parseIdentityNumber(person.identityNumber, today);
  return number === undefined ? ['local', district, person.localId ?? ''] : identityByNumber(number);
}

/** What a person known by number is recognised by, whichever district refers. */
export function identityByNumber({ value }: IdentityNumber): ReadonlyArray<string> {
  return ['number', value];
}

const LONG_FORM = /^\d{12}$|^\d{8}[-+]/;

/** The person with the century of a number given in its short form, which another day might read otherwise. */
export function withCentury(person: Person, today: LocalDate): Person {
  const { identityNumber } = person;
  if (identityNumber === undefined || LONG_FORM.test(identityNumber)) return person;
  const number = parseIdentityNumber(identityNumber, today);
  if (number === undefined) return person;
  return { ...person, identityNumber: `${number.value.slice(0, 8)}-${number.value.slice(8)}` };
}
