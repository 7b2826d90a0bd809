import { describe, expect, test } from 'vitest';
import { under } from './readings.ts';
import { clock, told } from './timelines.ts';

type Timeline = Parameters<typeof clock>[0];

/** The Swedish steps, `date text` a line, without the last one, which names the policy. */
function steps(timeline: Timeline, id: string, policies?: Parameters<typeof clock>[3]): ReadonlyArray<string> {
  const { explanation } = clock(timeline, id, '2026-03-02', policies);
  return explanation.slice(0, -1).map((step) => `${step.date} ${step.sv}`);
}

describe('The explanation of a promise', () => {
  test('tells every step from the referral to the last day, in Swedish', () => {
    expect(steps([told('received', '2026-03-02')], 'guarantee/1')).toEqual([
      '2026-03-02 Hänvisningen togs emot. Dagen räknas som dag noll.',
      '2026-03-07 5 kalenderdagar räknade.',
      '2026-03-07 Hoppas över: lördag.',
      '2026-03-08 Hoppas över: söndag.',
      '2026-03-09 Sista dagen att hålla löftet; hela dagen räknas.',
      '2026-03-05 Från denna dag varnas för att fristen löper ut.',
    ]);
  });

  test('and in English', () => {
    const { explanation } = clock([told('received', '2026-03-02')], 'guarantee/1', '2026-03-02');
    expect(explanation.map((step) => step.en)).toEqual([
      'The referral was received. It counts as day zero.',
      '5 calendar days counted.',
      'Skipped: Saturday.',
      'Skipped: Sunday.',
      'The last day to keep the promise, to its end.',
      'From this day the case is shown as at risk.',
      'Reckoned under guarantee-five-days: Five calendar days from the referral to an approved plan, work or another measure; the last day moves to a working day.',
    ]);
  });

  test('names the policy and what it says, last', () => {
    const last = clock([told('received', '2026-03-02')], 'guarantee/1', '2026-03-02').explanation.at(-1);
    expect(last).toEqual({
      date: '2026-03-02',
      sv: 'Räknat enligt guarantee-five-days: Fem kalenderdagar från hänvisningen till godkänd plan, arbete eller annan insats; sista dagen flyttas till en arbetsdag.',
      en: 'Reckoned under guarantee-five-days: Five calendar days from the referral to an approved plan, work or another measure; the last day moves to a working day.',
    });
  });

  test('names both holidays of 1 May 2008, the May Day that was also Ascension Day', () => {
    const { explanation } = clock([told('received', '2008-04-26')], 'guarantee/1', '2008-04-26');
    expect(explanation).toContainEqual({
      date: '2008-05-01',
      sv: 'Hoppas över: första maj och Kristi himmelsfärdsdag.',
      en: 'Skipped: May Day and Ascension Day.',
    });
  });

  test('names each day of Easter, Saturday included', () => {
    expect(steps([told('received', '2008-03-16')], 'guarantee/1')).toEqual([
      '2008-03-16 Hänvisningen togs emot. Dagen räknas som dag noll.',
      '2008-03-21 5 kalenderdagar räknade.',
      '2008-03-21 Hoppas över: långfredagen.',
      '2008-03-22 Hoppas över: lördag.',
      '2008-03-23 Hoppas över: påskdagen.',
      '2008-03-24 Hoppas över: annandag påsk.',
      '2008-03-25 Sista dagen att hålla löftet; hela dagen räknas.',
      '2008-03-19 Från denna dag varnas för att fristen löper ut.',
    ]);
  });

  test('skips nothing when the last day is a working day', () => {
    expect(steps([told('received', '2008-01-02')], 'guarantee/1')).toEqual([
      '2008-01-02 Hänvisningen togs emot. Dagen räknas som dag noll.',
      '2008-01-07 5 kalenderdagar räknade.',
      '2008-01-07 Sista dagen att hålla löftet; hela dagen räknas.',
      '2008-01-03 Från denna dag varnas för att fristen löper ut.',
    ]);
  });

  test('skips nothing under the unrolled reading, even on a Saturday', () => {
    expect(steps([told('received', '2026-03-02')], 'guarantee/1', under('guarantee-unrolled'))).toEqual([
      '2026-03-02 Hänvisningen togs emot. Dagen räknas som dag noll.',
      '2026-03-07 5 kalenderdagar räknade.',
      '2026-03-07 Sista dagen att hålla löftet; hela dagen räknas.',
      '2026-03-05 Från denna dag varnas för att fristen löper ut.',
    ]);
  });

  test('names every closed day between the working days when working days are counted', () => {
    expect(steps([told('received', '2026-12-21')], 'guarantee/1', under('guarantee-working-days'))).toEqual([
      '2026-12-21 Hänvisningen togs emot. Dagen räknas som dag noll.',
      '2026-12-24 Hoppas över: julafton.',
      '2026-12-25 Hoppas över: juldagen.',
      '2026-12-26 Hoppas över: annandag jul.',
      '2026-12-27 Hoppas över: söndag.',
      '2026-12-30 5 arbetsdagar räknade.',
      '2026-12-30 Sista dagen att hålla löftet; hela dagen räknas.',
      '2026-12-28 Från denna dag varnas för att fristen löper ut.',
    ]);
  });

  test('never skips the first day, which is not counted: a Saturday is day zero like any other', () => {
    expect(steps([told('received', '2026-03-07')], 'guarantee/1', under('guarantee-working-days'))).toEqual([
      '2026-03-07 Hänvisningen togs emot. Dagen räknas som dag noll.',
      '2026-03-08 Hoppas över: söndag.',
      '2026-03-13 5 arbetsdagar räknade.',
      '2026-03-13 Sista dagen att hålla löftet; hela dagen räknas.',
      '2026-03-11 Från denna dag varnas för att fristen löper ut.',
    ]);
  });
});

describe('The explanation says what started a clock', () => {
  const received = told('received', '2026-03-02');

  test.each([
    [
      'guarantee/1',
      [told('held', '2026-02-02'), told('released', '2026-03-02')],
      'Väntan på biståndsbeslutet är över.',
    ],
    ['guarantee/2', [received, told('restarted', '2026-03-04')], 'Nystart efter avbrott.'],
    ['review/1', [received, told('plan-approved', '2026-03-04')], 'Aspiranten godkände planen.'],
    [
      'review/2',
      [received, told('plan-approved', '2026-03-04'), told('reviewed', '2026-05-11')],
      'Planen följdes upp.',
    ],
  ])('%s', (id, timeline, sentence) => {
    expect(steps(timeline, id)[0]).toContain(`${sentence} Dagen räknas som dag noll.`);
  });

  test('an enrolment, under the reading that counts from it, also when the case was held first', () => {
    const timeline = [told('held', '2026-02-02'), told('released', '2026-02-16'), told('enrolled', '2026-03-02')];
    expect(steps(timeline, 'guarantee/1', under('guarantee-from-enrolment'))[0]).toBe(
      '2026-03-02 Personen skrevs in. Dagen räknas som dag noll.',
    );
  });

  test('that nothing has started: the wait for a decision that the person has the right to get first', () => {
    expect(steps([told('held', '2026-03-02')], 'guarantee/1')).toEqual([
      '2026-03-02 Fristen har inte börjat: personen väntar på biståndsbeslutet, som den har rätt att få först.',
    ]);
  });

  test('that nothing has started: not enrolled, under the reading that counts from enrolment', () => {
    const policies = under('guarantee-from-enrolment');
    const sentence = 'Fristen har inte börjat: personen är inte inskriven.';
    expect(steps([received], 'guarantee/1', policies)).toEqual([`2026-03-02 ${sentence}`]);
    const released = [told('held', '2026-02-02'), told('released', '2026-02-16')];
    expect(steps(released, 'guarantee/1', policies)).toEqual([`2026-02-02 ${sentence}`]);
  });
});

describe('The explanation says what ended a clock', () => {
  const received = told('received', '2026-03-02');

  test.each([
    ['plan-approved', '2026-03-06', 'Aspiranten godkände planen: löftet hölls.'],
    ['plan-approved', '2026-03-10', 'Aspiranten godkände planen: för sent.'],
    ['work-started', '2026-03-09', 'Arbete började: löftet hölls.'],
    ['measure-started', '2026-03-30', 'En annan insats började: för sent.'],
    ['closed', '2026-03-06', 'Fristen upphörde utan att löftet prövades.'],
  ] as const)('%s on %s: %s', (kind, on, sentence) => {
    expect(steps([received, told(kind, on)], 'guarantee/1')).toContain(`${on} ${sentence}`);
  });

  test('a follow-up', () => {
    const timeline = [received, told('plan-approved', '2026-03-06'), told('reviewed', '2026-05-11')];
    expect(steps(timeline, 'review/1')).toEqual([
      '2026-03-06 Aspiranten godkände planen. Dagen räknas som dag noll.',
      '2026-06-06 3 månader räknade.',
      '2026-06-06 Hoppas över: nationaldagen.',
      '2026-06-07 Hoppas över: söndag.',
      '2026-06-08 Sista dagen att hålla löftet; hela dagen räknas.',
      '2026-05-25 Från denna dag varnas för att fristen löper ut.',
      '2026-05-11 Planen följdes upp: löftet hölls.',
    ]);
  });
});
