import { describe, expect, test } from 'vitest';
import { packRow, rowOf, unpackRow } from '../../../../shared/domain/case/case-row.ts';
import { type ClockRules, clocks, nextCheck, shownFindings } from '../../../../shared/domain/case/compliance.ts';
import { fold } from '../../../../shared/domain/case/evolve.ts';
import { nightlyCheck } from '../../../../shared/domain/case/nightly-check.ts';
import { lists } from '../../../../shared/domain/case/worklists.ts';
import { reckonClocks } from '../../../../shared/domain/clocks/reckon.ts';
import { fromEpochDay, localDate } from '../../../../shared/domain/time/local-date.ts';
import { STOCKHOLM } from '../../../../shared/reference/stockholm.ts';
import { added, corrected, correction, removed } from '../../../support/corrections.ts';
import { begin, next, noon, noted, type Story } from './stories.ts';

/** The day a promise of 2 March 2026 falls due is a holiday after all: the city knows it from the Friday before. */
const CITY_DAY = correction(2, '2026-03-06', added('2026-03-09', 'stadens dag', 'City Day'));
const withCityDay = corrected(CITY_DAY);
/** Easter Monday is a working day after all: the city knows it from the Thursday before. */
const withoutEasterMonday = corrected(
  correction(2, '2026-04-02', removed('2026-04-06', 'annandag påsk', 'Easter Monday')),
);

/** The story after the nights of some days, each at 04:15. */
function nights(story: Story, rules: ClockRules, ...days: ReadonlyArray<string>): Story {
  return days.reduce((told, day) => {
    const recordedAt = `${day}T03:15:00Z`;
    const facts = nightlyCheck(told.state, rules, localDate(day), { ...noon(day), recordedAt });
    return facts.length === 0 ? told : noted(told, facts, recordedAt);
  }, story);
}

const types = ({ facts }: Story) => facts.map(({ type }) => type);
const clockOf = ({ state }: Story, rules: ClockRules, today: string, id = 'guarantee/1') =>
  clocks(state, rules, localDate(today)).find((clock) => clock.id === id);
const found = ({ state }: Story, rules: ClockRules) =>
  shownFindings(state, rules).map(({ id, asOf }) => `${id.replace('case-1/', '')} ${asOf}`);

describe('A holiday added on the last day of a promise', () => {
  const referred = begin('2026-03-02');
  const warned = nights(referred, withCityDay, '2026-03-05');

  test('moves nothing until a check has taken it up: the old day stands', () => {
    expect(clockOf(warned, withCityDay, '2026-03-05')).toMatchObject({ dueOn: '2026-03-09', state: 'at-risk' });
    expect(clockOf(warned, withCityDay, '2026-03-08')).toMatchObject({ dueOn: '2026-03-09' });
    expect(clockOf(warned, withCityDay, '2026-03-08')?.explanation).toEqual(
      clockOf(warned, STOCKHOLM, '2026-03-08')?.explanation,
    );
  });

  test('brings the case to the check of the day it is known from', () => {
    expect(nextCheck(referred.state, withCityDay)).toBe('2026-03-05');
    expect(nextCheck(warned.state, STOCKHOLM)).toBe('2026-03-10');
    expect(nextCheck(warned.state, withCityDay)).toBe('2026-03-06');
  });

  const moved = nights(warned, withCityDay, '2026-03-06');

  test('is taken up by a fact that says which day and why', () => {
    expect(moved.facts.at(-1)).toMatchObject({
      type: 'calendar.corrected',
      occurredOn: '2026-03-06',
      recordedAt: '2026-03-06T03:15:00Z',
      data: {
        version: 2,
        days: [{ date: '2026-03-09', change: 'added', sv: 'stadens dag', en: 'City Day' }],
        source: 'assumed',
        sv: 'Beslut av kommunfullmäktige.',
        en: 'Decided by the city council.',
      },
    });
  });

  test('then moves the promise by one working day', () => {
    const clock = clockOf(moved, withCityDay, '2026-03-10');
    expect(clock).toMatchObject({ startedOn: '2026-03-02', warnOn: '2026-03-05', dueOn: '2026-03-10' });
    expect(clock?.state).toBe('at-risk');
    expect(nextCheck(moved.state, withCityDay)).toBe('2026-03-11');
  });

  test('is told in the explanation, in both languages', () => {
    const { explanation = [] } = clockOf(moved, withCityDay, '2026-03-06') ?? {};
    expect(explanation.map(({ date, sv }) => `${date} ${sv}`).slice(1, -1)).toEqual([
      '2026-03-07 5 kalenderdagar räknade.',
      '2026-03-07 Hoppas över: lördag.',
      '2026-03-08 Hoppas över: söndag.',
      '2026-03-09 Hoppas över: stadens dag.',
      '2026-03-06 Kalendern rättades (version 2): 2026-03-09 är stadens dag. Beslut av kommunfullmäktige.',
      '2026-03-06 Sista dagen flyttades från 2026-03-09 till 2026-03-10.',
      '2026-03-10 Sista dagen att hålla löftet; hela dagen räknas.',
      '2026-03-05 Från denna dag varnas för att fristen löper ut.',
    ]);
    expect(explanation.map(({ en }) => en)).toEqual(
      expect.arrayContaining([
        'The calendar was corrected (version 2): 2026-03-09 is City Day. Decided by the city council.',
        'The last day moved from 2026-03-09 to 2026-03-10.',
      ]),
    );
  });

  test('is taken up once, and the promise is missed by its new last day', () => {
    const story = nights(moved, withCityDay, '2026-03-07', '2026-03-10', '2026-03-11', '2026-03-12');
    expect(types(story)).toEqual(['case.received', 'deadline.warned', 'calendar.corrected', 'deadline.missed']);
    expect(found(story, withCityDay)).toEqual(['guarantee/1/warned 2026-03-05', 'guarantee/1/missed 2026-03-11']);
  });

  test('makes no broken promise of a night that was missed: the correction comes first, however late', () => {
    const healed = nights(warned, withCityDay, '2026-03-10');
    expect(types(healed)).toEqual(['case.received', 'deadline.warned', 'calendar.corrected']);
    expect(clockOf(healed, withCityDay, '2026-03-10')).toMatchObject({ dueOn: '2026-03-10', state: 'at-risk' });
    const late = nights(referred, withCityDay, '2026-03-20');
    expect(types(late)).toEqual(['case.received', 'calendar.corrected', 'deadline.warned', 'deadline.missed']);
    expect(found(late, withCityDay)).toEqual(['guarantee/1/warned 2026-03-05', 'guarantee/1/missed 2026-03-11']);
  });

  test('is not taken up before its day, whatever earlier night is checked', () => {
    expect(types(nights(referred, withCityDay, '2026-03-05'))).toEqual(['case.received', 'deadline.warned']);
    expect(types(nights(referred, withCityDay, '2026-03-04'))).toEqual(['case.received']);
  });

  test('leaves the state the same folded fact by fact, and reports the same clocks from its row', () => {
    expect(fold(moved.facts)).toEqual(moved.state);
    const row = unpackRow(packRow(rowOf(moved.state, '2026-03-06T03:15:00Z')));
    const days = reckonClocks(row.timeline, withCityDay.clocks, withCityDay.calendar).map(({ span }) =>
      span === null ? null : [fromEpochDay(span.warnOn), fromEpochDay(span.dueOn)],
    );
    expect(days).toEqual([['2026-03-05', '2026-03-10']]);
    const missedOn = (today: string) => lists(row, localDate(today), withCityDay, []).map(({ name }) => name);
    expect(missedOn('2026-03-10')).not.toContain('guarantee-missed');
    expect(missedOn('2026-03-11')).toContain('guarantee-missed');
  });
});

describe('A holiday that turns out to be none', () => {
  /** Wednesday 1 April 2026 and five days: Easter Monday, and so Tuesday the 7th. */
  const referred = begin('2026-04-01');

  test('brings the last day of an open promise back to it, with a fact', () => {
    expect(clockOf(referred, withoutEasterMonday, '2026-04-01')).toMatchObject({ dueOn: '2026-04-07' });
    expect(nextCheck(referred.state, withoutEasterMonday)).toBe('2026-04-02');
    const moved = nights(referred, withoutEasterMonday, '2026-04-02');
    expect(types(moved)).toEqual(['case.received', 'calendar.corrected', 'deadline.warned']);
    expect(clockOf(moved, withoutEasterMonday, '2026-04-02')).toMatchObject({ dueOn: '2026-04-06', state: 'at-risk' });
    expect(clockOf(moved, withoutEasterMonday, '2026-04-02')?.explanation.map(({ sv }) => sv)).toEqual(
      expect.arrayContaining([
        'Kalendern rättades (version 2): 2026-04-06 är inte annandag påsk. Beslut av kommunfullmäktige.',
        'Sista dagen flyttades från 2026-04-07 till 2026-04-06.',
      ]),
    );
    expect(found(nights(moved, withoutEasterMonday, '2026-04-07'), withoutEasterMonday)).toContain(
      'guarantee/1/missed 2026-04-07',
    );
  });

  test('never brings it back to a day that has been: known on the old last day, the promise stands', () => {
    const knownTooLate = corrected(
      correction(2, '2026-04-07', removed('2026-04-06', 'annandag påsk', 'Easter Monday')),
    );
    const story = nights(referred, knownTooLate, '2026-04-06', '2026-04-07');
    expect(types(story)).toEqual(['case.received', 'deadline.warned']);
    expect(clockOf(story, knownTooLate, '2026-04-07')).toMatchObject({ dueOn: '2026-04-07', state: 'at-risk' });
  });
});

describe('A correction of the calendar leaves as it was', () => {
  const work = (story: Story, startedOn: string, today: string) =>
    next(story, 'measures', { kind: 'work', startedOn }, today);

  test('a promise that was kept before it was taken up', () => {
    const kept = nights(work(begin('2026-03-02'), '2026-03-04', '2026-03-04'), withCityDay, '2026-03-06', '2026-03-10');
    expect(types(kept)).toEqual(['case.received', 'measure.started']);
    expect(clockOf(kept, withCityDay, '2026-03-10')).toMatchObject({ dueOn: '2026-03-09', state: 'met' });
  });

  test('a promise that was already broken, with its finding', () => {
    const broken = nights(begin('2026-02-23'), withCityDay, '2026-02-26', '2026-03-03');
    const after = nights(broken, withCityDay, '2026-03-06', '2026-03-11');
    expect(after.facts).toEqual(broken.facts);
    expect(clockOf(after, withCityDay, '2026-03-11')).toMatchObject({ dueOn: '2026-03-02', state: 'missed' });
    expect(found(after, withCityDay)).toEqual(['guarantee/1/warned 2026-02-26', 'guarantee/1/missed 2026-03-03']);
  });

  test('a promise that none of its days concerns', () => {
    expect(nextCheck(begin('2026-03-04').state, corrected(CITY_DAY))).not.toBe('2026-03-06');
    const other = corrected(correction(2, '2026-03-06', added('2026-03-11', 'stadens dag', 'City Day')));
    expect(types(nights(begin('2026-03-02'), other, '2026-03-06'))).toEqual(['case.received', 'deadline.warned']);
  });

  test('what a later fact says of a promise it has moved: kept by the old last day, kept all the same', () => {
    const moved = nights(begin('2026-03-02'), withCityDay, '2026-03-05', '2026-03-06');
    const told = work(moved, '2026-03-04', '2026-03-10');
    expect(clockOf(told, withCityDay, '2026-03-10')).toMatchObject({ dueOn: '2026-03-10', state: 'met' });
    expect(types(nights(told, withCityDay, '2026-03-11'))).not.toContain('deadline.missed');
  });
});

describe('A promise that begins after a correction is known', () => {
  test('is reckoned by it from the first, without a fact', () => {
    const story = nights(begin('2026-03-06'), corrected(CITY_DAY), '2026-03-07', '2026-03-09');
    expect(types(story)).not.toContain('calendar.corrected');
    const wednesday = corrected(correction(2, '2026-03-06', added('2026-03-11', 'stadens dag', 'City Day')));
    const clock = clockOf(begin('2026-03-06'), wednesday, '2026-03-06');
    expect(clock).toMatchObject({ dueOn: '2026-03-12', warnOn: '2026-03-09' });
  });

  test('is reckoned by it when a case was held until then', () => {
    const held = begin('2026-03-02', { benefitDecision: 'awaited' });
    expect(nextCheck(held.state, withCityDay)).toBeNull();
    const wednesday = corrected(correction(2, '2026-03-06', added('2026-03-11', 'stadens dag', 'City Day')));
    const released = next(held, 'hold-releases', { on: '2026-03-06', reason: 'decision-made' }, '2026-03-06');
    expect(clockOf(released, wednesday, '2026-03-06')).toMatchObject({ dueOn: '2026-03-12' });
    expect(types(nights(released, wednesday, '2026-03-07'))).not.toContain('calendar.corrected');
  });
});

describe('A case reopened after a correction that passed it by', () => {
  test('takes it up with the next check', () => {
    const closed = next(begin('2026-03-02'), 'closures', { on: '2026-03-05', outcome: 'moved' }, '2026-03-05');
    expect(types(nights(closed, withCityDay, '2026-03-06'))).not.toContain('calendar.corrected');
    const reopened = next(closed, 'reopenings', { on: '2026-03-07', reason: 'Av misstag.' }, '2026-03-07');
    expect(nextCheck(reopened.state, withCityDay)).toBe('2026-03-05');
    const story = nights(reopened, withCityDay, '2026-03-08');
    expect(types(story)).toContain('calendar.corrected');
    expect(clockOf(story, withCityDay, '2026-03-08')).toMatchObject({ dueOn: '2026-03-10' });
  });
});

describe('Two corrections at once', () => {
  test('are both taken up, in order, before anything is judged', () => {
    const twice = corrected(
      CITY_DAY,
      correction(3, '2026-03-07', added('2026-03-10', 'stadens andra dag', 'Second City Day')),
    );
    const story = nights(begin('2026-03-02'), twice, '2026-03-05', '2026-03-10');
    expect(types(story)).toEqual(['case.received', 'deadline.warned', 'calendar.corrected', 'calendar.corrected']);
    expect(clockOf(story, twice, '2026-03-10')).toMatchObject({ dueOn: '2026-03-11' });
  });
});
