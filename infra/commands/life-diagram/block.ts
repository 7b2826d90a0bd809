import { blockBetween, type Markers, withBlockBetween } from '../readme/marked-block.ts';
import { commandTable } from './command-table.ts';
import { type LifeTable, stateDiagram } from './state-diagram.ts';

export const LIFE_MARKERS: Markers = {
  begin: '<!-- life of a case: written by npm run diagram -->',
  end: '<!-- end of the life of a case -->',
};

/** What the table of a case's life gives, as Markdown: the diagram, and below it the commands that change no status. */
export function lifeBlock(table: LifeTable): string {
  return [
    '```mermaid',
    stateDiagram(table),
    '```',
    '',
    'Commands that change no status, and where each is possible:',
    '',
    commandTable(table),
  ].join('\n');
}

/** The block that stands in a text between the two comments; `undefined` without them. */
export function blockIn(text: string): string | undefined {
  return blockBetween(LIFE_MARKERS, text);
}

/** A text with another block between the two comments; `undefined` without them. */
export function withBlock(text: string, block: string): string | undefined {
  return withBlockBetween(LIFE_MARKERS, text, block);
}
