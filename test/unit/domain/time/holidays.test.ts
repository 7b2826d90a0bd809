import { describe, expect, test } from 'vitest';
import { holidaysOf } from '../../../../shared/domain/time/holidays.ts';

/** The almanacs of these years, copied by hand. */
const ALMANACS: Readonly<Record<number, ReadonlyArray<string>>> = {
  2004: [
    '01-01 nyårsdagen',
    '01-06 trettondedag jul',
    '04-09 långfredagen',
    '04-11 påskdagen',
    '04-12 annandag påsk',
    '05-01 första maj',
    '05-20 Kristi himmelsfärdsdag',
    '05-30 pingstdagen',
    '05-31 annandag pingst',
    '06-25 midsommarafton',
    '06-26 midsommardagen',
    '11-06 alla helgons dag',
    '12-24 julafton',
    '12-25 juldagen',
    '12-26 annandag jul',
    '12-31 nyårsafton',
  ],
  2005: [
    '01-01 nyårsdagen',
    '01-06 trettondedag jul',
    '03-25 långfredagen',
    '03-27 påskdagen',
    '03-28 annandag påsk',
    '05-01 första maj',
    '05-05 Kristi himmelsfärdsdag',
    '05-15 pingstdagen',
    '06-06 nationaldagen',
    '06-24 midsommarafton',
    '06-25 midsommardagen',
    '11-05 alla helgons dag',
    '12-24 julafton',
    '12-25 juldagen',
    '12-26 annandag jul',
    '12-31 nyårsafton',
  ],
  2008: [
    '01-01 nyårsdagen',
    '01-06 trettondedag jul',
    '03-21 långfredagen',
    '03-23 påskdagen',
    '03-24 annandag påsk',
    '05-01 första maj',
    '05-01 Kristi himmelsfärdsdag',
    '05-11 pingstdagen',
    '06-06 nationaldagen',
    '06-20 midsommarafton',
    '06-21 midsommardagen',
    '11-01 alla helgons dag',
    '12-24 julafton',
    '12-25 juldagen',
    '12-26 annandag jul',
    '12-31 nyårsafton',
  ],
  2018: [
    '01-01 nyårsdagen',
    '01-06 trettondedag jul',
    '03-30 långfredagen',
    '04-01 påskdagen',
    '04-02 annandag påsk',
    '05-01 första maj',
    '05-10 Kristi himmelsfärdsdag',
    '05-20 pingstdagen',
    '06-06 nationaldagen',
    '06-22 midsommarafton',
    '06-23 midsommardagen',
    '11-03 alla helgons dag',
    '12-24 julafton',
    '12-25 juldagen',
    '12-26 annandag jul',
    '12-31 nyårsafton',
  ],
  2025: [
    '01-01 nyårsdagen',
    '01-06 trettondedag jul',
    '04-18 långfredagen',
    '04-20 påskdagen',
    '04-21 annandag påsk',
    '05-01 första maj',
    '05-29 Kristi himmelsfärdsdag',
    '06-06 nationaldagen',
    '06-08 pingstdagen',
    '06-20 midsommarafton',
    '06-21 midsommardagen',
    '11-01 alla helgons dag',
    '12-24 julafton',
    '12-25 juldagen',
    '12-26 annandag jul',
    '12-31 nyårsafton',
  ],
  2026: [
    '01-01 nyårsdagen',
    '01-06 trettondedag jul',
    '04-03 långfredagen',
    '04-05 påskdagen',
    '04-06 annandag påsk',
    '05-01 första maj',
    '05-14 Kristi himmelsfärdsdag',
    '05-24 pingstdagen',
    '06-06 nationaldagen',
    '06-19 midsommarafton',
    '06-20 midsommardagen',
    '10-31 alla helgons dag',
    '12-24 julafton',
    '12-25 juldagen',
    '12-26 annandag jul',
    '12-31 nyårsafton',
  ],
};

describe('The Swedish holidays of a year', () => {
  test.each(Object.entries(ALMANACS))('are those of the almanac of %s', (year, almanac) => {
    const named = holidaysOf(Number(year)).map(({ date, sv }) => `${date.slice(5)} ${sv}`);
    expect(named).toEqual(almanac);
  });

  test('are named in English too', () => {
    expect(holidaysOf(2026).map((holiday) => holiday.en)).toEqual([
      "New Year's Day",
      'Epiphany',
      'Good Friday',
      'Easter Sunday',
      'Easter Monday',
      'May Day',
      'Ascension Day',
      'Whit Sunday',
      'National Day',
      "Midsummer's Eve",
      "Midsummer's Day",
      "All Saints' Day",
      'Christmas Eve',
      'Christmas Day',
      'Boxing Day',
      "New Year's Eve",
    ]);
  });

  test('count three eves only because lag (1930:173) treats them as holidays', () => {
    const eves = holidaysOf(2026).filter((holiday) => holiday.basis === 'eve');
    expect(eves.map((holiday) => holiday.sv)).toEqual(['midsommarafton', 'julafton', 'nyårsafton']);
  });

  test('do not count the eves of Epiphany, Walpurgis, Maundy Thursday or All Saints', () => {
    const dates = holidaysOf(2026).map((holiday) => holiday.date);
    for (const ordinary of ['2026-01-05', '2026-04-30', '2026-04-02', '2026-10-30']) {
      expect(dates).not.toContain(ordinary);
    }
  });
});

describe('Easter Sunday', () => {
  test.each([
    [1943, '1943-04-25'],
    [1954, '1954-04-18'],
    [1961, '1961-04-02'],
    [1981, '1981-04-19'],
    [2000, '2000-04-23'],
    [2008, '2008-03-23'],
    [2011, '2011-04-24'],
    [2024, '2024-03-31'],
    [2038, '2038-04-25'],
    [2049, '2049-04-18'],
    [2076, '2076-04-19'],
    [2100, '2100-03-28'],
  ])('of %i is %s, also where the simple rules of thumb go wrong', (year, expected) => {
    expect(holidaysOf(year).find((holiday) => holiday.sv === 'påskdagen')?.date).toBe(expected);
  });
});

describe('Whit Monday and the National Day', () => {
  test('changed places between 2004 and 2005', () => {
    const names = (year: number) => holidaysOf(year).map((holiday) => holiday.sv);
    expect(names(2004)).toContain('annandag pingst');
    expect(names(2004)).not.toContain('nationaldagen');
    expect(names(2005)).not.toContain('annandag pingst');
    expect(names(2005)).toContain('nationaldagen');
  });
});
