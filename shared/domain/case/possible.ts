import { COMMAND_NAMES, type CommandName } from './commands.ts';
import { STATUSES, type Status } from './vocabulary.ts';

/** Who may ask for a command. The city may act for any of them. */
export type Party = 'district' | 'office';

/** In which states each command is possible, and who may ask for it: the life of a case in one table. */
export const POSSIBLE: Readonly<Record<CommandName, { readonly states: ReadonlyArray<Status>; readonly by: Party }>> = {
  'hold-releases': { states: ['held'], by: 'district' },
  enrolments: { states: ['referred'], by: 'office' },
  coaches: { states: ['referred', 'enrolled', 'planned', 'interrupted'], by: 'office' },
  plans: { states: ['enrolled', 'planned'], by: 'office' },
  answers: { states: ['planned'], by: 'office' },
  measures: { states: ['referred', 'enrolled', 'planned', 'interrupted'], by: 'office' },
  reviews: { states: ['planned'], by: 'office' },
  closures: { states: STATUSES.filter((status) => status !== 'closed'), by: 'office' },
};

/** The commands that are possible in a state, for telling what to do instead of a refused one. */
export function possibleIn(status: Status): ReadonlyArray<CommandName> {
  return COMMAND_NAMES.filter((name) => POSSIBLE[name].states.includes(status));
}
