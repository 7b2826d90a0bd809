import {
  daysBetween,
  FIVE_DAYS,
  guaranteeOf,
  isKept,
  type Measures,
  type PlainCase,
  type PlainPromise,
  type PlainTables,
  plusDays,
  ratio,
  tablesOf,
} from './plain-reckoning.ts';

/**
 * The other kinds of reports of 2008 and 2009 reckoned a second time, from lists and dates as text: for each row of each
 * table the cases it is about are looked up and counted once more. Shares no code with the product.
 */

type Table = PlainTables[string];

const SEXES = ['woman', 'man', 'unknown'];
const within = (day: string | undefined, from: string, to: string) => day !== undefined && from <= day && day <= to;
const keyOf = (each: PlainCase, dimension: string) => each.keys[`by-${dimension}`] ?? '';

/** A table whose rows are those keys that any of the things has. */
function tableBy<T>(
  things: ReadonlyArray<T>,
  keysOf: (thing: T) => ReadonlyArray<string>,
  measure: (some: ReadonlyArray<T>) => Measures,
  always: ReadonlyArray<string> = [],
): Table {
  const having = new Map<string, Array<T>>(always.map((key) => [key, []]));
  for (const thing of things) {
    for (const key of keysOf(thing)) put(having, key, thing);
  }
  const rows = [...having].map(([key, some]) => [key, measure(some)] as const);
  return { rows: Object.fromEntries(rows), total: measure(things) };
}

function put<T>(lists: Map<string, Array<T>>, key: string, thing: T): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [thing]);
  else list.push(thing);
}

function median(days: ReadonlyArray<number>): number | null {
  const sorted = days.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  if (sorted.length === 0) return null;
  return sorted.length % 2 === 1
    ? (sorted[Math.floor(half)] ?? null)
    : ((sorted[half - 1] ?? 0) + (sorted[half] ?? 0)) / 2;
}

function p90(days: ReadonlyArray<number>): number | null {
  const sorted = days.toSorted((a, b) => a - b);
  return sorted[Math.ceil((sorted.length * 9) / 10) - 1] ?? null;
}

const TO_WORK_OR_STUDIES = ['work', 'subsidised-work', 'studies'];

/** Something that happened to a case on a day: a referral, a closure, or a promise falling due. */
interface PlainEvent {
  readonly of: PlainCase;
  readonly on: string;
  readonly what: 'referred' | 'closed' | 'due';
  readonly promise?: PlainPromise;
}

function eventsOf(each: PlainCase, from: string, to: string): ReadonlyArray<PlainEvent> {
  const promises = guaranteeOf(each, FIVE_DAYS).filter(({ by }) => by !== 'void');
  const all: ReadonlyArray<PlainEvent> = [
    { of: each, on: each.received, what: 'referred' },
    ...(each.closed === undefined ? [] : [{ of: each, on: each.closed, what: 'closed' as const }]),
    ...promises.map((promise) => ({ of: each, on: promise.due, what: 'due' as const, promise })),
  ];
  return all.filter(({ on }) => within(on, from, to));
}

const distinct = (cases: ReadonlyArray<PlainEvent>, what: PlainEvent['what']) =>
  new Set(cases.filter((event) => event.what === what).map(({ of }) => of));

function measureEvents(events: ReadonlyArray<PlainEvent>): Measures {
  const closed = [...distinct(events, 'closed')];
  const work = closed.filter(({ outcome }) => TO_WORK_OR_STUDIES.includes(outcome ?? '')).length;
  const due = events.flatMap(({ promise }) => promise ?? []);
  const met = due.filter(isKept).length;
  return {
    referred: distinct(events, 'referred').size,
    closed: closed.length,
    workOrStudies: work,
    workOrStudiesShare: ratio(work, closed.length),
    guaranteesDue: due.length,
    guaranteesMet: met,
    guaranteeMetShare: ratio(met, due.length),
  };
}

/** The report `target-groups` of a period of at most two years, all of it before the break. */
export function plainTargetGroups(cases: ReadonlyArray<PlainCase>, from: string, to: string): PlainTables {
  const events = cases.flatMap((each) => eventsOf(each, from, to));
  const month = ({ on }: PlainEvent) => on.slice(0, 7);
  const sex = ({ of }: PlainEvent) => keyOf(of, 'sex');
  const groups = ({ of }: PlainEvent) => of.groups;
  return {
    'split-by-month': tableBy(
      events,
      (event) => groups(event).map((group) => `${month(event)}/${group}`),
      measureEvents,
    ),
    'split-by-sex': tableBy(events, (event) => groups(event).map((group) => `${group}/${sex(event)}`), measureEvents),
    'merged-by-month': tableBy(events, (event) => [`${month(event)}/one-target-group`], measureEvents),
    'merged-by-month-and-sex': tableBy(
      events,
      (event) => [`${month(event)}/one-target-group/${sex(event)}`],
      measureEvents,
    ),
    'merged-by-sex': tableBy(events, (event) => [`one-target-group/${sex(event)}`], measureEvents),
    'by-sex': tableBy(events, (event) => [sex(event)], measureEvents, SEXES),
  };
}

/** The roots of the equation that Wilson's interval solves. */
function wilson(part: number, whole: number): readonly [number | null, number | null] {
  if (whole === 0) return [null, null];
  const z2 = 1.959964 ** 2;
  const [a, b, c] = [whole + z2, -(2 * part + z2), part ** 2 / whole];
  const root = Math.sqrt(Math.max(0, b * b - 4 * a * c));
  return [(-b - root) / (2 * a), (-b + root) / (2 * a)];
}

/** The report `equal-treatment` of a period. */
export function plainEqualTreatment(cases: ReadonlyArray<PlainCase>, from: string, to: string): PlainTables {
  const events = cases.flatMap((each) => eventsOf(each, from, to)).filter(({ what }) => what !== 'referred');
  const measure = (some: ReadonlyArray<PlainEvent>): Measures => {
    const { referred: _, ...counted } = measureEvents(some);
    const { guaranteesMet, guaranteesDue, workOrStudies, closed } = counted;
    const [metLow, metHigh] = wilson(guaranteesMet ?? 0, guaranteesDue ?? 0);
    const [workLow, workHigh] = wilson(workOrStudies ?? 0, closed ?? 0);
    const days = some.flatMap(({ of, promise }) =>
      promise?.stop === undefined ? [] : [daysBetween(of.received, promise.stop)],
    );
    return {
      ...counted,
      guaranteeMetShareLow: metLow,
      guaranteeMetShareHigh: metHigh,
      firstKept: days.length,
      medianDaysToFirstKept: median(days),
      p90DaysToFirstKept: p90(days),
      workOrStudiesShareLow: workLow,
      workOrStudiesShareHigh: workHigh,
    };
  };
  const by = (...dimensions: ReadonlyArray<string>) =>
    tableBy(events, ({ of }) => [dimensions.map((dimension) => keyOf(of, dimension)).join('/')], measure);
  return {
    'by-district': by('district'),
    'by-sex': tableBy(events, ({ of }) => [keyOf(of, 'sex')], measure, SEXES),
    'by-district-and-sex': by('district', 'sex'),
    'by-target-group-and-district': by('target-group', 'district'),
  };
}

interface PlainWait {
  readonly of: PlainCase;
  readonly until: string;
  readonly served: boolean;
  /** Nothing has ended the wait by the last day of the period. */
  readonly goesOn: boolean;
}

function waitOf(each: PlainCase, to: string): PlainWait {
  const kept = guaranteeOf(each, FIVE_DAYS).find(({ by }) => by !== undefined && by !== 'void')?.stop;
  const [end] = [kept, each.closed].filter((day) => day !== undefined && day <= to).toSorted();
  const until = end ?? to;
  return { of: each, until, served: kept === until, goesOn: end === undefined };
}

/** The report `waiting` of a period: everyone is held against everyone. */
export function plainWaiting(cases: ReadonlyArray<PlainCase>, from: string, to: string): PlainTables {
  const waits = cases.filter(({ received }) => within(received, from, to)).map((each) => waitOf(each, to));
  const goesFirst = ({ of }: PlainWait) => of.priority.length > 0;
  const ahead = waits.filter((wait) => goesFirst(wait) && wait.served);
  const firstToPass = ({ of, until, goesOn }: PlainWait) =>
    ahead
      .filter((other) => other.of.received > of.received && (goesOn || other.until < until))
      .filter((other) => keyOf(other.of, 'office') === keyOf(of, 'office'))
      .map((other) => other.until)
      .toSorted()[0];
  const passed = new Map(waits.map((wait) => [wait, firstToPass(wait)]));
  const waited = (some: ReadonlyArray<PlainWait>) => some.map(({ of, until }) => daysBetween(of.received, until));
  const measurePrioritised = (some: ReadonlyArray<PlainWait>): Measures => ({
    prioritised: some.length,
    prioritisedServed: some.filter(({ served }) => served).length,
    prioritisedMedianDays: median(waited(some)),
    prioritisedP90Days: p90(waited(some)),
  });
  const measure = (some: ReadonlyArray<PlainWait>): Measures => {
    const others = some.filter((wait) => !goesFirst(wait));
    const after = others.flatMap((wait) => {
      const day = passed.get(wait);
      return day === undefined ? [] : [daysBetween(day, wait.until)];
    });
    return {
      ...measurePrioritised(some.filter(goesFirst)),
      others: others.length,
      othersServed: others.filter(({ served }) => served).length,
      othersMedianDays: median(waited(others)),
      othersP90Days: p90(waited(others)),
      overtaken: after.length,
      overtakenShare: ratio(after.length, others.length),
      overtakenMedianDays: median(after),
      overtakenP90Days: p90(after),
    };
  };
  const month = ({ of }: PlainWait) => of.received.slice(0, 7);
  const office = ({ of }: PlainWait) => keyOf(of, 'office');
  return {
    'by-month-and-office': tableBy(waits, (wait) => [`${month(wait)}/${office(wait)}`], measure),
    'by-month': tableBy(waits, (wait) => [month(wait)], measure),
    'by-office': tableBy(waits, (wait) => [office(wait)], measure),
    'by-sex': tableBy(waits, ({ of }) => [keyOf(of, 'sex')], measure, SEXES),
    'by-priority': tableBy(waits.filter(goesFirst), ({ of }) => of.priority.slice(0, 1), measurePrioritised),
  };
}

/** The report `plan-quality` of a period; the lines hold one plan of a case at most. */
export function plainPlanQuality(cases: ReadonlyArray<PlainCase>, from: string, to: string): PlainTables {
  const isOpen = ({ received, closed }: PlainCase) => received <= to && (closed === undefined || closed > to);
  const counted = cases.filter((each) => isOpen(each) || within(each.approved, from, to));
  return tablesOf(counted, (some) => {
    const open = some.filter(isOpen);
    const inForce = open.filter(({ approved }) => approved !== undefined && approved <= to);
    const thin = inForce.filter((each) => each.thin).length;
    const answered = (answer: string, of: ReadonlyArray<PlainCase>) =>
      of.filter((each) => each.answer === answer).length;
    return {
      openCases: open.length,
      plansInForce: inForce.length,
      plansInForceShare: ratio(inForce.length, open.length),
      plansAssessed: inForce.length,
      thin,
      thinShare: ratio(thin, inForce.length),
      withReservation: answered('approved-with-reservation', inForce),
      withReservationShare: ratio(answered('approved-with-reservation', inForce), inForce.length),
      objected: answered('objected', open),
      unable: answered('unable', open),
      plansApproved: some.filter(({ approved }) => within(approved, from, to)).length,
    };
  });
}

/** The report `flow` of a period; nobody moves in the lines. */
export function plainFlow(cases: ReadonlyArray<PlainCase>, from: string, to: string): PlainTables {
  const concerned = cases.filter(({ received, closed }) => received <= to && !(closed !== undefined && closed < from));
  const openAfter = (day: string, some: ReadonlyArray<PlainCase>) =>
    some.filter(({ received, closed }) => received <= day && (closed === undefined || closed > day)).length;
  const between =
    (first: string, last: string) =>
    (some: ReadonlyArray<PlainCase>): Measures => ({
      stockStart: openAfter(plusDays(first, -1), some),
      referred: some.filter(({ received }) => within(received, first, last)).length,
      movedIn: 0,
      enrolled: some.filter(({ enrolled }) => within(enrolled, first, last)).length,
      closed: some.filter(({ closed }) => within(closed, first, last)).length,
      movedOut: 0,
      stockEnd: openAfter(last, some),
    });
  const whole = between(from, to);
  const months = monthsBetween(from, to);
  const offices = [...new Set(concerned.map((each) => keyOf(each, 'office')))];
  const rows = (places: ReadonlyArray<string | undefined>) =>
    Object.fromEntries(
      months.flatMap(([month, first, last]) =>
        places.map((place) => [
          place === undefined ? month : `${month}/${place}`,
          between(first, last)(concerned.filter((each) => place === undefined || keyOf(each, 'office') === place)),
        ]),
      ),
    );
  return {
    'by-month-and-office': { rows: rows(offices), total: whole(concerned) },
    'by-month': { rows: rows([undefined]), total: whole(concerned) },
    'by-office': tableBy(concerned, (each) => [keyOf(each, 'office')], whole),
    'by-sex': tableBy(concerned, (each) => [keyOf(each, 'sex')], whole, SEXES),
  };
}

/** The months of a period, with the first and last day of each that the period has. */
function monthsBetween(from: string, to: string): ReadonlyArray<readonly [month: string, first: string, last: string]> {
  const months: Array<readonly [string, string, string]> = [];
  let first = from;
  while (first <= to) {
    const month = first.slice(0, 7);
    let last = first;
    while (last < to && plusDays(last, 1).startsWith(month)) last = plusDays(last, 1);
    months.push([month, first, last]);
    first = plusDays(last, 1);
  }
  return months;
}
