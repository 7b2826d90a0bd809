import * as z from 'zod';

/**
 * The reports of 2008 and 2009 reckoned a second time, straight from lines of history and in the plainest way: lists,
 * dates as text, holidays written down by hand. Shares no code with the product.
 */

const bodySchema = z.looseObject({
  heldOn: z.string().optional(),
  answeredOn: z.string().optional(),
  startedOn: z.string().optional(),
  on: z.string().optional(),
  answer: z.string().optional(),
  kind: z.string().optional(),
  outcome: z.string().optional(),
  activities: z.array(z.looseObject({ occasionsPerWeek: z.number(), minutesPerOccasion: z.number() })).optional(),
});

const lineSchema = z.looseObject({
  referral: z.looseObject({
    district: z.string(),
    receivedOn: z.string(),
    ground: z.string(),
    person: z.looseObject({ birthDate: z.string(), sex: z.string(), childrenInHousehold: z.boolean().optional() }),
    circumstances: z.looseObject({
      sfiStudent: z.boolean().optional(),
      refugeeOrFamilyImmigrant: z.boolean().optional(),
      newVisit: z.boolean().optional(),
      unemployedSince: z.string().optional(),
    }),
  }),
  // biome-ignore lint/suspicious/noThenProperty: the import format names the field so; nothing here is awaited
  then: z.array(z.tuple([z.string(), bodySchema])),
});

type Line = z.infer<typeof lineSchema>;
type Body = z.infer<typeof bodySchema>;

/** Every case of some lines that was not opened by mistake. */
export function plainCases(lines: ReadonlyArray<string>): ReadonlyArray<PlainCase> {
  return lines
    .map((text) => plainCase(lineSchema.parse(JSON.parse(text))))
    .filter(({ outcome }) => outcome !== 'opened-by-mistake');
}

export interface PlainCase {
  readonly keys: Readonly<Record<string, string>>;
  /** Every target group that the person was in. */
  readonly groups: ReadonlyArray<string>;
  /** Why the person goes first, the first reason first. */
  readonly priority: ReadonlyArray<string>;
  readonly thin: boolean;
  readonly answer: string | undefined;
  readonly received: string;
  readonly enrolled: string | undefined;
  readonly approved: string | undefined;
  readonly work: string | undefined;
  readonly otherMeasure: string | undefined;
  readonly reviews: ReadonlyArray<string>;
  readonly closed: string | undefined;
  readonly outcome: string | undefined;
}

function plainCase({ referral, then }: Line): PlainCase {
  const age = ageOn(referral.person.birthDate, referral.receivedOn);
  const bodies = (path: RegExp, fits: (body: Body) => boolean = () => true) =>
    then.filter(([name, body]) => path.test(name) && fits(body)).map(([, body]) => body);
  const earliest = (days: ReadonlyArray<string | undefined>) => days.filter((day) => day !== undefined).sort()[0];
  const [closure] = bodies(/^closures$/);
  const office = officeOf(referral.district, age);
  const [activity, ...more] = bodies(/^plans$/)[0]?.activities ?? [];
  return {
    groups: targetGroupsOf(referral, age),
    priority: office === 'rosenlund' && referral.receivedOn >= '2009-01-01' ? priorityOf(referral, age) : [],
    thin:
      activity !== undefined &&
      more.length === 0 &&
      activity.occasionsPerWeek <= 1 &&
      activity.minutesPerOccasion <= 60,
    answer: bodies(/answers$/)[0]?.answer,
    keys: {
      'by-office': office,
      'by-district': referral.district,
      'by-target-group': targetGroupsOf(referral, age)[0] ?? '',
      'by-sex': referral.person.sex,
      'by-age-class': ageClassOf(age),
    },
    received: referral.receivedOn,
    enrolled: bodies(/^enrolments$/)[0]?.heldOn,
    approved: bodies(/answers$/, ({ answer }) => answer?.startsWith('approved') ?? false)[0]?.answeredOn,
    work: earliest(bodies(/^measures$/, ({ kind }) => kind === 'work').map(({ startedOn }) => startedOn)),
    otherMeasure: earliest(bodies(/^measures$/, ({ kind }) => kind !== 'work').map(({ startedOn }) => startedOn)),
    reviews: bodies(/^reviews$/).map(({ heldOn = '' }) => heldOn),
    closed: closure?.on,
    outcome: closure?.outcome,
  };
}

function ageOn(birth: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4));
  return day.slice(5) < birth.slice(5) ? years - 1 : years;
}

function officeOf(district: string, age: number): string {
  if (['hasselby-vallingby', 'bromma'].includes(district)) return 'vallingby';
  if (['rinkeby-kista', 'spanga-tensta'].includes(district)) return age >= 16 && age <= 24 ? 'kista-youth' : 'kista';
  if (['skarholmen', 'hagersten-liljeholmen', 'alvsjo'].includes(district)) return 'skarholmen';
  if (['enskede-arsta-vantor', 'farsta', 'skarpnack'].includes(district)) return 'vantor';
  return 'rosenlund';
}

/** In the order of 2008 and 2009, of people with an obvious place: the lines hold no others. */
function targetGroupsOf({ ground, circumstances }: Line['referral'], age: number): ReadonlyArray<string> {
  const groups: Array<string> = [];
  if (circumstances.sfiStudent === true && ground !== 'none') groups.push('sfi-student');
  if (circumstances.refugeeOrFamilyImmigrant === true && age >= 18) groups.push('refugee-or-family-immigrant');
  if (age >= 16 && age <= 24 && ground !== 'none') groups.push('young');
  if (ground === 'unemployment') groups.push('unemployment');
  if (ground === 'other-reason' && circumstances.newVisit === true) groups.push('new-visit-other-reason');
  return groups;
}

/** Young people, people with children and the newly unemployed, as agreed at Rosenlund. */
function priorityOf({ receivedOn, person, circumstances }: Line['referral'], age: number): ReadonlyArray<string> {
  const reasons: Array<string> = [];
  if (age >= 16 && age <= 24) reasons.push('young');
  if (person.childrenInHousehold === true) reasons.push('children');
  const { unemployedSince } = circumstances;
  const days = unemployedSince === undefined ? -1 : daysBetween(unemployedSince, receivedOn);
  if (days >= 0 && days <= 90) reasons.push('newly-unemployed');
  return reasons;
}

function ageClassOf(age: number): string {
  if (age < 16 || age > 64) return 'other';
  if (age < 20) return '16-19';
  if (age < 25) return '20-24';
  if (age < 30) return '25-29';
  if (age < 45) return '30-44';
  return age < 55 ? '45-54' : '55-64';
}

export type Measures = Readonly<Record<string, number | null>>;

/** Tables by id, rows by key: what a report says, without its order. */
export type PlainTables = Readonly<
  Record<string, { readonly rows: Readonly<Record<string, Measures>>; readonly total: Measures }>
>;

const TABLES = ['by-office', 'by-district', 'by-target-group', 'by-sex', 'by-age-class'];
const ALWAYS: Readonly<Record<string, ReadonlyArray<string>>> = {
  'by-sex': ['woman', 'man', 'unknown'],
  'by-age-class': ['16-19', '20-24', '25-29', '30-44', '45-54', '55-64', 'other'],
};

export const ratio = (part: number, whole: number) => (whole === 0 ? null : part / whole);

/** The report `outcomes` of a period. */
export function plainOutcomes(cases: ReadonlyArray<PlainCase>, from: string, to: string): PlainTables {
  const inPlay = cases.filter(({ received, closed }) => received <= to && !(closed !== undefined && closed < from));
  return tablesOf(inPlay, (some) => {
    const closed = some.filter((each) => each.closed !== undefined && each.closed <= to);
    const ended = (...outcomes: ReadonlyArray<string>) =>
      closed.filter(({ outcome }) => outcomes.includes(outcome ?? '')).length;
    const dropOut = ended('own-wish', 'non-attendance', 'unknown', 'moved');
    return {
      openAtStart: some.filter(({ received }) => received < from).length,
      referred: some.filter(({ received }) => received >= from).length,
      closed: closed.length,
      shareClosed: ratio(closed.length, some.length),
      work: ended('work'),
      subsidisedWork: ended('subsidised-work'),
      studies: ended('studies'),
      workOrStudiesShare: ratio(ended('work', 'subsidised-work', 'studies'), closed.length),
      dropOut,
      dropOutShare: ratio(dropOut, closed.length),
    };
  });
}

/** The report `compliance` of a period. */
export function plainCompliance(cases: ReadonlyArray<PlainCase>, from: string, to: string): PlainTables {
  const dueInPeriod = ({ due }: PlainPromise) => from <= due && due <= to;
  const guarantees = (reading: Reading) => cases.flatMap((each) => guaranteeOf(each, reading)).filter(dueInPeriod);
  const both = [...guarantees(FIVE_DAYS), ...cases.flatMap(reviewsOf).filter(dueInPeriod)];
  const readings = Object.entries(READINGS).map(([id, reading]) => [id, metAndDue(guarantees(reading))] as const);
  return {
    ...tablesOf(both, (some) => {
      const five = some.filter(({ kind }) => kind === 'guarantee');
      const due = five.filter(({ by }) => by !== 'void');
      const met = due.filter(isKept);
      const reviews = some.filter(({ kind, by }) => kind === 'review' && by !== 'void');
      const days = due.flatMap(({ start, stop }) => (stop === undefined ? [] : [daysBetween(start, stop)]));
      days.sort((a, b) => a - b);
      const middle = [days[Math.ceil(days.length / 2) - 1] ?? 0, days[Math.floor(days.length / 2)] ?? 0];
      return {
        ...metAndDue(five),
        metByPlan: met.filter(({ by }) => by === 'plan').length,
        metByWork: met.filter(({ by }) => by === 'work').length,
        metByOtherMeasure: met.filter(({ by }) => by === 'other-measure').length,
        voided: five.length - due.length,
        medianDays: days.length === 0 ? null : ((middle[0] ?? 0) + (middle[1] ?? 0)) / 2,
        p90Days: days[Math.ceil((days.length * 9) / 10) - 1] ?? null,
        registeredLate: 0,
        reviewsDue: reviews.length,
        reviewsInTime: reviews.filter(isKept).length,
        reviewInTimeShare: ratio(reviews.filter(isKept).length, reviews.length),
      };
    }),
    'policy-readings': { rows: Object.fromEntries(readings), total: metAndDue(guarantees(FIVE_DAYS)) },
  };
}

export function tablesOf<T extends Pick<PlainCase, 'keys'>>(
  things: ReadonlyArray<T>,
  measure: (some: ReadonlyArray<T>) => Measures,
): PlainTables {
  return Object.fromEntries(
    TABLES.map((id) => {
      const keys = new Set([...(ALWAYS[id] ?? []), ...things.map((thing) => thing.keys[id] ?? '')]);
      const rows = [...keys].map((key) => [key, measure(things.filter((thing) => thing.keys[id] === key))]);
      return [id, { rows: Object.fromEntries(rows), total: measure(things) }];
    }),
  );
}

export interface PlainPromise {
  readonly keys: PlainCase['keys'];
  readonly kind: 'guarantee' | 'review';
  readonly start: string;
  readonly due: string;
  readonly stop: string | undefined;
  readonly by: string | undefined;
}

export const isKept = ({ stop, due, by }: PlainPromise) => stop !== undefined && by !== 'void' && stop <= due;

function metAndDue(promises: ReadonlyArray<PlainPromise>): Measures {
  const due = promises.filter(({ by }) => by !== 'void');
  const met = due.filter(isKept);
  return { guaranteesDue: due.length, guaranteesMet: met.length, guaranteeMetShare: ratio(met.length, due.length) };
}

export interface Reading {
  readonly start: (each: PlainCase) => string | undefined;
  readonly due: (start: string) => string;
  readonly planOnly: boolean;
}

export const FIVE_DAYS: Reading = {
  start: ({ received }) => received,
  due: (start) => nextOpenDay(plusDays(start, 5)),
  planOnly: false,
};

const READINGS: Readonly<Record<string, Reading>> = {
  'guarantee-five-days': FIVE_DAYS,
  'guarantee-unrolled': { ...FIVE_DAYS, due: (start) => plusDays(start, 5) },
  'guarantee-working-days': { ...FIVE_DAYS, due: fifthOpenDayAfter },
  'guarantee-from-enrolment': { ...FIVE_DAYS, start: ({ enrolled }) => enrolled },
  'guarantee-plan-only': { ...FIVE_DAYS, planOnly: true },
};

export function guaranteeOf(
  each: PlainCase,
  { start: startOf, due: dueOf, planOnly }: Reading,
): ReadonlyArray<PlainPromise> {
  const start = startOf(each);
  if (start === undefined) return [];
  const due = dueOf(start);
  const events: Array<readonly [day: string | undefined, by: string]> = planOnly
    ? [[each.approved, 'plan']]
    : [
        [each.work, 'work'],
        [each.otherMeasure, 'other-measure'],
        [each.approved, 'plan'],
      ];
  const stops = events.filter(([day]) => day !== undefined && day >= start);
  if (each.closed !== undefined && each.closed <= due && each.outcome !== 'declined-by-office') {
    const toWork = each.outcome === 'work' || each.outcome === 'subsidised-work';
    stops.push([each.closed, toWork && !planOnly ? 'work' : 'void']);
  }
  const [stop, by] = stops.toSorted(([a = ''], [b = '']) => (a < b ? -1 : a > b ? 1 : 0))[0] ?? [];
  return [{ keys: each.keys, kind: 'guarantee', start, due, stop, by }];
}

function reviewsOf(each: PlainCase): ReadonlyArray<PlainPromise> {
  if (each.approved === undefined) return [];
  const starts = [each.approved, ...each.reviews];
  return starts.map((start, index): PlainPromise => {
    const due = nextOpenDay(plusThreeMonths(start));
    const common = { keys: each.keys, kind: 'review', start, due } as const;
    const next = starts[index + 1];
    if (next !== undefined) return { ...common, stop: next, by: 'review' };
    const voided = each.closed !== undefined && each.closed <= due && each.outcome !== 'declined-by-office';
    return { ...common, stop: voided ? each.closed : undefined, by: voided ? 'void' : undefined };
  });
}

/** Days on which nobody can be expected to act, besides Saturdays and Sundays. */
const CLOSED_DAYS = new Set(
  `2008-01-01 2008-03-21 2008-03-24 2008-05-01 2008-06-06 2008-06-20 2008-12-24 2008-12-25 2008-12-26 2008-12-31
   2009-01-01 2009-01-06 2009-04-10 2009-04-13 2009-05-01 2009-05-21 2009-06-19 2009-12-24 2009-12-25 2009-12-31
   2010-01-01 2010-01-06 2010-04-02 2010-04-05 2010-05-13`.split(/\s+/),
);

function isOpen(day: string): boolean {
  const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !CLOSED_DAYS.has(day);
}

function nextOpenDay(day: string): string {
  return isOpen(day) ? day : nextOpenDay(plusDays(day, 1));
}

function fifthOpenDayAfter(day: string): string {
  return [1, 2, 3, 4, 5].reduce((reached) => nextOpenDay(plusDays(reached, 1)), day);
}

export function plusDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

export function daysBetween(start: string, stop: string): number {
  return Math.round((Date.parse(stop) - Date.parse(start)) / 86_400_000);
}

function plusThreeMonths(day: string): string {
  const months = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + 3;
  const month = `${Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}`;
  const candidates = [day.slice(8), '30', '29', '28'].map((number) => `${month}-${number}`);
  return candidates.find((candidate) => plusDays(candidate, 0) === candidate) ?? '';
}
