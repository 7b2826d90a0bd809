import { describe, expect, test } from 'vitest';
import { dueFrom, finishBy, retentionRuleOn } from '../../../../shared/domain/retention/rule.ts';
import { localDate } from '../../../../shared/domain/time/local-date.ts';
import { REMEMBERED_DAYS } from '../../../../shared/ports/case-store.ts';
import { RUN_DAYS } from '../../../../shared/ports/check-runs.ts';
import { FEED_STORED_DAYS } from '../../../../shared/ports/feed.ts';
import { QUEUE_DAYS } from '../../../../shared/ports/work.ts';
import { RETENTION_RULES } from '../../../../shared/reference/retention.ts';

const fiveYears = { years: 5, finishBy: 'end-of-next-year' } as const;

describe('A case file is kept for five years after the last note, and destroyed by the end of the year after', () => {
  test.each([
    ['2021-06-30', '2026-07-01', '2027-12-31', 'an ordinary day'],
    ['2021-12-31', '2027-01-01', '2028-12-31', 'the last of a year: the duty arises in the next'],
    ['2021-12-30', '2026-12-31', '2027-12-31', 'the day before'],
    ['2020-02-29', '2025-03-01', '2026-12-31', 'a leap day: the period ends on the last of February'],
    ['2020-02-28', '2025-03-01', '2026-12-31', 'the day before a leap day'],
    ['2019-02-28', '2024-02-29', '2025-12-31', 'the last of February, into a leap year'],
    ['2021-10-31', '2026-11-01', '2027-12-31', 'the end of a month'],
    ['2008-01-01', '2013-01-02', '2014-12-31', 'the first day of all'],
  ])('noted last on %s, due from %s, at the latest on %s (%s)', (trigger, due, latest) => {
    expect(dueFrom(fiveYears, localDate(trigger))).toBe(due);
    expect(finishBy(fiveYears, localDate(trigger))).toBe(latest);
  });

  test('while a series that nothing says so of has no last day', () => {
    expect(finishBy({ years: 10, finishBy: null }, localDate('2020-01-01'))).toBeNull();
  });
});

describe('The rule for case files', () => {
  const on = (day: string) => retentionRuleOn(RETENTION_RULES, 'case-file', localDate(day));

  test.each([
    ['2008-01-01', 'case-file-2001', true],
    ['2025-06-30', 'case-file-2001', true],
    ['2025-07-01', 'case-file-2025', false],
    ['2026-11-22', 'case-file-2025', false],
  ])('on %s is %s, whose ground has been verified: %s', (day, id, verified) => {
    expect(on(day)).toMatchObject({ id, years: 5, trigger: 'last-note', ground: { verified } });
  });

  test('keeps for research those who are born on the 5th, 15th and 25th', () => {
    expect(on('2026-11-22').sampleDays).toEqual([5, 15, 25]);
  });

  test.each([
    ['the feed', FEED_STORED_DAYS, 97],
    ['the run of the check that follows', RUN_DAYS, 90],
    ['queues', QUEUE_DAYS, 14],
    ['records of repeatable requests', REMEMBERED_DAYS, 8],
  ])('waits from the last write of a case until it is named no more by %s', (_, kept, days) => {
    const untilItIsToldOf = 1;
    const untilWhatHasExpiredIsRemoved = 2;
    expect(kept).toBe(days);
    expect(on('2026-11-22').storedDays).toBeGreaterThanOrEqual(untilItIsToldOf + days + untilWhatHasExpiredIsRemoved);
  });

  test('is not there before there was a law', () => {
    expect(() => on('1999-12-31')).toThrow(RangeError);
  });

  test('has a neighbour for the access log, which is kept longer and which nothing carries out', () => {
    const rule = retentionRuleOn(RETENTION_RULES, 'access-log', localDate('2026-11-22'));
    expect(rule).toMatchObject({ years: 10, trigger: 'entry', carriedOut: false });
  });
});
