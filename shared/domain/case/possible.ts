import { COMMAND_NAMES, type CommandName } from './commands.ts';
import { STATUSES, type Status } from './vocabulary.ts';

/** Who may ask for a command. The city may act for any of them. */
export type Party = 'district' | 'office';

/** What a command needs, and where it leads. */
export interface Possibility {
  readonly states: ReadonlyArray<Status>;
  readonly by: ReadonlyArray<Party>;
  /** The status after it: one of them, the `same` as before, or the one before the case was interrupted or closed. */
  readonly leadsTo: Status | 'same' | 'as-before';
}

const except = (...ended: ReadonlyArray<Status>) => STATUSES.filter((status) => !ended.includes(status));

const OFFICE: ReadonlyArray<Party> = ['office'];
const DISTRICT: ReadonlyArray<Party> = ['district'];

/**
 * The life of a case in one table: in which states each command is possible, who may ask for it, and the status it
 * leads to. Refusals and the diagram in the README are made from it.
 */
export const POSSIBLE: Readonly<Record<CommandName, Possibility>> = {
  'hold-releases': { states: ['held'], by: DISTRICT, leadsTo: 'referred' },
  enrolments: { states: ['referred'], by: OFFICE, leadsTo: 'enrolled' },
  coaches: { states: except('held', 'closed'), by: OFFICE, leadsTo: 'same' },
  plans: { states: ['enrolled', 'planned'], by: OFFICE, leadsTo: 'planned' },
  answers: { states: ['planned'], by: OFFICE, leadsTo: 'same' },
  receipts: { states: ['planned', 'interrupted', 'closed'], by: DISTRICT, leadsTo: 'same' },
  measures: { states: except('held', 'closed'), by: OFFICE, leadsTo: 'same' },
  reviews: { states: ['planned'], by: OFFICE, leadsTo: 'same' },
  occasions: { states: ['referred', 'enrolled', 'planned'], by: OFFICE, leadsTo: 'same' },
  attendances: { states: except('held'), by: OFFICE, leadsTo: 'same' },
  interruptions: { states: ['referred', 'enrolled', 'planned'], by: OFFICE, leadsTo: 'interrupted' },
  restarts: { states: ['interrupted'], by: OFFICE, leadsTo: 'as-before' },
  transfers: { states: except('closed'), by: ['office', 'district'], leadsTo: 'same' },
  'person-changes': { states: STATUSES, by: OFFICE, leadsTo: 'same' },
  'disclosure-withdrawals': { states: STATUSES, by: OFFICE, leadsTo: 'same' },
  restrictions: { states: STATUSES, by: OFFICE, leadsTo: 'same' },
  'restriction-liftings': { states: STATUSES, by: OFFICE, leadsTo: 'same' },
  statements: { states: STATUSES, by: OFFICE, leadsTo: 'same' },
  closures: { states: except('closed'), by: OFFICE, leadsTo: 'closed' },
  reopenings: { states: ['closed'], by: OFFICE, leadsTo: 'as-before' },
};

/** The commands that are possible in a state, for telling what to do instead of a refused one. */
export function possibleIn(status: Status): ReadonlyArray<CommandName> {
  return COMMAND_NAMES.filter((name) => POSSIBLE[name].states.includes(status));
}
