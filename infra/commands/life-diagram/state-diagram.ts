import { COMMAND_NAMES, type CommandName } from '../../../shared/domain/case/commands.ts';
import type { Possibility } from '../../../shared/domain/case/possible.ts';
import { STATUSES, type Status } from '../../../shared/domain/case/vocabulary.ts';

/** In which states each command is possible, who may ask for it, and where it leads. */
export type LifeTable = Readonly<Record<CommandName, Possibility>>;

/** What a case in each status is called in Swedish. */
export const STATUSES_IN_SWEDISH: Readonly<Record<Status, string>> = {
  held: 'vilande',
  referred: 'hänvisad',
  enrolled: 'inskriven',
  planned: 'planerad',
  interrupted: 'avbruten',
  closed: 'avslutad',
};

/** The two beginnings of a case; all else is in the table. */
const BEGINNINGS: ReadonlyArray<string> = [
  '[*] --> held : referral, decision awaited (district)',
  '[*] --> referred : referral (district)',
];

/** Every status but the last: what leads to or from all of them is one arrow. */
const OPEN = STATUSES.filter((status) => status !== 'closed');

/** The commands that change a status as a mermaid diagram, each arrow with its command and who may ask for it. */
export function stateDiagram(table: LifeTable): string {
  const arrows = COMMAND_NAMES.flatMap((name) => arrowsOf(name, table));
  const within = arrows.filter((arrow) => !/\b(?:open|closed)\b/.test(arrow));
  const between = arrows.filter((arrow) => !within.includes(arrow));
  return [
    'stateDiagram-v2',
    `  state "open · öppet" as open {`,
    ...OPEN.map((status) => `    ${named(status)}`),
    ...[...BEGINNINGS, ...within].map((arrow) => `    ${arrow}`),
    '  }',
    `  ${named('closed')}`,
    ...between.map((arrow) => `  ${arrow}`),
  ].join('\n');
}

function named(status: Status): string {
  return `state "${status} · ${STATUSES_IN_SWEDISH[status]}" as ${status}`;
}

function arrowsOf(name: CommandName, table: LifeTable): ReadonlyArray<string> {
  const { states, by, leadsTo } = table[name];
  if (leadsTo === 'same') return [];
  const label = `${name} (${by.join(', ')})`;
  if (leadsTo !== 'as-before') return ends(states).map((from) => `${from} --> ${leadsTo} : ${label}`);
  return states.flatMap((from) => ends(leadingTo(from, table)).map((to) => `${from} --> ${to} : ${label}, as before`));
}

/** The states from which a command leads to a status: where a case may have been before it. */
function leadingTo(status: Status, table: LifeTable): ReadonlyArray<Status> {
  const into = COMMAND_NAMES.map((name) => table[name]).filter(({ leadsTo }) => leadsTo === status);
  return STATUSES.filter((before) => into.some(({ states }) => states.includes(before)));
}

function ends(states: ReadonlyArray<Status>): ReadonlyArray<Status | 'open'> {
  return states.length === OPEN.length && OPEN.every((status) => states.includes(status)) ? ['open'] : states;
}
