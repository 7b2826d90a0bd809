import { describe, expect, test } from 'vitest';
import { parseCommand } from '../../../../shared/domain/case/commands.ts';
import { decide } from '../../../../shared/domain/case/decide.ts';
import { decideReferral } from '../../../../shared/domain/case/decide-referral.ts';
import { disclosuresOf, endedGround } from '../../../../shared/domain/case/disclosures.ts';
import { record } from '../../../../shared/domain/case/record.ts';
import { localDate } from '../../../../shared/domain/time/local-date.ts';
import { STOCKHOLM } from '../../../../shared/reference/stockholm.ts';
import { referral } from '../referral/referrals.ts';
import {
  approvedCase,
  asked,
  context,
  factsOf,
  invalid,
  next,
  nextOn,
  noon,
  refusalOf,
  type Story,
} from './stories.ts';

const DAY = '2026-03-06';
const LATER = '2026-03-09';
const to = (where: Readonly<Record<string, string>>, on = LATER) => ({ on, reason: 'Flytt.', ...where });
const withdrawn = () => nextOn(approvedCase(), DAY, 'disclosure-withdrawals');

describe('The ground for disclosing data', () => {
  test('cannot be given on a day that has not come', () => {
    const given = (givenOn: string) => referral({ disclosure: { basis: 'consent', givenOn } });
    const decided = (givenOn: string) => decideReferral(given(givenOn), localDate(DAY), localDate(DAY), STOCKHOLM);
    expect(refusalOf(decided('2026-03-07'))).toEqual(invalid('/disclosure/givenOn', 'in-the-future'));
    expect(decided(DAY).outcome).toBe('accepted');
  });

  test('once withdrawn lets nothing new go to another district', () => {
    for (const where of [{ toDistrict: 'farsta' }, { toDistrict: 'farsta', toOffice: 'rosenlund' }]) {
      expect(refusalOf(asked(withdrawn(), 'transfers', to(where), LATER))).toEqual({ code: 'disclosure-withdrawn' });
    }
  });

  test('once withdrawn hinders no move within the authority, and nothing else', () => {
    expect(asked(withdrawn(), 'transfers', to({ toOffice: 'rosenlund' }), LATER).outcome).toBe('accepted');
    expect(asked(withdrawn(), 'closures', { on: LATER, outcome: 'work' }, LATER).outcome).toBe('accepted');
  });

  test('is asked for after everything that is wrong with the move itself', () => {
    expect(refusalOf(asked(withdrawn(), 'transfers', to({ toDistrict: 'nowhere' }), LATER))).toEqual(
      invalid('/toDistrict', 'unknown-district'),
    );
  });
});

describe('The ledger of disclosures', () => {
  test('tells of the referral, of each move, and of the ground of each', () => {
    const moved = next(approvedCase(), 'transfers', to({ toDistrict: 'farsta' }, DAY), DAY);
    const again = next(moved, 'transfers', to({ toOffice: 'rosenlund' }), LATER);
    const ground = { basis: 'consent', givenOn: '2008-01-01', withdrawnOn: null };
    const home = { district: 'hasselby-vallingby', office: 'vallingby' };
    expect(disclosuresOf(again.state)).toEqual([
      { what: 'referral', on: '2026-03-02', from: { ...home, office: null }, to: home, ...ground },
      { what: 'case', on: DAY, from: home, to: { district: 'farsta', office: 'vantor' }, ...ground },
      {
        what: 'case',
        on: LATER,
        from: { district: 'farsta', office: 'vantor' },
        to: { district: 'farsta', office: 'rosenlund' },
        basis: 'same-authority',
        givenOn: null,
        withdrawnOn: null,
      },
    ]);
    expect(endedGround(again.state)).toBe(null);
  });

  test('keeps what was told before a withdrawal, with the day of it', () => {
    const { state } = withdrawn();
    expect(disclosuresOf(state)).toMatchObject([{ basis: 'consent', givenOn: '2008-01-01', withdrawnOn: DAY }]);
    expect(endedGround(state)).toEqual({
      ground: 'withdrawn',
      basis: 'consent',
      givenOn: '2008-01-01',
      withdrawnOn: DAY,
    });
  });

  test('tells of a move in the past that had no ground any more', () => {
    const story: Story = withdrawn();
    const parsed = parseCommand('transfers', to({ toDistrict: 'farsta' }));
    if (!parsed.ok) throw parsed.error;
    const facts = factsOf(decide(story.state, parsed.command, { ...context(story, LATER), source: 'history' }));
    const { state } = record('case-1', story.state, facts, noon(LATER));
    expect(disclosuresOf(state).at(-1)).toMatchObject({ to: { district: 'farsta' }, basis: null, givenOn: null });
    expect(endedGround(state)).toMatchObject({ ground: 'missing', withdrawnOn: DAY });
  });
});
