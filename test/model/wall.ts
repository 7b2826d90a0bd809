import { COMMAND_NAMES, type CommandName } from '../../shared/domain/case/commands.ts';
import type { FactType } from '../../shared/domain/case/facts.ts';
import type { Status } from '../../shared/domain/case/vocabulary.ts';

const ALWAYS = 'person-changes disclosure-withdrawals restrictions restriction-liftings statements';

/** What can be done with a case in each state, as one would write it on a wall. */
const WALL: Readonly<Record<Status, string>> = {
  held: `hold-releases transfers closures ${ALWAYS}`,
  referred: `enrolments coaches measures occasions attendances interruptions transfers closures ${ALWAYS}`,
  enrolled: `plans coaches measures occasions attendances interruptions transfers closures ${ALWAYS}`,
  planned: `plans answers receipts reviews coaches measures occasions attendances interruptions transfers closures ${ALWAYS}`,
  interrupted: `restarts receipts coaches measures attendances transfers closures ${ALWAYS}`,
  closed: `reopenings receipts attendances ${ALWAYS}`,
};

/** The commands that the wall says are possible. */
export function possible(status: Status): ReadonlyArray<CommandName> {
  return COMMAND_NAMES.filter((name) => WALL[status].split(' ').includes(name));
}

/** What an ordinary case would do next. */
export const NEXT: Readonly<Record<Status, CommandName>> = {
  held: 'hold-releases',
  referred: 'enrolments',
  enrolled: 'plans',
  planned: 'answers',
  interrupted: 'restarts',
  closed: 'reopenings',
};

/** What a district's system may send; everything else is the office's. Both may send a case to another district. */
export const OF_DISTRICTS: ReadonlySet<CommandName> = new Set(['hold-releases', 'receipts', 'transfers']);
export const OF_DISTRICTS_ALONE: ReadonlySet<CommandName> = new Set(['hold-releases', 'receipts']);

/** Districts of 2026 and the office that takes their people; in Järva the young have a branch of their own. */
const OFFICES: Readonly<Record<string, string>> = {
  bromma: 'vallingby',
  'hasselby-vallingby': 'vallingby',
  farsta: 'vantor',
  sodermalm: 'rosenlund',
  skarholmen: 'skarholmen',
  jarva: 'kista',
};
export const DISTRICTS: ReadonlyArray<string> = Object.keys(OFFICES);
export const ALL_OFFICES: ReadonlySet<string> = new Set([...Object.values(OFFICES), 'kista-youth']);

/** The office for a person born on a day, from a district. */
export function officeOf(district: string, born: string, day: string): string | undefined {
  const years = Number(day.slice(0, 4)) - Number(born.slice(0, 4)) - (day.slice(5) < born.slice(5) ? 1 : 0);
  return district === 'jarva' && years >= 16 && years <= 24 ? 'kista-youth' : OFFICES[district];
}

export const SERVICES: ReadonlyArray<string> = ['matching', 'advice', 'sfi'];

/** What is told of each command in the timeline. */
export const FACTS: Readonly<Record<CommandName, FactType>> = {
  'hold-releases': 'hold.released',
  enrolments: 'case.enrolled',
  coaches: 'coach.assigned',
  plans: 'plan.drawn-up',
  answers: 'plan.answered',
  receipts: 'plan.receipted',
  measures: 'measure.started',
  reviews: 'plan.reviewed',
  occasions: 'occasion.expected',
  attendances: 'attendance.registered',
  interruptions: 'case.interrupted',
  restarts: 'case.restarted',
  transfers: 'case.transferred',
  'person-changes': 'person.changed',
  'disclosure-withdrawals': 'disclosure.withdrawn',
  restrictions: 'processing.restricted',
  'restriction-liftings': 'restriction.lifted',
  statements: 'statement.made',
  closures: 'case.closed',
  reopenings: 'case.reopened',
};
