import { describe, expect, test } from 'vitest';
import { rowOf } from '../../../../shared/domain/case/case-row.ts';
import { requestTransfer } from '../../../../shared/domain/case/decide-transfer.ts';
import { type ListEntry, lists, unregisteredUpTo, WORKLISTS } from '../../../../shared/domain/case/worklists.ts';
import { localDate } from '../../../../shared/domain/time/local-date.ts';
import { STOCKHOLM } from '../../../../shared/reference/stockholm.ts';
import {
  ACTIVITY,
  answerOn,
  approvedCase,
  begin,
  enrolledCase,
  next,
  noted,
  plannedCase,
  planOn,
  reviewOn,
  type Story,
} from './stories.ts';

const THIN = { ...ACTIVITY, occasionsPerWeek: 1, minutesPerOccasion: 30 };

function listedOn(story: Story, today: string, unregistered: ReadonlyArray<string> = []): ReadonlyArray<ListEntry> {
  const row = rowOf(story.state, '2026-03-02T11:00:00Z');
  return lists(row, localDate(today), STOCKHOLM, unregistered.map(localDate));
}

const namesOn = (story: Story, today: string) => listedOn(story, today).map(({ name }) => name);
const entryOn = (story: Story, today: string, name: string) =>
  listedOn(story, today).find((entry) => entry.name === name);

const coached = (story: Story, day: string) => next(story, 'coaches', { coach: 'VB-8', from: day }, day);
const interrupted = (story: Story, day: string) => next(story, 'interruptions', { from: day, reason: 'illness' }, day);
const closed = (story: Story, day: string, outcome = 'moved') => next(story, 'closures', { on: day, outcome }, day);
const answered = (answer: string) => next(plannedCase(), 'answers', answerOn('2026-03-05', answer), '2026-03-05', 1);
const anotherPlan = (story: Story, day: string) => next(story, 'plans', planOn(day), day);
const requestedBy = (story: Story, district: string, day: string) =>
  noted(story, requestTransfer(story.state, district, localDate(day), STOCKHOLM), `${day}T11:00:00Z`);

describe('A case is on the worklists of what it waits for', () => {
  test.each<[string, Story, string, ReadonlyArray<string>]>([
    ['just referred', begin('2026-03-02'), '2026-03-02', ['waiting-for-enrolment', 'without-coach']],
    ['held until the district has decided', begin('2026-03-02', { benefitDecision: 'awaited' }), '2026-04-01', []],
    ['enrolled', coached(enrolledCase(), '2026-03-03'), '2026-03-03', ['waiting-for-plan']],
    ['with a plan that is not answered', coached(plannedCase(), '2026-03-04'), '2026-03-04', []],
    [
      'whose plan was objected to',
      answered('objected'),
      '2026-03-05',
      ['waiting-for-plan', 'guarantee-at-risk', 'without-coach'],
    ],
    [
      'whose plan could not be answered',
      answered('unable'),
      '2026-03-05',
      ['waiting-for-plan', 'guarantee-at-risk', 'without-coach'],
    ],
    [
      'objected to, with a new version',
      anotherPlan(answered('objected'), '2026-03-06'),
      '2026-03-06',
      ['guarantee-at-risk', 'without-coach'],
    ],
    ['with an approved plan', coached(approvedCase(), '2026-03-05'), '2026-03-05', []],
    [
      'with an approved plan whose new version was objected to',
      next(anotherPlan(approvedCase(), '2026-03-06'), 'answers', answerOn('2026-03-06', 'objected'), '2026-03-06', 2),
      '2026-03-06',
      ['waiting-for-plan', 'without-coach'],
    ],
    ['with a reservation', answered('approved-with-reservation'), '2026-03-05', ['without-coach']],
    [
      'interrupted before it had a coach',
      interrupted(approvedCase(), '2026-03-10'),
      '2026-03-10',
      ['interrupted', 'without-coach'],
    ],
    [
      'with a thin plan',
      next(coached(enrolledCase(), '2026-03-03'), 'plans', planOn('2026-03-04', THIN), '2026-03-04'),
      '2026-03-04',
      ['thin-plan'],
    ],
  ])('%s', (_about, story, today, expected) => {
    expect(namesOn(story, today)).toEqual(expected);
  });

  test('a plan that is no longer thin in its latest version is not on the list of thin plans', () => {
    const thin = next(enrolledCase(), 'plans', planOn('2026-03-04', THIN), '2026-03-04');
    expect(namesOn(thin, '2026-03-04')).toContain('thin-plan');
    expect(namesOn(anotherPlan(thin, '2026-03-04'), '2026-03-04')).not.toContain('thin-plan');
  });

  test.each([
    ['just referred', begin('2026-03-02')],
    ['with a thin plan', next(enrolledCase(), 'plans', planOn('2026-03-04', THIN), '2026-03-04')],
    ['interrupted', interrupted(enrolledCase(), '2026-03-04')],
    ['that another district has asked for', requestedBy(enrolledCase(), 'farsta', '2026-03-04')],
  ])('closed is on none, though it was %s and nothing had been kept', (_about, story) => {
    const over = closed(story, '2026-03-20', 'declined-by-office');
    expect(listedOn(over, '2026-06-01', ['2026-03-04'])).toEqual([]);
  });
});

describe('The promise of a plan', () => {
  const referred = begin('2026-03-02');

  test.each([
    ['2026-03-04', []],
    ['2026-03-05', ['guarantee-at-risk']],
    ['2026-03-09', ['guarantee-at-risk']],
    ['2026-03-10', ['guarantee-missed']],
    ['2026-09-01', ['guarantee-missed']],
  ])('received on Monday 2 March is on %s on %j', (today, expected) => {
    expect(namesOn(referred, today).filter((name) => name.startsWith('guarantee'))).toEqual(expected);
  });

  test('is told with its clock, its last day and whose move it is', () => {
    expect(entryOn(referred, '2026-03-06', 'guarantee-at-risk')).toEqual({
      name: 'guarantee-at-risk',
      clock: { id: 'guarantee/1', state: 'at-risk', dueOn: '2026-03-09', waitingFor: 'office' },
      unregistered: null,
    });
    const waiting = entryOn(plannedCase(), '2026-03-10', 'guarantee-missed');
    expect(waiting?.clock).toMatchObject({ state: 'missed', waitingFor: 'aspirant' });
  });

  test('kept too late is on no list any more', () => {
    const late = next(plannedCase(), 'answers', answerOn('2026-03-12'), '2026-03-12', 1);
    expect(namesOn(late, '2026-03-12')).toEqual(['without-coach']);
  });

  test('runs on through an interruption, and then waits for nobody at Jobbtorg', () => {
    const away = interrupted(enrolledCase(), '2026-03-04');
    expect(namesOn(away, '2026-03-10')).toEqual(['guarantee-missed', 'interrupted', 'without-coach']);
    expect(entryOn(away, '2026-03-10', 'guarantee-missed')?.clock?.waitingFor).toBe('other');
  });

  test('after a restart is told by the new clock beside the broken one', () => {
    const away = interrupted(enrolledCase(), '2026-03-04');
    const back = next(away, 'restarts', { on: '2026-03-16' }, '2026-03-16');
    const clockOn = (name: string) => entryOn(back, '2026-03-20', name)?.clock?.id;
    expect([clockOn('guarantee-missed'), clockOn('guarantee-at-risk')]).toEqual(['guarantee/1', 'guarantee/2']);
    expect(entryOn(back, '2026-04-01', 'guarantee-missed')?.clock?.id).toBe('guarantee/2');
  });
});

describe('The promise of a review', () => {
  test.each([
    ['2026-05-21', []],
    ['2026-05-22', ['review-due']],
    ['2026-06-05', ['review-due']],
    ['2026-06-08', ['review-missed']],
  ])('of a plan approved on 5 March, due on Friday 5 June, is on %s on %j', (today, expected) => {
    expect(namesOn(approvedCase(), today).filter((name) => name.startsWith('review'))).toEqual(expected);
  });

  test('is on none when the plan has been reviewed, and waits for the office until then', () => {
    expect(entryOn(approvedCase(), '2026-05-25', 'review-due')?.clock).toEqual({
      id: 'review/1',
      state: 'at-risk',
      dueOn: '2026-06-05',
      waitingFor: 'office',
    });
    const reviewed = next(approvedCase(), 'reviews', reviewOn('2026-05-25'), '2026-05-25');
    expect(namesOn(reviewed, '2026-05-26')).toEqual(['without-coach']);
  });

  test('is on none while the case is interrupted', () => {
    const away = interrupted(approvedCase(), '2026-05-25');
    expect(namesOn(away, '2026-06-09')).toEqual(['interrupted', 'without-coach']);
  });
});

describe('Attendance that nobody has registered', () => {
  const story = coached(approvedCase(), '2026-03-05');

  test('is listed from the third day, with the oldest occasion and how many there are', () => {
    const unregistered = ['2026-03-12', '2026-03-10', '2026-03-13'];
    expect(listedOn(story, '2026-03-12', unregistered)).toEqual([]);
    expect(listedOn(story, '2026-03-15', unregistered)).toEqual([
      { name: 'attendance-not-registered', clock: null, unregistered: { oldestOn: '2026-03-10', count: 2 } },
    ]);
  });

  test('is looked for up to three days before today', () => {
    expect(unregisteredUpTo(localDate('2026-03-02'))).toBe('2026-02-27');
  });
});

describe('A transfer that another district has caused', () => {
  test('is listed until the case moves', () => {
    const asked = requestedBy(coached(approvedCase(), '2026-03-05'), 'farsta', '2026-03-06');
    expect(namesOn(asked, '2026-03-06')).toEqual(['transfer-requested']);
    const moved = next(asked, 'transfers', { on: '2026-03-09', toDistrict: 'farsta', reason: 'Flytt.' }, '2026-03-09');
    expect(namesOn(moved, '2026-03-09')).toEqual(['without-coach']);
  });

  test('is listed of a held case too, which can be transferred but not yet worked on', () => {
    const held = begin('2026-03-02', { benefitDecision: 'awaited' });
    expect(namesOn(requestedBy(held, 'farsta', '2026-03-03'), '2026-03-03')).toEqual(['transfer-requested']);
  });

  test('is recorded once a district, also under the name it had before a merger', () => {
    const asked = requestedBy(begin('2026-03-02'), 'norrmalm', '2026-03-03');
    for (const again of ['norrmalm', 'ostermalm', 'norra-innerstaden']) {
      expect(requestTransfer(asked.state, again, localDate('2026-03-04'), STOCKHOLM)).toEqual([]);
    }
  });
});

test('The worklists are the eleven of the contract, each in Swedish and English', () => {
  expect(WORKLISTS.map(({ name }) => name)).toEqual([
    'waiting-for-enrolment',
    'waiting-for-plan',
    'guarantee-at-risk',
    'guarantee-missed',
    'review-due',
    'review-missed',
    'thin-plan',
    'attendance-not-registered',
    'interrupted',
    'without-coach',
    'transfer-requested',
  ]);
  for (const { sv, en } of WORKLISTS) expect(sv).not.toBe(en);
});
