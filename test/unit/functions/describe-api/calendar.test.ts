import { describe, expect, it } from 'vitest';
import { localDate, toEpochDay } from '../../../../shared/domain/time/local-date.ts';
import { CALENDAR_YEARS } from '../../../../shared/http/endpoints/description.ts';
import { STOCKHOLM } from '../../../../shared/reference/stockholm.ts';
import { call } from './calls.ts';

const calendar = (query: Record<string, string>) => call('GET /v1/reference/calendar', {}, query);

describe('the calendar', () => {
  it('names every holiday in Swedish and English, two of them on one day where they meet', async () => {
    const answer = await calendar({ from: '2008-05-01', to: '2008-06-21' });
    expect(answer.headers['cache-control']).toBe('public, max-age=3600');
    expect(answer.json()).toEqual({
      from: '2008-05-01',
      to: '2008-06-21',
      items: [
        { date: '2008-05-01', sv: 'första maj', en: 'May Day', basis: 'law' },
        { date: '2008-05-01', sv: 'Kristi himmelsfärdsdag', en: 'Ascension Day', basis: 'law' },
        { date: '2008-05-11', sv: 'pingstdagen', en: 'Whit Sunday', basis: 'law' },
        { date: '2008-06-06', sv: 'nationaldagen', en: 'National Day', basis: 'law' },
        { date: '2008-06-20', sv: 'midsommarafton', en: "Midsummer's Eve", basis: 'eve' },
        { date: '2008-06-21', sv: 'midsommardagen', en: "Midsummer's Day", basis: 'law' },
      ],
    });
  });

  it.each([
    [{}, '2020-01-01', '2020-12-31'],
    [{ from: '2009-06-01' }, '2009-06-01', '2009-12-31'],
    [{ to: '2009-06-01' }, '2009-01-01', '2009-06-01'],
  ])('of %j is from %s to %s', async (query, from, to) => {
    expect((await calendar(query)).json()).toMatchObject({ from, to });
  });

  it.each([
    [{ from: '2008-06-01', to: '2008-05-31' }, '/to', 'before-start'],
    [{ from: '2008-01-01', to: '2018-01-02' }, '/to', 'too-long'],
    [{ from: '1989-12-31', to: '1990-01-01' }, '/from', 'not-allowed'],
    [{ from: '2150-12-31', to: '2151-01-01' }, '/to', 'not-allowed'],
    [{ from: '2008-06-31' }, '/from', 'malformed'],
  ])('refuses %j at %s as %s', async (query, pointer, code) => {
    const answer = await calendar(query);
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({ errors: [{ pointer, code }] });
  });

  it('is given for ten years at once', async () => {
    expect((await calendar({ from: '2008-01-01', to: '2018-01-01' })).statusCode).toBe(200);
  });

  it('reaches as far as the clocks of the city reckon', () => {
    const { first, last } = CALENDAR_YEARS;
    expect(STOCKHOLM.calendar.isWorkingDay(toEpochDay(localDate(`${first}-01-01`)))).toBe(false);
    expect(STOCKHOLM.calendar.isWorkingDay(toEpochDay(localDate(`${last}-12-31`)))).toBe(false);
  });
});
