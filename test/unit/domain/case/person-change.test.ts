import { describe, expect, test } from 'vitest';
import { parseCommand } from '../../../../shared/domain/case/commands.ts';
import { decide } from '../../../../shared/domain/case/decide.ts';
import type { FieldRule } from '../../../../shared/domain/case/decision.ts';
import type { Told } from '../referral/referrals.ts';
import { approvedCase, asked, begin, context, factsOf, invalid, next, nextOn, refusalOf } from './stories.ts';

const DAY = '2026-03-06';

describe('A change of what is known of the person', () => {
  test('is a fact with what the rules make of it: sex, and whole years on the day of receipt', () => {
    const body = { on: '2026-03-05', birthDate: '2000-03-03', sex: 'man', familyName: 'Ny' };
    expect(factsOf(asked(approvedCase(), 'person-changes', body, DAY))).toEqual([
      { type: 'person.changed', schema: 1, occurredOn: '2026-03-05', data: { sex: 'man', ageAtReceipt: 25 } },
    ]);
  });

  test.each([
    ['2001-03-03', 24, 'the day after the receipt is the 25th birthday'],
    ['2001-03-02', 25, 'the day of receipt is the 25th birthday'],
    ['2001-03-01', 25, 'the day before was'],
  ])('born %s is aged %i at receipt: %s', (birthDate, ageAtReceipt) => {
    const changed = next(approvedCase(), 'person-changes', { on: DAY, birthDate }, DAY);
    expect(changed.state).toMatchObject({ ageAtReceipt, sex: 'woman' });
  });

  test('leaves group, priority, office and clocks as the rules of the day gave them', () => {
    const before = approvedCase().state;
    const { state } = next(approvedCase(), 'person-changes', { on: DAY, birthDate: '2005-01-01', sex: 'man' }, DAY);
    expect(state).toEqual({ ...before, version: before.version + 1, sex: 'man', ageAtReceipt: 21 });
  });

  test('adds to the changes before it: a sex told once is not forgotten when the name changes', () => {
    const told = next(approvedCase(), 'person-changes', { on: DAY, sex: 'man' }, DAY);
    expect(next(told, 'person-changes', { on: DAY, givenName: 'Ny' }, DAY).state.sex).toBe('man');
  });

  test('is possible at any time, also after the closure', () => {
    const held = begin('2026-03-02', { benefitDecision: 'awaited' });
    for (const story of [held, nextOn(approvedCase(), DAY, 'interruptions'), nextOn(approvedCase(), DAY, 'closures')]) {
      expect(asked(story, 'person-changes', { on: DAY, givenName: 'Ny' }, DAY).outcome).toBe('accepted');
    }
  });

  test('of nothing is refused', () => {
    expect(refusalOf(asked(approvedCase(), 'person-changes', { on: DAY }, DAY))).toEqual(
      invalid('', 'nothing-changed'),
    );
  });

  test.each<[string, Readonly<Record<string, unknown>>, string, FieldRule]>([
    ['a birth after the referral', { birthDate: '2026-03-03' }, '/birthDate', 'after-referral'],
    ['a number that does not add up', { identityNumber: '19900118-9812' }, '/identityNumber', 'check-digit'],
    [
      'a protection nobody is named for',
      { protection: 'secrecy-marking' },
      '/namedOfficers',
      'named-officers-required',
    ],
  ])('to %s is refused', (_about, change, pointer, code) => {
    expect(refusalOf(asked(approvedCase(), 'person-changes', { on: DAY, ...change }, DAY))).toEqual(
      invalid(pointer, code),
    );
  });

  test('may name officers first and protect after, or both at once', () => {
    const namedOfficers = [{ client: 'office-vallingby', officer: 'VB-7' }];
    const named = next(approvedCase(), 'person-changes', { on: DAY, namedOfficers }, DAY);
    const protection = 'protected-registration';
    expect(asked(named, 'person-changes', { on: DAY, protection }, DAY).outcome).toBe('accepted');
    expect(asked(approvedCase(), 'person-changes', { on: DAY, protection, namedOfficers }, DAY).outcome).toBe(
      'accepted',
    );
  });

  test('in a record of the past needs no named officers: whoever imports it is the first', () => {
    const parsed = parseCommand('person-changes', { on: DAY, protection: 'secrecy-marking' });
    if (!parsed.ok) throw parsed.error;
    const past = { ...context(approvedCase(), DAY), source: 'history' } as const;
    expect(decide(approvedCase().state, parsed.command, past).outcome).toBe('accepted');
  });
});

describe('A number', () => {
  const numbered: Told = { person: { identityNumber: '19800060-2394' } };

  test('given to a person who had none takes the place of the local id', () => {
    const got = next(begin('2026-03-02'), 'person-changes', { on: DAY, identityNumber: '19900118-9811' }, DAY);
    expect(got.person).toMatchObject({ identityNumber: '19900118-9811' });
    expect(got.person).not.toHaveProperty('localId');
  });

  test('that replaces a coordination number when the person is registered is accepted', () => {
    const body = { on: DAY, identityNumber: '19900118-9811' };
    expect(next(begin('2026-03-02', numbered), 'person-changes', body, DAY).person.identityNumber).toBe(
      '19900118-9811',
    );
  });

  test('does not change the date of birth, which is a field of its own', () => {
    const body = { on: DAY, identityNumber: '19900118-9811' };
    const changed = next(begin('2026-03-02'), 'person-changes', body, DAY);
    expect(changed.person.birthDate).toBe('1980-01-01');
    expect(changed.state.ageAtReceipt).toBe(46);
  });
});
