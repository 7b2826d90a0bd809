import { commandTable } from './command-table.ts';
import { type LifeTable, stateDiagram } from './state-diagram.ts';

const BEGIN = '<!-- life of a case: written by npm run diagram -->';
const END = '<!-- end of the life of a case -->';

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
  const place = placeIn(text);
  return place === undefined ? undefined : text.slice(place.from, place.to).trim();
}

/** A text with another block between the two comments; `undefined` without them. */
export function withBlock(text: string, block: string): string | undefined {
  const place = placeIn(text);
  return place === undefined ? undefined : `${text.slice(0, place.from)}\n\n${block}\n\n${text.slice(place.to)}`;
}

function placeIn(text: string): { readonly from: number; readonly to: number } | undefined {
  const begin = text.indexOf(BEGIN);
  const to = text.indexOf(END);
  return begin === -1 || to < begin ? undefined : { from: begin + BEGIN.length, to };
}
