import { describe, expect, test } from 'vitest';
import { occasionsIn } from '../../../../shared/domain/case/attendance.ts';
import {
  occasionRowOf,
  PRESENCE_CODES,
  packOccasion,
  unpackOccasion,
} from '../../../../shared/domain/case/occasion-row.ts';
import { PRESENCES } from '../../../../shared/domain/case/vocabulary.ts';
import { approvedCase, next, type Story } from './stories.ts';

/** A meeting on Friday 6 March 2026, noted that day. */
const expected = next(approvedCase(), 'occasions', { date: '2026-03-06', kind: 'meeting' }, '2026-03-06');
const went = (story: Story, presence: string, on: string) =>
  next(story, 'attendances', { occasion: '2026-03-06.meeting.1', presence }, on);
const absent = went(expected, 'absent-without-notice', '2026-03-10');
const corrected = went(absent, 'late', '2026-03-16');

function only(story: Story) {
  const [occasion] = occasionsIn(story.facts);
  if (occasion === undefined) throw new Error('the story has an occasion');
  return occasion;
}

describe('The row of an occasion', () => {
  test('says who expected whom, when, and that nobody has said how it went', () => {
    expect(occasionRowOf('case-1', only(expected))).toEqual({
      caseId: 'case-1',
      id: '2026-03-06.meeting.1',
      changedAt: Date.UTC(2026, 2, 6, 11),
      on: 20_518,
      holders: [{ from: 20_518, district: 'hasselby-vallingby', office: 'vallingby' }],
      sex: 'woman',
      ageAtReceipt: 46,
      targetGroup: 'unemployment-2018',
      attendance: null,
    });
  });

  test('says of a corrected registration the latest presence and the first day', () => {
    expect(occasionRowOf('case-1', only(corrected))).toMatchObject({
      changedAt: Date.UTC(2026, 2, 16, 11),
      attendance: { presence: 'late', firstRegisteredOn: 20_522 },
    });
  });

  test('stays with the office that expected the aspirant, whoever holds the case later', () => {
    const moved = next(
      expected,
      'transfers',
      { on: '2026-03-09', toDistrict: 'skarholmen', reason: 'Flyttat.' },
      '2026-03-09',
    );
    expect(occasionRowOf('case-1', only(went(moved, 'present', '2026-03-09'))).holders).toEqual([
      { from: 20_518, district: 'hasselby-vallingby', office: 'vallingby' },
    ]);
  });

  test('knows the person as known when something was last said of the occasion', () => {
    const changed = next(expected, 'person-changes', { on: '2026-03-09', sex: 'man' }, '2026-03-09');
    expect(occasionRowOf('case-1', only(changed)).sex).toBe('woman');
    expect(occasionRowOf('case-1', only(went(changed, 'present', '2026-03-09'))).sex).toBe('man');
  });

  test.each([
    ['expected', expected],
    ['registered', absent],
    ['corrected', corrected],
  ])('is the same after packing: %s', (_about, story) => {
    expect(unpackOccasion(packOccasion('case-1', only(story)))).toEqual(occasionRowOf('case-1', only(story)));
  });

  test('is small, and holds nothing but what reports need', () => {
    expect(packOccasion('case-1', only(corrected))).toBe(
      '2|case-1|2026-03-06.meeting.1|1773658800000|20518|hasselby-vallingby|vallingby|0|46|unemployment-2018|1,4|',
    );
  });

  const packed = packOccasion('case-1', only(corrected)).split('|');
  test.each<[string, ReadonlyArray<string>]>([
    ['of another form', packed.with(0, '1')],
    ['with a field too few', packed.toSpliced(-2, 1)],
    ['with a field too many', [...packed, '']],
    ['without a case', packed.with(1, '')],
    ['on no day', packed.with(4, '20518.5')],
    ['with a sex that is none', packed.with(7, '3')],
    ['with a presence that is none', packed.with(10, '4,0')],
    ['with half a registration', packed.with(10, '1')],
    ['that was cut off', packed.slice(0, -1)],
  ])('%s is not read', (_about, value) => {
    expect(() => unpackOccasion(value.join('|'))).toThrow(TypeError);
  });

  test('keeps its codes: only ever added to at the end, and every word in use has its place', () => {
    expect(PRESENCE_CODES.slice(0, 4)).toEqual(['present', 'late', 'absent-with-notice', 'absent-without-notice']);
    expect(PRESENCE_CODES).toEqual(expect.arrayContaining([...PRESENCES]));
  });
});
