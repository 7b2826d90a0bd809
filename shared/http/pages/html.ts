import { escaped } from './page.ts';

/** HTML that is safe to send: whatever was put into it has been escaped, unless it was such HTML itself. */
export class Html {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Part = Html | string | number | null | ReadonlyArray<Html>;

/** Writes HTML. Texts and numbers put into it are escaped, pieces of HTML stand as they are, `null` leaves nothing. */
export function html(literal: TemplateStringsArray, ...parts: ReadonlyArray<Part>): Html {
  return new Html(
    literal.map((text, index) => `${text}${index < parts.length ? written(parts[index] ?? null) : ''}`).join(''),
  );
}

/** Markup that a library has made, which is believed to be what it should be. */
export function trusted(markup: string): Html {
  return new Html(markup);
}

function written(part: Part): string {
  if (part === null) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  return part.map(({ text }) => text).join('');
}
