import { describe, expect, test } from 'vitest';
import type { GuaranteePolicy } from '../../../shared/domain/clocks/policy.ts';
import { GUARANTEE_POLICIES, GUARANTEE_READINGS } from '../../../shared/reference/guarantee-policies.ts';
import { REVIEW_POLICIES } from '../../../shared/reference/review-policies.ts';

const [main, ...alternatives] = GUARANTEE_READINGS;

/** What a reading says of counting, without its name and words. */
function rule({ id: _, sv: _sv, en: _en, source: _source, ...counting }: GuaranteePolicy) {
  return counting;
}

describe('The promise that the city is held to', () => {
  test('is five calendar days from the referral, rolled to a working day', () => {
    expect(GUARANTEE_POLICIES).toEqual([main]);
    expect(main).toMatchObject({
      kind: 'guarantee',
      id: 'guarantee-five-days',
      validFrom: '2000-01-01',
      validTo: null,
      startsWith: 'referral',
      days: 5,
      unit: 'calendar-days',
      roll: 'next-working-day',
      stoppedBy: ['plan', 'work', 'other-measure'],
      closingWithWork: 'stops',
      warningWorkingDays: 2,
    });
  });

  test('stands first among five readings', () => {
    expect(GUARANTEE_READINGS.map((reading) => reading.id)).toEqual([
      'guarantee-five-days',
      'guarantee-unrolled',
      'guarantee-working-days',
      'guarantee-from-enrolment',
      'guarantee-plan-only',
    ]);
  });

  test.each([
    ['guarantee-unrolled', { roll: 'none' }],
    ['guarantee-working-days', { unit: 'working-days' }],
    ['guarantee-from-enrolment', { startsWith: 'enrolment' }],
    ['guarantee-plan-only', { stoppedBy: ['plan'], closingWithWork: 'voids' }],
  ])('differs from %s only in %j', (id, difference) => {
    const alternative = alternatives.find((reading) => reading.id === id);
    expect(main && alternative && rule(alternative)).toEqual(main && { ...rule(main), ...difference });
  });
});

describe('The follow-up', () => {
  test('is every three months, rolled to a working day, warned of ten working days before', () => {
    expect(REVIEW_POLICIES).toHaveLength(1);
    expect(REVIEW_POLICIES[0]).toMatchObject({
      kind: 'review',
      id: 'review-three-months',
      validFrom: '2000-01-01',
      validTo: null,
      months: 3,
      roll: 'next-working-day',
      warningWorkingDays: 10,
    });
  });
});
