import { COMMAND_NAMES } from '../../../shared/domain/case/commands.ts';
import { STATUSES } from '../../../shared/domain/case/vocabulary.ts';
import type { LifeTable } from './state-diagram.ts';

/** The commands that change no status, by the states in which they are possible, as a Markdown table. */
export function commandTable(table: LifeTable): string {
  const rows = COMMAND_NAMES.filter((name) => table[name].leadsTo === 'same').map((name) => {
    const { states, by } = table[name];
    return [`\`${name}\``, by.join(', '), ...STATUSES.map((status) => (states.includes(status) ? '●' : ' '))];
  });
  const rule = ['---', '---', ...STATUSES.map(() => ':-:')];
  return [['command', 'asked for by', ...STATUSES], rule, ...rows]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}
