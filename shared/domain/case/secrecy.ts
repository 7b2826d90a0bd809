import type { Command, CommandName } from './commands.ts';

/**
 * The fields of each command that are secret: stored encrypted with the fact, never in it. Everything else of a command
 * is fact. (Of a referral everything about the person but sex, all circumstances, the officer, every text and reference
 * are secret: the whole referral is sealed, and `case.received` keeps what the rules made of it.)
 */
export const SECRET_FIELDS: Readonly<Record<CommandName, ReadonlyArray<string>>> = {
  'hold-releases': [],
  enrolments: [],
  coaches: ['coach'],
  plans: ['goal', 'activities'],
  answers: ['language', 'interpreter', 'text'],
  measures: ['evidence'],
  reviews: [],
  closures: ['detail'],
};

/** Whether a command says anything secret, and so must be sealed beside its fact. */
export function hasSecrets(command: Command): boolean {
  return SECRET_FIELDS[command.name].some((field) => Object.hasOwn(command.body, field));
}
