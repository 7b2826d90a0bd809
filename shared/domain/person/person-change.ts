import type * as z from 'zod';
import { type Person, personSchema } from '../referral/referral.ts';

/** What of a person can turn out different: each field optional, one at least given. */
export const personChangeSchema = personSchema
  .pick({
    identityNumber: true,
    protection: true,
    namedOfficers: true,
    contact: true,
    givenName: true,
    familyName: true,
    birthDate: true,
    sex: true,
  })
  .partial();

export type PersonChange = z.infer<typeof personChangeSchema>;

/** The person with what has changed; one who gets a number is no longer known by the district's own id. */
export function changedPerson(person: Person, change: PersonChange): Person {
  const { localId, ...rest } = person;
  const known = change.identityNumber === undefined && localId !== undefined ? { ...rest, localId } : rest;
  return personSchema.parse({ ...known, ...change });
}
