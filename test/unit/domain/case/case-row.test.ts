import { describe, expect, test } from 'vitest';
import { heldBy, packRow, ROW_CODES, rowOf, unpackRow } from '../../../../shared/domain/case/case-row.ts';
import { ANSWERS, CLOSURE_OUTCOMES, STATUSES } from '../../../../shared/domain/case/vocabulary.ts';
import { findingSchema } from '../../../../shared/domain/clocks/findings.ts';
import { CLOCK_FACT_KINDS } from '../../../../shared/domain/clocks/timeline.ts';
import { SEXES } from '../../../../shared/domain/referral/referral.ts';
import { localDate, toEpochDay } from '../../../../shared/domain/time/local-date.ts';
import { approvedCase, begin, next, nextOn, plannedCase, type Story } from './stories.ts';

const RECORDED_AT = '2026-03-05T11:00:00Z';

function row(story: Story) {
  return rowOf(story.state, RECORDED_AT);
}

describe('The row of a case', () => {
  test('says what lists and reports need, in integer days', () => {
    expect(row(approvedCase())).toMatchObject({
      id: 'case-1',
      version: 4,
      changedAt: 1_772_708_400_000,
      status: 'planned',
      receivedOn: 20_514,
      sex: 'woman',
      ageAtReceipt: 46,
      targetGroup: 'unemployment-2018',
      targetGroupMatches: ['unemployment-2018'],
      priority: [],
      holders: [{ from: 20_514, district: 'hasselby-vallingby', office: 'vallingby' }],
      hasCoach: false,
      plan: { version: 1, thin: false, answer: 'approved' },
      closure: null,
      findings: [],
      transferRequested: false,
    });
    expect(row(approvedCase()).timeline).toEqual([
      { kind: 'received', on: 20_514, recordedOn: 20_514, seenFrom: 20_515 },
      { kind: 'enrolled', on: 20_515, recordedOn: 20_515, seenFrom: 20_516 },
      { kind: 'plan-approved', on: 20_517, recordedOn: 20_517, seenFrom: 20_518 },
    ]);
  });

  const finding = { clock: 'guarantee/1', kind: 'missed', asOf: localDate('2026-03-10') } as const;
  const coached = next(plannedCase(), 'coaches', { coach: 'VB-8', from: '2026-03-05' }, '2026-03-05');
  const closed = next(begin('2026-03-02'), 'closures', { on: '2026-03-03', outcome: 'moved' }, '2026-03-20');
  test.each<[string, Story]>([
    ['just referred', begin('2026-03-02')],
    ['held', begin('2026-03-02', { benefitDecision: 'awaited' })],
    ['with an unanswered plan and a coach', coached],
    ['with an approved plan', approvedCase()],
    ['closed, and registered late', closed],
    ['interrupted', nextOn(approvedCase(), '2026-03-06', 'interruptions')],
    ['restarted', nextOn(approvedCase(), '2026-03-06', 'interruptions', 'restarts')],
    ['moved to another district and office', nextOn(approvedCase(), '2026-03-06', 'transfers')],
    ['closed and reopened', nextOn(approvedCase(), '2026-03-06', 'closures', 'reopenings')],
    ['that another district asks for', { ...closed, state: { ...closed.state, transferRequests: ['bromma'] } }],
    ['with a finding', { ...closed, state: { ...closed.state, findings: [finding] } }],
  ])('is the same after packing, of a case %s', (_about, story) => {
    expect(unpackRow(packRow(row(story)))).toEqual(row(story));
  });

  test('says who asks for a transfer only by saying that somebody does', () => {
    const { state } = approvedCase();
    const asked = rowOf({ ...state, transferRequests: ['bromma', 'farsta'] }, RECORDED_AT);
    expect(asked.transferRequested).toBe(true);
    expect(packRow(asked)).not.toMatch(/bromma|farsta/);
  });

  test('says where a case has been, and what of its closing was undone is not in it', () => {
    const moved = nextOn(approvedCase(), '2026-03-06', 'transfers', 'closures', 'reopenings');
    expect(row(moved)).toMatchObject({
      status: 'planned',
      closure: null,
      holders: [
        { from: 20_514, district: 'hasselby-vallingby', office: 'vallingby' },
        { from: 20_518, district: 'skarholmen', office: 'skarholmen' },
      ],
    });
    expect(row(moved).timeline).toEqual(row(approvedCase()).timeline);
  });

  test.each(['', '{}', '[]', '3', '3|', 'null', '"text"', '||||||||||||||||||'])('is not read from %j', (text) => {
    expect(() => unpackRow(text)).toThrow();
  });

  test('is packed in its third form, each field ended by a bar, days counted from the receipt', () => {
    expect(packRow({ ...row(approvedCase()), findings: [finding] })).toBe(
      '3|case-1|4|1772708400000|3|20514|0|46|unemployment-2018|unemployment-2018||0,hasselby-vallingby,vallingby|0|1,0,1||' +
        '0,0,0,1,4,1,0,1,9,3,0,1|guarantee/1,1,8|0|',
    );
  });

  test('of an earlier form is not read', () => {
    const packed = packRow(row(begin('2026-03-02')));
    expect(() => unpackRow(packed.replace('3|', '2|'))).toThrow('of form 2, not 3');
    expect(() => unpackRow('[2,"case-1",1]')).toThrow();
  });

  test('is not read when something is missing or added at the end', () => {
    const packed = packRow(row(begin('2026-03-02')));
    expect(() => unpackRow(packed.slice(0, -1))).toThrow();
    expect(() => unpackRow(packed.slice(0, -2))).toThrow();
    expect(() => unpackRow(`${packed}0|`)).toThrow();
  });

  test('is not read when a code is out of range', () => {
    const fields = packRow(row(begin('2026-03-02'))).split('|');
    expect(() => unpackRow(fields.with(4, `${STATUSES.length}`).join('|'))).toThrow();
  });
});

describe('Stored rows keep positions in these lists: only ever added to at the end', () => {
  test.each<[string, ReadonlyArray<string>, ReadonlyArray<string>, ReadonlyArray<string>]>([
    ['statuses', ROW_CODES.status, STATUSES, ['held', 'referred', 'enrolled', 'planned', 'interrupted', 'closed']],
    ['sexes', ROW_CODES.sex, SEXES, ['woman', 'man', 'unknown']],
    ['answers', ROW_CODES.answer, ANSWERS, ['approved', 'approved-with-reservation', 'objected', 'unable']],
    [
      'closure outcomes',
      ROW_CODES.outcome,
      CLOSURE_OUTCOMES,
      [
        'work',
        'subsidised-work',
        'studies',
        'self-supporting-otherwise',
        'other-authority',
        'moved',
        'own-wish',
        'non-attendance',
        'unknown',
        'deceased',
        'declined-by-office',
        'declined-by-aspirant',
        'opened-by-mistake',
      ],
    ],
    [
      'kinds of clock facts',
      ROW_CODES.kind,
      CLOCK_FACT_KINDS,
      [
        'received',
        'held',
        'released',
        'restarted',
        'enrolled',
        'work-started',
        'measure-started',
        'reviewed',
        'review-concluded',
        'plan-approved',
        'interrupted',
        'closed-with-work',
        'closed-by-office',
        'closed',
      ],
    ],
    ['kinds of findings', ROW_CODES.finding, findingSchema.shape.kind.options, ['warned', 'missed']],
  ])('%s, and every word in use has its place', (_about, codes, vocabulary, stored) => {
    expect(codes.slice(0, stored.length)).toEqual(stored);
    expect(codes).toEqual(expect.arrayContaining([...vocabulary]));
  });
});

describe('Who held a case', () => {
  const holders = [
    { from: toEpochDay(localDate('2026-03-02')), district: 'bromma', office: 'vallingby' },
    { from: toEpochDay(localDate('2026-05-04')), district: 'jarva', office: 'kista' },
  ];
  test.each([
    ['2026-03-01', 'vallingby', 'before the first'],
    ['2026-03-02', 'vallingby', 'from the first day'],
    ['2026-05-03', 'vallingby', 'until the day before the transfer'],
    ['2026-05-04', 'kista', 'from the day of the transfer'],
  ])('on %s was %s: %s', (on, office) => {
    expect(heldBy({ holders }, toEpochDay(localDate(on))).office).toBe(office);
  });

  test('is always someone', () => {
    expect(() => heldBy({ holders: [] }, 0)).toThrow('a case always has a holder');
  });
});
