import { describe, expect, test } from 'vitest';
import { identityOf, personErrors, withCentury } from '../../../../shared/domain/person/identity.ts';
import { localDate } from '../../../../shared/domain/time/local-date.ts';
import { referral, type Told } from '../referral/referrals.ts';

const TODAY = localDate('2026-03-02');

function errors(person: NonNullable<Told['person']>) {
  return personErrors(referral({ person }).person, TODAY).map(({ pointer, code }) => `${pointer} ${code}`);
}

describe('A person is named', () => {
  test('by an identity number, or by an id of the district', () => {
    expect(errors({ identityNumber: '19900118-9811' })).toEqual([]);
    expect(errors({ localId: 'HV-77' })).toEqual([]);
  });

  test('by a coordination number too, even one without a date', () => {
    expect(errors({ identityNumber: '19800060-2394' })).toEqual([]);
  });

  test('never by both, and never by neither', () => {
    expect(errors({ identityNumber: '19900118-9811', localId: 'HV-77' })).toEqual([
      '/person/identityNumber one-identity',
    ]);
    expect(errors({ localId: undefined })).toEqual(['/person/identityNumber one-identity']);
  });

  test('never by a number that does not add up', () => {
    expect(errors({ identityNumber: '19900118-9812' })).toEqual(['/person/identityNumber check-digit']);
  });
});

describe('Someone with protected identity', () => {
  test.each(['secrecy-marking', 'protected-registration'] as const)('under %s needs named officers', (protection) => {
    expect(errors({ protection })).toEqual(['/person/namedOfficers named-officers-required']);
    expect(errors({ protection, namedOfficers: [{ client: 'office-vallingby', officer: 'VB-7' }] })).toEqual([]);
  });

  test('in a record of the past needs none: whoever imports it is the first to be named', () => {
    const { person } = referral({ person: { protection: 'secrecy-marking' } });
    expect(personErrors(person, TODAY, 'history')).toEqual([]);
  });

  test('may lack a right number too: both are told', () => {
    expect(errors({ protection: 'secrecy-marking', identityNumber: '19900118-9812' })).toEqual([
      '/person/identityNumber check-digit',
      '/person/namedOfficers named-officers-required',
    ]);
  });
});

describe('The same person', () => {
  const identity = (told: Told) => identityOf(referral(told), TODAY);

  test('is recognised by the number however it is written and whichever district refers', () => {
    const whole = identity({ person: { identityNumber: '19900118-9811' } });
    expect(whole).toEqual(['number', '199001189811']);
    expect(identity({ district: 'bromma', person: { identityNumber: '900118-9811' } })).toEqual(whole);
    expect(identity({ person: { identityNumber: '199001189811' } })).toEqual(whole);
  });

  test('is recognised by a coordination number without a date, short or long', () => {
    const whole = identity({ person: { identityNumber: '198000602394' } });
    expect(whole).toEqual(['number', '198000602394']);
    expect(identity({ person: { identityNumber: '800060-2394' } })).toEqual(whole);
  });

  test('has the same number before and after the turn to a plus, and two with different numbers are two', () => {
    const old = identity({ person: { identityNumber: '031204+9802' } });
    expect(identity({ person: { identityNumber: '19031204-9802' } })).toEqual(old);
    expect(identity({ person: { identityNumber: '19031101-9814' } })).not.toEqual(old);
  });

  test('is not recognised by a date of birth, nor as one who was known by a local id before', () => {
    const numbered = identity({ person: { identityNumber: '19900118-9811', birthDate: '1990-01-18' } });
    expect(identity({ person: { localId: '199001189811', birthDate: '1990-01-18' } })).not.toEqual(numbered);
  });

  test('without a number is recognised within one district only', () => {
    expect(identity({ person: { localId: '77' } })).toEqual(['local', 'hasselby-vallingby', '77']);
    expect(identity({ district: 'bromma', person: { localId: '77' } })).toEqual(['local', 'bromma', '77']);
  });
});

describe('A number in its short form', () => {
  const kept = (identityNumber: string, today: string) =>
    withCentury(referral({ person: { identityNumber } }).person, localDate(today)).identityNumber;

  test.each([
    ['900118-9811', '2026-03-02', '19900118-9811'],
    ['9001189811', '2026-03-02', '19900118-9811'],
    ['031204+9802', '2026-03-02', '19031204-9802'],
    ['190101-2391', '2026-03-02', '20190101-2391'],
    ['800060-2394', '2026-03-02', '19800060-2394'],
  ])('is kept with its century: %s received on %s is %s', (given, today, whole) => {
    expect(kept(given, today)).toBe(whole);
  });

  test.each(['19900118-9811', '199001189811', '19031204+9802'])(
    'and in its long form as it was written: %s',
    (given) => {
      expect(kept(given, '2026-03-02')).toBe(given);
    },
  );

  test('so that it names the same person in another century', () => {
    const { person, ...rest } = referral({ person: { identityNumber: '190101-2391' } });
    const sealed = { ...rest, person: withCentury(person, localDate('2026-03-02')) };
    expect(identityOf(sealed, localDate('2126-03-02'))).toEqual(['number', '201901012391']);
  });
});
