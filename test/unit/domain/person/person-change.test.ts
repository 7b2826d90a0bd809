import { describe, expect, test } from 'vitest';
import { changedPerson, personChangeSchema } from '../../../../shared/domain/person/person-change.ts';
import { personSchema } from '../../../../shared/domain/referral/referral.ts';
import { referral } from '../referral/referrals.ts';

const unnumbered = referral({
  person: {
    localId: 'HV-77',
    contact: { phone: '08-1', address: 'Gatan 1' },
    languages: ['ar'],
    childrenInHousehold: true,
  },
}).person;
const numbered = referral({ person: { identityNumber: '19800060-2394' } }).person;

describe('A person, once something has changed', () => {
  test('is as before but for what changed', () => {
    expect(changedPerson(unnumbered, { familyName: 'Ny' })).toEqual({ ...unnumbered, familyName: 'Ny' });
  });

  test('who gets a number is no longer known by the district’s own id', () => {
    const { localId: _, ...known } = unnumbered;
    expect(changedPerson(unnumbered, { identityNumber: '19900118-9811' })).toEqual({
      ...known,
      identityNumber: '19900118-9811',
    });
  });

  test('whose number changes has the new one only', () => {
    expect(changedPerson(numbered, { identityNumber: '19900118-9811' })).toEqual({
      ...numbered,
      identityNumber: '19900118-9811',
    });
  });

  test('without a number stays without one, whatever else changes', () => {
    expect(changedPerson(unnumbered, { sex: 'unknown', birthDate: unnumbered.birthDate })).toMatchObject({
      localId: 'HV-77',
      sex: 'unknown',
    });
  });

  test('has the contact that was told last, and none of the one before', () => {
    expect(changedPerson(unnumbered, { contact: { email: 'a@example.se' } }).contact).toEqual({
      email: 'a@example.se',
    });
  });

  test('is left as it was in what was handed over', () => {
    const before = JSON.stringify(unnumbered);
    changedPerson(unnumbered, { identityNumber: '19900118-9811', givenName: 'Ny' });
    expect(JSON.stringify(unnumbered)).toBe(before);
  });

  test('is a person still', () => {
    const changed = changedPerson(numbered, { protection: 'secrecy-marking', sex: 'man' });
    expect(personSchema.parse(changed)).toEqual(changed);
  });
});

describe('What of a person can change', () => {
  test('is what the contract lists, and nothing else', () => {
    expect(Object.keys(personChangeSchema.shape).sort()).toEqual([
      'birthDate',
      'contact',
      'familyName',
      'givenName',
      'identityNumber',
      'namedOfficers',
      'protection',
      'sex',
    ]);
    for (const other of [{ localId: '2' }, { languages: ['sv'] }, { childrenInHousehold: true }]) {
      expect(personChangeSchema.safeParse(other).success).toBe(false);
    }
  });

  test('may be any one of them alone', () => {
    expect(personChangeSchema.parse({ sex: 'man' })).toEqual({ sex: 'man' });
  });
});
