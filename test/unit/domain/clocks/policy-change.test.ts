import { describe, expect, test } from 'vitest';
import { annotationOf, nextCheckDay, pendingFindings } from '../../../../shared/domain/clocks/findings.ts';
import type { ClockPolicies, GuaranteePolicy, ReviewPolicy } from '../../../../shared/domain/clocks/policy.ts';
import type { TimelineEntry } from '../../../../shared/domain/clocks/timeline.ts';
import { fromEpochDay, localDate } from '../../../../shared/domain/time/local-date.ts';
import { reading, reviewPolicy } from './readings.ts';
import { clock, reckoned, told } from './timelines.ts';

const FIVE_DAYS: GuaranteePolicy = { ...reading('guarantee-five-days'), validTo: localDate('2026-03-04') };

/** From Thursday 5 March 2026 the promise is another; here of ten days, and also of those who wait already. */
function since5March(changes: Partial<GuaranteePolicy> = {}): ClockPolicies {
  const ten: GuaranteePolicy = {
    ...reading('guarantee-five-days'),
    id: 'guarantee-ten-days',
    days: 10,
    validFrom: localDate('2026-03-05'),
    appliesTo: 'open-clocks-too',
    ...changes,
  };
  return { guarantee: [FIVE_DAYS, ten], review: [reviewPolicy()] };
}

/** Monday 2 March: five days are Monday the 9th, warned of from Thursday the 5th; ten are Thursday the 12th. */
const received = told('received', '2026-03-02');

function shown(timeline: ReadonlyArray<TimelineEntry>, today: string, policies = since5March()) {
  const { policy, state, warnOn, dueOn } = clock(timeline, 'guarantee/1', today, policies);
  return `${policy} ${state}, warned ${warnOn}, due ${dueOn}`;
}

function findings(timeline: ReadonlyArray<TimelineEntry>, policies = since5March()) {
  return pendingFindings(reckoned(timeline, policies), [])
    .filter((finding) => finding.clock === 'guarantee/1')
    .map(({ kind, asOf }) => `${kind} ${fromEpochDay(asOf)}`);
}

describe('A policy that says so takes over open clocks', () => {
  test('from its first day, and not before', () => {
    expect(shown([received], '2026-03-04')).toBe('guarantee-five-days running, warned 2026-03-05, due 2026-03-09');
    expect(shown([received], '2026-03-05')).toBe('guarantee-ten-days running, warned 2026-03-10, due 2026-03-12');
    expect(findings([received])).toEqual(['warned 2026-03-10', 'missed 2026-03-13']);
  });

  test('and says so in the explanation, naming both', () => {
    const before = clock([received], 'guarantee/1', '2026-03-04', since5March()).explanation;
    expect(before.some(({ sv }) => sv.includes('guarantee-ten-days'))).toBe(false);
    const { explanation } = clock([received], 'guarantee/1', '2026-03-05', since5March());
    expect(explanation.map(({ date, sv }) => `${date} ${sv}`).slice(0, -1)).toEqual([
      '2026-03-02 Hänvisningen togs emot. Dagen räknas som dag noll.',
      '2026-03-12 10 kalenderdagar räknade.',
      '2026-03-05 Från denna dag gäller guarantee-ten-days i stället för guarantee-five-days, också för frister som löper.',
      '2026-03-05 Sista dagen flyttades från 2026-03-09 till 2026-03-12.',
      '2026-03-12 Sista dagen att hålla löftet; hela dagen räknas.',
      '2026-03-10 Från denna dag varnas för att fristen löper ut.',
    ]);
    expect(explanation.map(({ en }) => en)).toContain(
      'From this day guarantee-ten-days applies instead of guarantee-five-days, to open clocks too.',
    );
    expect(explanation.at(-1)?.sv).toContain('Räknat enligt guarantee-ten-days: ');
  });

  test('but no clock that was past due: it was missed, and stays so', () => {
    const early = [told('received', '2026-02-20')];
    expect(shown(early, '2026-03-06')).toBe('guarantee-five-days missed, warned 2026-02-23, due 2026-02-25');
    expect(findings(early)).toEqual(['warned 2026-02-23', 'missed 2026-02-26']);
  });

  test('one whose last day is the first of the new policy', () => {
    const timeline = [told('received', '2026-02-28')];
    expect(shown(timeline, '2026-03-04')).toBe('guarantee-five-days at-risk, warned 2026-03-03, due 2026-03-05');
    expect(shown(timeline, '2026-03-05')).toBe('guarantee-ten-days running, warned 2026-03-06, due 2026-03-10');
    expect(findings(timeline)).toEqual(['warned 2026-03-03', 'missed 2026-03-11']);
  });

  test('but none that had ended', () => {
    const kept = [received, told('plan-approved', '2026-03-04')];
    expect(shown(kept, '2026-03-06')).toBe('guarantee-five-days met, warned 2026-03-05, due 2026-03-09');
    const closed = [received, told('closed', '2026-03-03')];
    expect(shown(closed, '2026-03-06')).toBe('guarantee-five-days void, warned 2026-03-05, due 2026-03-09');
    expect(findings(closed)).toEqual([]);
  });

  test('one of which nobody had yet told that it had ended: no later telling makes it missed', () => {
    const late = [received, told('work-started', '2026-03-04', '2026-03-11')];
    expect(shown(late, '2026-03-11')).toBe('guarantee-ten-days met, warned 2026-03-10, due 2026-03-12');
    expect(findings(late)).toEqual(['warned 2026-03-10']);
    const inTheNight = [received, told('work-started', '2026-03-04', '2026-03-05T03:14:59Z')];
    expect(shown(inTheNight, '2026-03-11')).toContain('guarantee-five-days met');
  });

  test('one that has not begun, which begins under the new policy', () => {
    const held = [told('held', '2026-03-02')];
    expect(clock(held, 'guarantee/1', '2026-03-06', since5March())).toMatchObject({
      policy: 'guarantee-ten-days',
      state: 'not-started',
    });
    const released = [...held, told('released', '2026-03-06')];
    expect(shown(released, '2026-03-06')).toBe('guarantee-ten-days running, warned 2026-03-12, due 2026-03-16');
  });

  test('and leaves those opened since to the policy itself, without a word', () => {
    const { explanation, policy } = clock([told('received', '2026-03-05')], 'guarantee/1', '2026-03-05', since5March());
    expect(policy).toBe('guarantee-ten-days');
    expect(explanation.some(({ sv }) => sv.includes('guarantee-five-days'))).toBe(false);
  });
});

describe('A shorter policy that takes over open clocks', () => {
  const oneDay = since5March({ id: 'guarantee-one-day', days: 1 });

  test('moves no last day to before its own first day, nor to one on which nobody can act', () => {
    expect(shown([received], '2026-03-05', oneDay)).toBe(
      'guarantee-one-day at-risk, warned 2026-03-05, due 2026-03-05',
    );
    expect(findings([received], oneDay)).toEqual(['warned 2026-03-05', 'missed 2026-03-06']);
    const saturday = since5March({ id: 'guarantee-one-day', days: 1, validFrom: localDate('2026-03-07') });
    const { guarantee, review } = saturday;
    const early = guarantee.map((policy) =>
      policy === FIVE_DAYS ? { ...policy, validTo: localDate('2026-03-06') } : policy,
    );
    expect(shown([received], '2026-03-07', { guarantee: early, review })).toContain('due 2026-03-09');
  });

  test('says why the last day is no earlier', () => {
    const { explanation } = clock([received], 'guarantee/1', '2026-03-05', oneDay);
    expect(explanation.map(({ sv }) => sv)).toContain(
      'Sista dagen flyttades inte längre bakåt än hit: den flyttas aldrig till en dag som då redan var förbi.',
    );
  });

  test('leaves the warning that has been given, and gives no other', () => {
    const from6March = since5March({ validFrom: localDate('2026-03-06') });
    const guarantee = from6March.guarantee.map((policy) =>
      policy.id === 'guarantee-five-days' ? { ...policy, validTo: localDate('2026-03-05') } : policy,
    );
    const policies = { ...from6March, guarantee };
    expect(findings([received], policies)).toEqual(['warned 2026-03-05', 'missed 2026-03-13']);
    const stopped = [received, told('work-started', '2026-03-09')];
    expect(annotationOf({ kind: 'warned' }, reckoned(stopped, policies)[0])).toBeNull();
  });
});

describe('What stops a promise', () => {
  const planOnly = since5March({ id: 'guarantee-plan-only', stoppedBy: ['plan'], closingWithWork: 'voids' });

  test('is what the policy of the day calls for', () => {
    const work = [received, told('work-started', '2026-03-05')];
    expect(shown(work, '2026-03-13', planOnly)).toContain('guarantee-plan-only missed');
    expect(shown(work, '2026-03-13')).toContain('guarantee-ten-days met');
    expect(shown([received, told('work-started', '2026-03-04')], '2026-03-13', planOnly)).toContain('five-days met');
  });
});

describe('A policy that does not say so', () => {
  test.each([undefined, 'clocks-opened-since'] as const)('(%s) times only the clocks opened since', (appliesTo) => {
    const policies = since5March({ appliesTo });
    expect(shown([received], '2026-03-05', policies)).toBe(
      'guarantee-five-days at-risk, warned 2026-03-05, due 2026-03-09',
    );
    expect(shown([told('received', '2026-03-05')], '2026-03-05', policies)).toContain('guarantee-ten-days');
    const { explanation } = clock([received], 'guarantee/1', '2026-03-05', policies);
    expect(explanation.some(({ sv }) => sv.includes('guarantee-ten-days'))).toBe(false);
  });
});

describe('A follow-up', () => {
  const three: ReviewPolicy = { ...reviewPolicy(), validTo: localDate('2026-04-30') };
  const two: ReviewPolicy = {
    ...reviewPolicy(),
    id: 'review-two-months',
    months: 2,
    validFrom: localDate('2026-05-01'),
    appliesTo: 'open-clocks-too',
  };
  const policies: ClockPolicies = { guarantee: [reading('guarantee-five-days')], review: [three, two] };
  const review = (approvedOn: string, today: string) => {
    const timeline = [received, told('plan-approved', approvedOn)];
    const { policy, state, warnOn, dueOn } = clock(timeline, 'review/1', today, policies);
    return `${policy} ${state}, warned ${warnOn}, due ${dueOn}`;
  };

  test('is taken over alike: two months from the approval, or the first working day of the new policy', () => {
    expect(review('2026-04-15', '2026-04-30')).toBe('review-three-months running, warned 2026-07-01, due 2026-07-15');
    expect(review('2026-04-15', '2026-05-01')).toBe('review-two-months running, warned 2026-06-01, due 2026-06-15');
    expect(review('2026-03-04', '2026-05-01')).toBe('review-two-months at-risk, warned 2026-05-01, due 2026-05-04');
  });

  test('is looked at on the nights of the new days', () => {
    const timeline = [told('received', '2026-04-15'), told('plan-approved', '2026-04-15')];
    const pending = pendingFindings(reckoned(timeline, policies), []);
    expect(fromEpochDay(nextCheckDay(pending) ?? 0)).toBe('2026-06-01');
  });
});
