import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countsOf, sumOf } from '../../../../shared/domain/retention/counts.ts';
import { isCandidate, type JudgedFile, judge, lastNoteOf } from '../../../../shared/domain/retention/judge.ts';
import { retentionRuleOn } from '../../../../shared/domain/retention/rule.ts';
import { addDays, localDate, toEpochDay } from '../../../../shared/domain/time/local-date.ts';
import { RETENTION_RULES } from '../../../../shared/reference/retention.ts';

const rule = retentionRuleOn(RETENTION_RULES, 'case-file', localDate('2026-11-22'));

/** Closed on the last of June 2021, with a person born on the 18th: due from the first of July 2026. */
const FILE: JudgedFile = {
  state: {
    status: 'closed',
    closure: { on: localDate('2021-06-30'), outcome: 'work', before: 'planned' },
    restrictedOn: null,
  },
  lastNoteOn: localDate('2021-06-30'),
  storedOn: localDate('2021-06-30'),
  birthDate: localDate('1990-01-18'),
  hasOtherOpenCase: false,
  placed: [],
};

const on = (day: string, changes: Partial<JudgedFile> = {}) => judge({ ...FILE, ...changes }, rule, localDate(day));
const due = { outcome: 'due', isLate: false };
const held = (...reasons: ReadonlyArray<string>) => ({ outcome: 'held', reasons });
const until = (ground: 'legal-claim' | 'register-extract', day: string) => ({
  placed: [{ ground, until: localDate(day) }],
});

describe('A closed case', () => {
  test.each([
    ['2026-06-30', { outcome: 'not-yet' }],
    ['2026-07-01', due],
    ['2027-12-31', due],
    ['2028-01-01', { outcome: 'due', isLate: true }],
  ])('closed on 2021-06-30 and never written in since, is on %s %j', (day, judgement) => {
    expect(on(day)).toEqual(judgement);
  });

  test.each([
    ['2026-06-30', false],
    ['2026-07-01', true],
  ])('is looked at from the day its period has ended: on %s, %s', (day, isOne) => {
    const row = { closure: { on: toEpochDay(localDate('2021-06-30')), outcome: 'work' as const } };
    expect(isCandidate(row, rule, localDate(day))).toBe(isOne);
    expect(isCandidate({ closure: null }, rule, localDate(day))).toBe(false);
  });
});

describe('A case whose period has ended is held', () => {
  const open = { ...FILE.state, status: 'planned' as const, closure: null };

  test.each<readonly [string, string, Partial<JudgedFile>, ReturnType<typeof held> | typeof due]>([
    ['when it has been opened again', '2026-07-01', { state: open }, held('open-case')],
    ['when the person has another that is open', '2026-07-01', { hasOtherOpenCase: true }, held('open-case')],
    ['by a later note', '2026-07-01', { lastNoteOn: localDate('2021-07-01') }, held('newer-note')],
    [
      'by a later note until its own five years have passed',
      '2026-07-02',
      { lastNoteOn: localDate('2021-07-01') },
      due,
    ],
    ['while it has just been imported', '2026-10-09', { storedOn: localDate('2026-07-01') }, held('recently-stored')],
    ['no longer than a hundred days after the import', '2026-10-10', { storedOn: localDate('2026-07-01') }, due],
    ['of one born on the 5th', '2026-07-01', { birthDate: localDate('1990-01-05') }, held('research-sample')],
    ['of one born on the 15th', '2026-07-01', { birthDate: localDate('2000-02-15') }, held('research-sample')],
    ['of one born on the 25th', '2026-07-01', { birthDate: localDate('1985-12-25') }, held('research-sample')],
    ['but not of one born on the 26th', '2026-07-01', { birthDate: localDate('1985-12-26') }, due],
    ['but not of one born in May', '2026-07-01', { birthDate: localDate('1985-05-14') }, due],
    ['for a dispute', '2026-07-01', until('legal-claim', '2026-07-01'), held('legal-claim')],
    ['for a dispute no longer than said', '2026-07-02', until('legal-claim', '2026-07-01'), due],
    ['for an extract', '2026-07-01', until('register-extract', '2026-08-01'), held('register-extract')],
    [
      'when the person has asked that it be kept',
      '2026-07-01',
      { state: { ...FILE.state, restrictedOn: localDate('2021-01-01') } },
      held('restriction'),
    ],
    [
      'for every reason there is',
      '2026-07-01',
      { hasOtherOpenCase: true, birthDate: localDate('1990-01-05'), ...until('legal-claim', '2026-12-31') },
      held('open-case', 'research-sample', 'legal-claim'),
    ],
  ])('%s (%s)', (_, day, changes, judgement) => {
    expect(on(day, changes)).toEqual(judgement);
  });

  test('for no reason that the rule does not name', () => {
    const without = { ...rule, exceptions: [] };
    const born = { ...FILE, birthDate: localDate('1990-01-05') };
    expect(judge(born, without, localDate('2026-07-01'))).toEqual(due);
    expect(judge({ ...born, state: open }, without, localDate('2026-07-01')).outcome).toBe('held');
  });
});

describe('The last note', () => {
  const fact = (type: 'case.closed' | 'deadline.missed', source: 'live' | 'history', on: string, at: string) => ({
    type,
    source,
    occurredOn: localDate(on),
    recordedAt: at,
  });

  test('was made when it was recorded, in Stockholm, however long after what it is about', () => {
    const late = fact('case.closed', 'live', '2021-06-01', '2021-06-30T22:30:00.000Z');
    expect(lastNoteOf([late])).toBe('2021-07-01');
  });

  test('of what was imported was made when it occurred', () => {
    const facts = [
      fact('case.closed', 'history', '2008-06-30', '2026-03-02T09:00:00.000Z'),
      fact('case.closed', 'history', '2008-01-14', '2026-03-02T09:00:00.000Z'),
    ];
    expect(lastNoteOf(facts)).toBe('2008-06-30');
  });

  test('is not what the nightly check finds', () => {
    const finding = fact('deadline.missed', 'live', '2008-01-22', '2026-03-03T03:15:00.000Z');
    expect(lastNoteOf([finding])).toBeUndefined();
    expect(lastNoteOf([fact('case.closed', 'history', '2008-06-30', '2026-03-02T09:00:00.000Z'), finding])).toBe(
      '2008-06-30',
    );
  });
});

describe('Whatever is known of a case', () => {
  const day = fc.integer({ min: 0, max: 7000 }).map((days) => addDays(localDate('2008-01-01'), days));

  test('it is never due within five years of its last note or of its closure', () => {
    fc.assert(
      fc.property(day, day, day, day, (closed, noted, born, asOf) => {
        const state = { ...FILE.state, closure: { on: closed, outcome: 'work' as const, before: 'planned' as const } };
        const file = { ...FILE, state, lastNoteOn: noted, birthDate: born, storedOn: closed };
        const fiveYearsBefore = `${Number(asOf.slice(0, 4)) - 5}${asOf.slice(4)}`;
        if (judge(file, rule, asOf).outcome !== 'due') return;
        expect(closed < fiveYearsBefore && noted < fiveYearsBefore).toBe(true);
        expect(['05', '15', '25']).not.toContain(born.slice(8));
      }),
      { numRuns: 300 },
    );
    expect.hasAssertions();
  });
});

describe('The counts of a run', () => {
  test('add up, and tell reasons as numbers only', () => {
    const total = sumOf([
      countsOf({ outcome: 'not-yet' }),
      countsOf({ outcome: 'due', isLate: false }),
      countsOf({ outcome: 'due', isLate: true }),
      countsOf({ outcome: 'held', reasons: ['research-sample', 'legal-claim'] }),
      countsOf({ outcome: 'held', reasons: ['legal-claim'] }),
      countsOf('failed'),
    ]);
    expect(total).toMatchObject({ candidates: 5, held: 2, due: 2, late: 1, failed: 1 });
    expect(total.heldByReason).toMatchObject({ 'research-sample': 1, 'legal-claim': 2, 'open-case': 0 });
  });
});
