import { describe, expect, test } from 'vitest';
import { parseCommand } from '../../../../shared/domain/case/commands.ts';
import { decide } from '../../../../shared/domain/case/decide.ts';
import { requestTransfer } from '../../../../shared/domain/case/decide-transfer.ts';
import type { FieldRule } from '../../../../shared/domain/case/decision.ts';
import { holderOf } from '../../../../shared/domain/case/state.ts';
import { localDate } from '../../../../shared/domain/time/local-date.ts';
import { STOCKHOLM } from '../../../../shared/reference/stockholm.ts';
import type { Told } from '../referral/referrals.ts';
import {
  ACTIVITY,
  approvedCase,
  asked,
  begin,
  context,
  factsOf,
  invalid,
  next,
  nextOn,
  noted,
  planOn,
  refusalOf,
  type Story,
} from './stories.ts';

const DAY = '2026-03-06';

const to = (where: Readonly<Record<string, string>>, on = DAY) => ({ on, reason: 'Flytt.', ...where });

/** Who the one fact of a transfer says takes the case. */
function takerOf(story: Story, where: Readonly<Record<string, string>>, on = DAY) {
  const [fact] = factsOf(asked(story, 'transfers', to(where, on), on));
  return fact?.type === 'case.transferred' ? fact.data.to : undefined;
}

function movedOn(story: Story, where: Readonly<Record<string, string>>, on = DAY): Story {
  return next(story, 'transfers', to(where, on), on);
}

describe('A transfer', () => {
  test('is a fact that tells from whom to whom, and not why', () => {
    expect(factsOf(asked(approvedCase(), 'transfers', to({ toDistrict: 'skarholmen' }), DAY))).toEqual([
      {
        type: 'case.transferred',
        schema: 1,
        occurredOn: DAY,
        data: {
          from: { district: 'hasselby-vallingby', office: 'vallingby' },
          to: { district: 'skarholmen', office: 'skarholmen' },
        },
      },
    ]);
  });

  test.each([
    ['another district, to the office that takes its people', { toDistrict: 'farsta' }, 'farsta', 'vantor'],
    ['another district with the same office', { toDistrict: 'bromma' }, 'bromma', 'vallingby'],
    ['another office only', { toOffice: 'rosenlund' }, 'hasselby-vallingby', 'rosenlund'],
    ['both', { toDistrict: 'farsta', toOffice: 'rosenlund' }, 'farsta', 'rosenlund'],
    ['another district, keeping its office', { toDistrict: 'farsta', toOffice: 'vallingby' }, 'farsta', 'vallingby'],
    [
      'its own district by name, and another office',
      { toDistrict: 'hasselby-vallingby', toOffice: 'kista' },
      'hasselby-vallingby',
      'kista',
    ],
  ])('may go to %s', (_about, where, district, office) => {
    expect(takerOf(approvedCase(), where)).toEqual({ district, office });
  });

  test.each([
    ['2001-03-07', 'kista-youth', 'the day before the 25th birthday'],
    ['2001-03-06', 'kista', 'on the 25th birthday'],
    ['2010-03-06', 'kista-youth', 'on the 16th birthday'],
    ['2010-03-07', 'kista', 'the day before the 16th birthday'],
  ])('to Järva of someone born %s goes to %s: %s', (birthDate, office) => {
    const told: Told = { person: { birthDate } };
    expect(takerOf(begin('2026-03-02', told), { toDistrict: 'jarva' })).toEqual({ district: 'jarva', office });
  });

  test('goes by the age on its own day, whatever the age at receipt was', () => {
    const young = begin('2026-03-02', { person: { birthDate: '2001-03-05' } });
    expect(young.state.ageAtReceipt).toBe(24);
    expect(takerOf(young, { toDistrict: 'jarva' }, '2026-03-04')?.office).toBe('kista-youth');
    expect(takerOf(young, { toDistrict: 'jarva' }, '2026-03-05')?.office).toBe('kista');
  });

  test.each<[string, Readonly<Record<string, string>>, string, FieldRule]>([
    ['nowhere', {}, '/toOffice', 'destination-missing'],
    ['a district that does not exist', { toDistrict: 'atlantis' }, '/toDistrict', 'unknown-district'],
    ['a district that has been merged away', { toDistrict: 'rinkeby-kista' }, '/toDistrict', 'unknown-district'],
    ['an office that does not exist', { toOffice: 'atlantis' }, '/toOffice', 'unknown-office'],
    [
      'a new district, to an office that does not exist',
      { toDistrict: 'farsta', toOffice: 'x' },
      '/toOffice',
      'unknown-office',
    ],
    ['the office where it is', { toOffice: 'vallingby' }, '/toOffice', 'already-there'],
    ['the district where it is', { toDistrict: 'hasselby-vallingby' }, '/toDistrict', 'already-there'],
    [
      'the district and the office where it is',
      { toDistrict: 'hasselby-vallingby', toOffice: 'vallingby' },
      '/toDistrict',
      'already-there',
    ],
  ])('cannot go to %s', (_about, where, pointer, code) => {
    expect(refusalOf(asked(approvedCase(), 'transfers', to(where), DAY))).toEqual(invalid(pointer, code));
  });

  test('to a district that no office takes people from needs an office by name', () => {
    const city = { ...STOCKHOLM, offices: STOCKHOLM.offices.filter(({ code }) => code !== 'vantor') };
    const decided = (where: Readonly<Record<string, string>>) => {
      const parsed = parseCommand('transfers', to(where));
      if (!parsed.ok) throw parsed.error;
      return decide(approvedCase().state, parsed.command, { ...context(approvedCase(), DAY), city });
    };
    expect(refusalOf(decided({ toDistrict: 'farsta' }))).toEqual(invalid('/toOffice', 'unknown-office'));
    expect(decided({ toDistrict: 'farsta', toOffice: 'kista' }).outcome).toBe('accepted');
  });

  test('goes by the districts of its own day', () => {
    const story = begin('2023-06-26');
    expect(takerOf(story, { toDistrict: 'rinkeby-kista' }, '2023-06-30')?.district).toBe('rinkeby-kista');
    expect(takerOf(story, { toDistrict: 'jarva' }, '2023-07-01')?.district).toBe('jarva');
    expect(refusalOf(asked(story, 'transfers', to({ toDistrict: 'jarva' }, '2023-06-30'), '2023-06-30'))).toEqual(
      invalid('/toDistrict', 'unknown-district'),
    );
    expect(
      refusalOf(asked(story, 'transfers', to({ toDistrict: 'rinkeby-kista' }, '2023-07-01'), '2023-07-01')),
    ).toEqual(invalid('/toDistrict', 'unknown-district'));
  });

  test('cannot go to the district that its own has become part of: it is there already', () => {
    const story = begin('2023-06-26', { district: 'rinkeby-kista' });
    expect(refusalOf(asked(story, 'transfers', to({ toDistrict: 'jarva' }, '2023-07-03'), '2023-07-03'))).toEqual(
      invalid('/toDistrict', 'already-there'),
    );
  });

  test('cannot be dated before the last: holders follow one another', () => {
    const once = movedOn(approvedCase(), { toDistrict: 'farsta' });
    expect(refusalOf(asked(once, 'transfers', to({ toDistrict: 'bromma' }, '2026-03-05'), DAY))).toEqual(
      invalid('/on', 'before-transfer'),
    );
    expect(takerOf(once, { toDistrict: 'bromma' })).toEqual({ district: 'bromma', office: 'vallingby' });
  });
});

describe('After a transfer', () => {
  const coached = nextOn(approvedCase(), '2026-03-05', 'coaches');

  test('who held the case from which day is kept, in order', () => {
    const moved = movedOn(movedOn(coached, { toDistrict: 'farsta' }), { toDistrict: 'jarva' }, '2026-04-07');
    expect(moved.state.holders).toEqual([
      { from: '2026-03-02', district: 'hasselby-vallingby', office: 'vallingby' },
      { from: '2026-03-06', district: 'farsta', office: 'vantor' },
      { from: '2026-04-07', district: 'jarva', office: 'kista' },
    ]);
    expect(holderOf(moved.state).office).toBe('kista');
  });

  test('plan, answer, enrolment, status, clocks and findings are as they were', () => {
    const { version, holders, coach, ...rest } = movedOn(coached, { toDistrict: 'farsta' }).state;
    expect(coached.state).toMatchObject(rest);
    expect([version, holders.length, coach]).toEqual([coached.state.version + 1, 2, null]);
  });

  test('a coach stays at the office, and goes on where the office stays', () => {
    expect(movedOn(coached, { toDistrict: 'farsta' }).state.coach).toBeNull();
    expect(movedOn(coached, { toDistrict: 'bromma' }).state.coach).toEqual(coached.state.coach);
    expect(coached.facts.some(({ type }) => type === 'coach.assigned')).toBe(true);
  });

  test('the fact of it still goes to the old holder, and the next to the new', () => {
    const moved = nextOn(movedOn(coached, { toDistrict: 'farsta' }), DAY, 'measures');
    expect(moved.facts.slice(-2).map(({ type, audience }) => ({ type, ...audience }))).toEqual([
      { type: 'case.transferred', district: 'hasselby-vallingby', office: 'vallingby' },
      { type: 'measure.started', district: 'farsta', office: 'vantor' },
    ]);
  });

  test.each([
    ['held', begin('2026-03-02', { benefitDecision: 'awaited' })],
    ['interrupted', nextOn(approvedCase(), DAY, 'interruptions')],
  ] as const)('a case that was %s still is', (status, story) => {
    expect(movedOn(story, { toDistrict: 'farsta' }).state.status).toBe(status);
  });
});

describe('What the person has been through follows along', () => {
  const sfi = { ...ACTIVITY, service: 'sfi' };
  const begun = (story: Story) => story.state.services.map((one) => `${one.service} ${one.startedOn} ${one.district}`);
  const started = (story: Story, service: string, on: string) =>
    next(story, 'measures', { kind: 'other-measure', startedOn: on, service }, on);

  test('a service is begun where and when it first was, however often it is begun again', () => {
    const first = started(approvedCase(), 'civic-information', '2026-03-06');
    const moved = movedOn(first, { toDistrict: 'skarholmen' }, '2026-03-09');
    const again = started(moved, 'civic-information', '2026-03-10');
    expect(begun(again)).toEqual(['civic-information 2026-03-06 hasselby-vallingby']);
    expect(begun(started(again, 'sfi', '2026-03-11'))).toEqual([
      'civic-information 2026-03-06 hasselby-vallingby',
      'sfi 2026-03-11 skarholmen',
    ]);
  });

  test('a measure of no service in the catalogue begins none', () => {
    expect(begun(nextOn(approvedCase(), DAY, 'measures'))).toEqual([]);
  });

  test('a plan alone begins none', () => {
    expect(begun(next(approvedCase(), 'plans', planOn(DAY, sfi), DAY))).toEqual([]);
  });

  test.each([
    ['present', ['sfi 2026-03-06 hasselby-vallingby']],
    ['late', ['sfi 2026-03-06 hasselby-vallingby']],
    ['absent-with-notice', []],
    ['absent-without-notice', []],
  ])('a service is begun by whoever was %s at it: %j', (presence, expected) => {
    const awaited = next(approvedCase(), 'occasions', { date: DAY, kind: 'lesson', service: 'sfi' }, DAY);
    const occasion = '2026-03-06.lesson.sfi.1';
    expect(begun(awaited)).toEqual([]);
    expect(begun(next(awaited, 'attendances', { occasion, presence }, '2026-03-09'))).toEqual(expected);
  });
});

describe('Another district refers the person of an open case', () => {
  const today = localDate(DAY);
  const request = (story: Story, district: string, on = today) => requestTransfer(story.state, district, on, STOCKHOLM);
  const requested = (story: Story, district: string) => noted(story, request(story, district), `${DAY}T11:00:00Z`);

  test('which is noted with the case', () => {
    expect(request(approvedCase(), 'farsta')).toEqual([
      { type: 'transfer.requested', schema: 1, occurredOn: DAY, data: { district: 'farsta' } },
    ]);
    expect(requested(approvedCase(), 'farsta').state.transferRequests).toEqual(['farsta']);
  });

  test('once for each district', () => {
    const once = requested(approvedCase(), 'farsta');
    expect(request(once, 'farsta')).toEqual([]);
    expect(requested(once, 'bromma').state.transferRequests).toEqual(['farsta', 'bromma']);
  });

  test('and the same district under the name it had before a merger is no other', () => {
    const once = noted(approvedCase(), request(approvedCase(), 'rinkeby-kista'), `${DAY}T11:00:00Z`);
    expect(once.state.transferRequests).toEqual(['rinkeby-kista']);
    for (const code of ['rinkeby-kista', 'spanga-tensta', 'jarva']) expect(request(once, code)).toEqual([]);
  });

  test('but not when it is the home district, by whatever name', () => {
    expect(request(approvedCase(), 'hasselby-vallingby')).toEqual([]);
    const merged = begin('2023-06-26', { district: 'rinkeby-kista' });
    expect(request(merged, 'jarva', localDate('2023-07-03'))).toEqual([]);
    expect(request(merged, 'spanga-tensta', localDate('2023-07-03'))).toEqual([]);
    expect(request(merged, 'spanga-tensta', localDate('2023-06-30'))).toHaveLength(1);
  });

  test('nor when the case is closed: a new one is opened instead', () => {
    expect(request(nextOn(approvedCase(), DAY, 'closures'), 'farsta')).toEqual([]);
  });

  test('until the case moves, which answers every request', () => {
    const asked = requested(requested(approvedCase(), 'farsta'), 'bromma');
    expect(movedOn(asked, { toDistrict: 'farsta' }).state.transferRequests).toEqual([]);
  });

  test('and moves neither clock nor status', () => {
    const { state } = approvedCase();
    expect(requested(approvedCase(), 'farsta').state).toEqual({
      ...state,
      version: state.version + 1,
      transferRequests: ['farsta'],
    });
  });
});
