import * as z from 'zod';

/**
 * What an official with a wall calendar and a pile of case papers would find: the days are gone through one by one, each
 * morning looking at the promises that are open and in the evening filing the papers of the day. Shares no code with the
 * product.
 */

const bodySchema = z.looseObject({
  heldOn: z.string().optional(),
  answeredOn: z.string().optional(),
  startedOn: z.string().optional(),
  on: z.string().optional(),
  answer: z.string().optional(),
  outcome: z.string().optional(),
});

const paperSchema = z.looseObject({
  key: z.string(),
  referral: z.looseObject({ receivedOn: z.string(), person: z.looseObject({ protection: z.string() }) }),
  // biome-ignore lint/suspicious/noThenProperty: the import format names the field so; nothing here is awaited
  then: z.array(z.tuple([z.string(), bodySchema])),
});

/** What a morning's check should have written down. */
export interface Note {
  readonly key: string;
  readonly protectedPerson: boolean;
  readonly clock: string;
  readonly kind: 'warned' | 'missed';
  readonly asOf: string;
}

interface Promised {
  readonly clock: string;
  readonly since: string;
  readonly warnOn: string;
  readonly dueOn: string;
  warned: boolean;
}

/** Red days that are no Saturday or Sunday, and the eves that are kept like them. */
const RED = `
  2008-01-01 2008-03-21 2008-03-24 2008-05-01 2008-06-06 2008-06-20 2008-12-24 2008-12-25 2008-12-26 2008-12-31
  2009-01-01 2009-01-06 2009-04-10 2009-04-13 2009-05-01 2009-05-21 2009-06-19 2009-12-24 2009-12-25 2009-12-31`;

const CALENDAR = calendarOf('2008-01-01', '2009-12-30');
const INDEX = new Map(CALENDAR.map((day, index) => [day, index]));

/** Every finding of the checks from the first morning to the one of `lastMorning`, in the order of the lines. */
export function notesByHand(lines: ReadonlyArray<string>, lastMorning = '2009-12-30'): ReadonlyArray<Note> {
  return lines.flatMap((line) => notesOn(paperSchema.parse(JSON.parse(line)), lastMorning));
}

function notesOn({ key, referral, then }: z.infer<typeof paperSchema>, lastMorning: string): ReadonlyArray<Note> {
  const { receivedOn, person } = referral;
  const notes: Array<Omit<Note, 'key' | 'protectedPerson'>> = [];
  const file: CaseFile = {
    open: [promised('guarantee/1', receivedOn, workingDayFrom(neighbour(receivedOn, 5)), 2)],
    reviews: 0,
  };
  for (const day of CALENDAR.slice(indexOf(receivedOn), indexOf(lastMorning) + 1)) {
    notes.push(...file.open.flatMap((promise) => morning(day, promise)));
    file.open = file.open.filter(({ dueOn }) => day <= dueOn);
    for (const [what, body] of then) {
      if ((body.heldOn ?? body.answeredOn ?? body.startedOn ?? body.on) === day) evening(day, what, body, file);
    }
  }
  return notes.map((note) => ({ key, protectedPerson: person.protection !== 'none', ...note }));
}

interface CaseFile {
  open: Array<Promised>;
  reviews: number;
}

/** At 04:15 all that is known is what was filed on the days before. */
function morning(day: string, promise: Promised): ReadonlyArray<Omit<Note, 'key' | 'protectedPerson'>> {
  const { clock, since, warnOn, dueOn, warned } = promise;
  if (day > dueOn) return [{ clock, kind: 'missed', asOf: day }];
  if (warned || day < warnOn || day <= since) return [];
  promise.warned = true;
  return [{ clock, kind: 'warned', asOf: warnOn }];
}

function evening(day: string, what: string, { answer, outcome }: z.infer<typeof bodySchema>, file: CaseFile): void {
  const done = (kind: string) => {
    file.open = file.open.filter(({ clock }) => !clock.startsWith(kind));
  };
  const approved = what.endsWith('/answers') && answer?.startsWith('approved');
  if (what === 'closures' && outcome !== 'declined-by-office') file.open = [];
  if (what === 'measures' || approved) done('guarantee');
  if (what === 'reviews' || approved) {
    done('review');
    file.reviews += 1;
    file.open.push(promised(`review/${file.reviews}`, day, threeMonthsAfter(day), 10));
  }
}

function promised(clock: string, since: string, dueOn: string, warningDays: number): Promised {
  let warnOn = dueOn;
  for (let left = warningDays; left > 0; left -= isRed(warnOn) ? 0 : 1) warnOn = neighbour(warnOn, -1);
  return { clock, since, warnOn: warnOn < since ? since : warnOn, dueOn, warned: false };
}

/** The same number of the month; a month without it ends before. */
function threeMonthsAfter(day: string): string {
  const [year = 0, month = 0, number = 0] = day.split('-').map(Number);
  const [inYear, inMonth] = month > 9 ? [year + 1, month - 9] : [year, month + 3];
  const monthName = `${inYear}-${String(inMonth).padStart(2, '0')}`;
  const daysOfMonth = CALENDAR.filter((each) => each.startsWith(monthName));
  return workingDayFrom(daysOfMonth[Math.min(number, daysOfMonth.length) - 1] ?? 'beyond the calendar');
}

function workingDayFrom(day: string): string {
  return isRed(day) ? workingDayFrom(neighbour(day, 1)) : day;
}

function isRed(day: string): boolean {
  return RED.includes(day) || [0, 6].includes(new Date(day).getUTCDay());
}

function neighbour(day: string, steps: number): string {
  const found = CALENDAR[indexOf(day) + steps];
  if (found === undefined) throw new Error(`the calendar on the wall ends before ${day} and ${steps} days`);
  return found;
}

function indexOf(day: string): number {
  const index = INDEX.get(day);
  if (index === undefined) throw new Error(`${day} is not on the wall calendar`);
  return index;
}

function calendarOf(first: string, last: string): ReadonlyArray<string> {
  const days: Array<string> = [];
  for (const day = new Date(first); days.at(-1) !== last; day.setUTCDate(day.getUTCDate() + 1)) {
    days.push(day.toISOString().slice(0, 10));
  }
  return days;
}
