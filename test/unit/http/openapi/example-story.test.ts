import { describe, expect, test } from 'vitest';
import { type Command, type CommandName, parseCommand } from '../../../../shared/domain/case/commands.ts';
import { assess } from '../../../../shared/domain/case/compliance.ts';
import { decide } from '../../../../shared/domain/case/decide.ts';
import { decideReferral } from '../../../../shared/domain/case/decide-referral.ts';
import { record } from '../../../../shared/domain/case/record.ts';
import type { CaseState } from '../../../../shared/domain/case/state.ts';
import { referralSchema } from '../../../../shared/domain/referral/referral.ts';
import { localDate } from '../../../../shared/domain/time/local-date.ts';
import { showCase } from '../../../../shared/http/case-view.ts';
import {
  CASE,
  CASE_CLOSED,
  CASE_EXPECTING,
  CASE_ID,
  CASE_INTERRUPTED,
  CASE_REGISTERED,
} from '../../../../shared/http/openapi/examples/cases.ts';
import { COMMANDS } from '../../../../shared/http/openapi/examples/commands.ts';
import { REFERRAL } from '../../../../shared/http/openapi/examples/referral.ts';
import { caseView } from '../../../../shared/http/views.ts';
import { STOCKHOLM } from '../../../../shared/reference/stockholm.ts';

const referral = referralSchema.parse(REFERRAL);

interface Story {
  readonly state: CaseState;
  readonly texts: ReadonlyMap<number, Command>;
}

const recordedBy = (day: string) =>
  ({
    recordedAt: `${day}T11:00:00.000Z`,
    source: 'live',
    by: { client: 'office-vallingby', officer: 'JT-7' },
  }) as const;

/** The meeting of the examples, as it is stored while nobody has registered it. */
const MEETING = {
  ...COMMANDS.occasions,
  date: localDate('2026-03-11'),
  id: CASE_EXPECTING.occasion.id,
  office: CASE.office,
  district: CASE.district,
  aspirant: { sex: 'woman' as const, ageAtReceipt: 46, targetGroup: 'unemployment-2018' },
  recordedAt: '2026-03-09T11:00:00.000Z',
  attendance: null,
};

function referred(): Story {
  const day = localDate('2026-03-02');
  const decided = decideReferral(referral, day, day, STOCKHOLM);
  if (decided.outcome === 'refused') throw new Error(`the referral was refused as ${decided.refusal.code}`);
  return { state: record(CASE_ID, undefined, decided.facts, recordedBy(day)).state, texts: new Map() };
}

/** The story after the example of a command, recorded at noon of a day. */
function next({ state, texts }: Story, name: CommandName, day: string): Story {
  const parsed = parseCommand(name, COMMANDS[name], 1);
  if (!parsed.ok) throw parsed.error;
  const decided = decide(state, parsed.command, {
    today: localDate(day),
    city: STOCKHOLM,
    source: 'live',
    person: referral.person,
    hash: CASE.plan.hash,
    occasions: [MEETING],
  });
  if (decided.outcome === 'refused') throw new Error(`${name} was refused as ${decided.refusal.code}`);
  const after = record(CASE_ID, state, decided.facts, recordedBy(day));
  return { state: after.state, texts: new Map([...texts, [state.version + 1, parsed.command]]) };
}

/** The story after the nightly check of a day. */
function checked({ state, texts }: Story, day: string): Story {
  const found = assess(state, STOCKHOLM, localDate(day));
  return { state: record(CASE_ID, state, found, recordedBy(day)).state, texts };
}

const shownOn = (story: Story, day: string) =>
  caseView.parse(showCase({ ...story, referral }, STOCKHOLM, localDate(day)));

function approved(): Story {
  const planned = next(
    next(next(referred(), 'enrolments', '2026-03-04'), 'coaches', '2026-03-04'),
    'plans',
    '2026-03-05',
  );
  const answered = next(checked(planned, '2026-03-06'), 'answers', '2026-03-06');
  return next(next(answered, 'receipts', '2026-03-06'), 'measures', '2026-03-09');
}

describe('The examples tell one story: what is answered is what the requests lead to', () => {
  test('a referral, an enrolment, a plan approved with reservation, and a measure', () => {
    expect(shownOn(approved(), '2026-03-09')).toEqual(CASE);
  });

  test('then a meeting, and how it went', () => {
    const { occasion: expected, ...expecting } = CASE_EXPECTING;
    const { occasion: registered, ...after } = CASE_REGISTERED;
    const met = next(approved(), 'occasions', '2026-03-10');
    expect(shownOn(met, '2026-03-10')).toEqual(expecting);
    expect(expected).toMatchObject({ presence: null, registeredAt: null, registeredBy: null });
    expect(shownOn(next(met, 'attendances', '2026-03-11'), '2026-03-11')).toEqual(after);
    expect(registered).toMatchObject({ id: expected.id, presence: 'late', registeredBy: { officer: 'JT-7' } });
  });

  test('or an interruption, and a restart', () => {
    const interrupted = next(approved(), 'interruptions', '2026-04-01');
    expect(shownOn(interrupted, '2026-04-01')).toEqual(CASE_INTERRUPTED);
    expect(shownOn(next(interrupted, 'restarts', '2026-05-04'), '2026-05-04')).toMatchObject({ status: 'planned' });
  });

  test('or a follow-up in time, and work, which turns out to be a mistake', () => {
    const closed = next(next(approved(), 'reviews', '2026-06-04'), 'closures', '2026-06-30');
    expect(shownOn(closed, '2026-06-30')).toEqual(CASE_CLOSED);
    expect(shownOn(next(closed, 'reopenings', '2026-07-02'), '2026-07-02')).toMatchObject({ status: 'planned' });
  });

  test.each(['transfers', 'person-changes', 'disclosure-withdrawals', 'restrictions', 'statements'] as const)(
    'or one of the %s',
    (name) => {
      const { status, version } = shownOn(next(approved(), name, '2026-04-15'), '2026-04-15');
      expect([status, version]).toEqual(['planned', 9]);
    },
  );

  test('or a restriction, which is lifted', () => {
    const restricted = next(approved(), 'restrictions', '2026-04-15');
    expect(shownOn(restricted, '2026-04-15')).toMatchObject({ version: 9, restrictedOn: '2026-04-15' });
    const lifted = next(restricted, 'restriction-liftings', '2026-05-04');
    expect(shownOn(lifted, '2026-05-04')).toMatchObject({ version: 10, restrictedOn: null });
  });
});
