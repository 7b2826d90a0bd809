import { addMonths, type EpochDay, fromEpochDay, type LocalDate } from '../time/local-date.ts';
import type { ClosedDay, WorkingDays } from '../time/working-days.ts';
import type { ClockEnd } from './clock-kinds.ts';
import { moves } from './explain-moves.ts';
import type { GuaranteePolicy, ReviewPolicy } from './policy.ts';
import type { ReckonedClock } from './reckon.ts';
import { spanUnder } from './spans.ts';

/** One step of a reckoning, for a coach to read to the aspirant. */
export interface ExplanationStep {
  readonly sv: string;
  readonly en: string;
  /** The day the step is about. */
  readonly date: LocalDate;
}

/**
 * Every step from the start of a clock to its due day and its end: which days were counted, which were skipped and why
 * (holidays named), what has moved it since, and under which policy.
 */
export function explain(clock: ReckonedClock): ReadonlyArray<ExplanationStep> {
  const policy = underPolicy(clock);
  const moved = moves(clock).map(({ day, sv, en }) => step(day, sv, en));
  if (clock.span === null) return [notStarted(clock), ...moved, policy];
  const { startedOn, warnOn, dueOn } = clock.span;
  const countedTo = spanUnder(clock.policy, startedOn, clock.calendar).dueOn;
  return [
    started(clock, startedOn),
    ...counted(clock.policy, startedOn, countedTo, clock.calendar),
    ...moved,
    ...(countedTo === dueOn ? [] : [notBefore(dueOn)]),
    step(dueOn, 'Sista dagen att hålla löftet; hela dagen räknas.', 'The last day to keep the promise, to its end.'),
    step(warnOn, 'Från denna dag varnas för att fristen löper ut.', 'From this day the case is shown as at risk.'),
    ...(clock.end === null ? [] : [ended(clock.end.by, clock.end.fact.on, dueOn)]),
    policy,
  ];
}

function step(day: EpochDay, sv: string, en: string): ExplanationStep {
  return { sv, en, date: fromEpochDay(day) };
}

function notBefore(dueOn: EpochDay): ExplanationStep {
  return step(
    dueOn,
    'Sista dagen flyttades inte längre bakåt än hit: den flyttas aldrig till en dag som då redan var förbi.',
    'The last day was moved back no further than this: never to a day that was already over by then.',
  );
}

function notStarted(clock: ReckonedClock): ExplanationStep {
  return clock.policy.kind === 'guarantee' && clock.policy.startsWith === 'referral'
    ? step(
        clock.openedBy.on,
        'Fristen har inte börjat: personen väntar på biståndsbeslutet, som den har rätt att få först.',
        'The clock has not started: the person awaits the decision on support, and has the right to it first.',
      )
    : step(
        clock.openedBy.on,
        'Fristen har inte börjat: personen är inte inskriven.',
        'The clock has not started: not enrolled.',
      );
}

function started(clock: ReckonedClock, day: EpochDay): ExplanationStep {
  const zero = { sv: 'Dagen räknas som dag noll.', en: 'It counts as day zero.' };
  const say = (sv: string, en: string) => step(day, `${sv} ${zero.sv}`, `${en} ${zero.en}`);
  switch (clock.startedBy?.kind) {
    case 'released':
      return say('Väntan på biståndsbeslutet är över.', 'The wait for the decision on support is over.');
    case 'restarted':
      return say('Nystart efter avbrott.', 'Restart after an interruption.');
    case 'plan-approved':
      return say('Aspiranten godkände planen.', 'The aspirant approved the plan.');
    case 'reviewed':
      return say('Planen följdes upp.', 'The plan was reviewed.');
    case 'enrolled':
      return say('Personen skrevs in.', 'The person was enrolled.');
    default:
      return say('Hänvisningen togs emot.', 'The referral was received.');
  }
}

function counted(
  policy: GuaranteePolicy | ReviewPolicy,
  startedOn: EpochDay,
  dueOn: EpochDay,
  calendar: WorkingDays,
): ReadonlyArray<ExplanationStep> {
  if (policy.kind === 'guarantee' && policy.unit === 'working-days') {
    return [
      ...closedDays(startedOn + 1, dueOn, calendar),
      step(dueOn, `${policy.days} arbetsdagar räknade.`, `${policy.days} working days counted.`),
    ];
  }
  const lastDay = policy.kind === 'guarantee' ? startedOn + policy.days : addMonths(startedOn, policy.months);
  const length =
    policy.kind === 'guarantee'
      ? step(lastDay, `${policy.days} kalenderdagar räknade.`, `${policy.days} calendar days counted.`)
      : step(lastDay, `${policy.months} månader räknade.`, `${policy.months} months counted.`);
  return [length, ...closedDays(lastDay, dueOn - 1, calendar)];
}

function closedDays(from: EpochDay, to: EpochDay, calendar: WorkingDays): ReadonlyArray<ExplanationStep> {
  const steps: Array<ExplanationStep> = [];
  for (let day = from; day <= to; day++) {
    const closed = calendar.closed(day);
    if (closed !== undefined) steps.push(step(day, ...skipped(closed)));
  }
  return steps;
}

function skipped(closed: ClosedDay): [sv: string, en: string] {
  switch (closed.reason) {
    case 'saturday':
      return ['Hoppas över: lördag.', 'Skipped: Saturday.'];
    case 'sunday':
      return ['Hoppas över: söndag.', 'Skipped: Sunday.'];
    case 'holiday':
      return [
        `Hoppas över: ${closed.holidays.map((holiday) => holiday.sv).join(' och ')}.`,
        `Skipped: ${closed.holidays.map((holiday) => holiday.en).join(' and ')}.`,
      ];
  }
}

const ENDED: Readonly<Record<ClockEnd, readonly [sv: string, en: string]>> = {
  plan: ['Aspiranten godkände planen', 'The aspirant approved the plan'],
  work: ['Arbete började', 'Work started'],
  'other-measure': ['En annan insats började', 'Another measure started'],
  review: ['Planen följdes upp', 'The plan was reviewed'],
  void: ['Fristen upphörde', 'The clock ceased'],
};

function ended(by: ClockEnd, day: EpochDay, dueOn: EpochDay): ExplanationStep {
  const [sv, en] = ENDED[by];
  if (by === 'void')
    return step(day, `${sv} utan att löftet prövades.`, `${en} before the promise was put to the test.`);
  return day <= dueOn
    ? step(day, `${sv}: löftet hölls.`, `${en}: the promise was kept.`)
    : step(day, `${sv}: för sent.`, `${en}: too late.`);
}

function underPolicy({ policy, span, openedBy }: ReckonedClock): ExplanationStep {
  return step(
    span?.startedOn ?? openedBy.on,
    `Räknat enligt ${policy.id}: ${policy.sv}`,
    `Reckoned under ${policy.id}: ${policy.en}`,
  );
}
