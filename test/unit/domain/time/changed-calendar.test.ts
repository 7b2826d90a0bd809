import { describe, expect, it } from 'vitest';
import { changedCalendar } from '../../../../shared/domain/time/changed-calendar.ts';
import { correctedCalendar } from '../../../../shared/domain/time/corrected-calendar.ts';
import { localDate, toEpochDay } from '../../../../shared/domain/time/local-date.ts';
import { swedishWorkingDays } from '../../../../shared/domain/time/working-days.ts';
import { added, correction } from '../../../support/corrections.ts';

const day = (date: string) => toEpochDay(localDate(date));
const calendar = changedCalendar(swedishWorkingDays(2008, 2008), {
  holidays: [
    { date: localDate('2008-03-10'), sv: 'klämdag', en: 'bridge day' },
    { date: localDate('2008-03-21'), sv: 'egen dag', en: 'own day' },
  ],
  workingDays: [localDate('2008-03-08'), localDate('2008-03-21'), localDate('2008-03-24')],
});

describe('A calendar with days changed', () => {
  it.each([
    ['a Monday made a holiday', '2008-03-10', false],
    ['a Saturday that is worked', '2008-03-08', true],
    ['Easter Monday, worked', '2008-03-24', true],
    ['a day that is both', '2008-03-21', false],
    ['a Sunday as before', '2008-03-09', false],
    ['a Tuesday as before', '2008-03-11', true],
  ])('%s', (_which, date, isWorked) => {
    expect(calendar.isWorkingDay(day(date))).toBe(isWorked);
    expect(calendar.closed(day(date)) === undefined).toBe(isWorked);
  });

  it('names the new holidays, and the old', () => {
    expect(calendar.closed(day('2008-03-10'))).toMatchObject({ reason: 'holiday', holidays: [{ sv: 'klämdag' }] });
    expect(calendar.closed(day('2008-03-21'))).toMatchObject({ holidays: [{ sv: 'egen dag' }] });
    expect(calendar.closed(day('2008-05-01'))).toMatchObject({ holidays: [{ sv: 'första maj' }, {}] });
  });

  it('is changed in every version, and so differs from a corrected one by its own days alone', () => {
    const corrected = correctedCalendar(swedishWorkingDays(2008, 2008), [
      correction(2, '2008-03-05', added('2008-03-12', 'stadens dag', 'City Day')),
    ]);
    const asked = changedCalendar(corrected, { holidays: [], workingDays: [localDate('2008-03-24')] });
    expect([asked, asked.knownOn(day('2008-03-04'))].map((known) => known.isWorkingDay(day('2008-03-12')))).toEqual([
      false,
      true,
    ]);
    expect(asked.knownOn(day('2008-03-04')).isWorkingDay(day('2008-03-24'))).toBe(true);
    expect(asked.knownOn(day('2008-03-05'))).toBe(asked);
  });
});
