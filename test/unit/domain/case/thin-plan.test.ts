import { describe, expect, test } from 'vitest';
import { isThin } from '../../../../shared/domain/case/thin-plan.ts';
import type { ActivityFact } from '../../../../shared/domain/case/vocabulary.ts';
import { localDate } from '../../../../shared/domain/time/local-date.ts';
import { THIN_PLANS } from '../../../../shared/reference/thin-plans.ts';

function activity(occasionsPerWeek: number, minutesPerOccasion: number, service = 'advice'): ActivityFact {
  return { service, hoursPerWeek: 1, occasionsPerWeek, minutesPerOccasion, startsOn: localDate('2026-03-09') };
}

const thinness = (...activities: ReadonlyArray<ActivityFact>) => THIN_PLANS.map((rule) => isThin(activities, rule));

describe('A plan is thin', () => {
  test.each([
    [1, 60, true, 'one visit a week, an hour long'],
    [1, 15, true, 'one short visit a week'],
    [0.5, 60, true, 'a visit every other week'],
    [0, 0, true, 'nothing at all, under one heading'],
    [1, 61, false, 'one visit a week of more than an hour'],
    [2, 60, false, 'two visits a week'],
    [1.5, 15, false, 'three visits a fortnight'],
  ])('with %d occasions a week of %i minutes: %s, %s', (occasions, minutes, thin) => {
    expect(thinness(activity(occasions, minutes))).toEqual([thin]);
  });

  test('never with two activities, however small', () => {
    expect(thinness(activity(1, 15), activity(1, 15, 'matching'))).toEqual([false]);
  });

  test('never without any, which no plan is', () => {
    expect(thinness()).toEqual([false]);
  });
});
