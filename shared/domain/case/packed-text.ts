/**
 * How rows are packed: every field ends with a bar, and the values within one stand between commas. A report reads a
 * million of them, so they are short, hold nothing that JSON around them would escape, and are read in one pass.
 */

const BAR = 0x7c;
const COMMA = 0x2c;
const MINUS = 0x2d;
const ZERO = 0x30;
const NINE = 0x39;

/** What ends a value: its field, the next value of its field, or either, when it may be the last of a list. */
export type PackedEnd = 'field' | 'value' | 'either';

/** Codes and ids: letters of ASCII, digits, and signs that mean nothing here or in JSON. */
const PLAIN = /^[^|,"\\\P{ASCII}\p{Cc}]+$/u;

/** Packs fields, each a value or a list of values. Throws on a text that is empty or not plain, and on a fraction. */
export function packFields(fields: ReadonlyArray<number | string | ReadonlyArray<number | string>>): string {
  return fields
    .map((field) => `${typeof field === 'object' ? field.map(packValue).join() : packValue(field)}|`)
    .join('');
}

function packValue(value: number | string): string {
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new TypeError('a number in a packed row is a whole one');
    return `${value}`;
  }
  if (!PLAIN.test(value)) throw new TypeError('a code or an id is of plain letters, digits and signs');
  return value;
}

/** Reads packed fields from first to last; throws on anything that is not as {@link packFields} writes it. */
export class PackedFields {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** A whole number. */
  int(end: PackedEnd = 'field'): number {
    const text = this.#text;
    const isNegative = text.charCodeAt(this.#at) === MINUS;
    const first = isNegative ? this.#at + 1 : this.#at;
    let at = first;
    let value = 0;
    for (let digit = text.charCodeAt(at); digit >= ZERO && digit <= NINE; digit = text.charCodeAt(++at)) {
      value = value * 10 + (digit - ZERO);
    }
    if (at === first || !Number.isSafeInteger(value)) notPacked('a whole number');
    this.#endAt(at, end);
    return isNegative ? -value : value;
  }

  /** A text, never empty. */
  text(end: PackedEnd = 'field'): string {
    const text = this.#text;
    const from = this.#at;
    let at = from;
    for (let code = text.charCodeAt(at); code !== BAR && code !== COMMA; code = text.charCodeAt(++at)) {
      if (at >= text.length) notPacked('an end');
    }
    if (at === from) notPacked('a text');
    this.#endAt(at, end);
    return text.slice(from, at);
  }

  /** The word that a number stands for. */
  code<T>(words: ReadonlyArray<T>, end: PackedEnd = 'field'): T {
    const word = words[this.int(end)];
    return word === undefined ? notPacked(`one of ${words.length} codes`) : word;
  }

  /** A field of any number of values or groups of values. */
  list<T>(read: () => T): ReadonlyArray<T> {
    const elements: Array<T> = [];
    if (this.#isEmptyField()) return elements;
    do elements.push(read());
    while (this.#text.charCodeAt(this.#at - 1) === COMMA);
    return elements;
  }

  /** What `read` makes of a field, or `null` where it is empty. */
  unlessEmpty<T>(read: () => T): T | null {
    return this.#isEmptyField() ? null : read();
  }

  /** Nothing is left. */
  end(): void {
    if (this.#at !== this.#text.length) notPacked('its end');
  }

  #isEmptyField(): boolean {
    if (this.#text.charCodeAt(this.#at) !== BAR) return false;
    this.#at++;
    return true;
  }

  #endAt(at: number, end: PackedEnd): void {
    const code = this.#text.charCodeAt(at);
    if (code === BAR ? end === 'value' : code !== COMMA || end === 'field') notPacked('a value where one should end');
    this.#at = at + 1;
  }
}

function notPacked(expected: string): never {
  throw new TypeError(`a packed row was not written by this version: it lacks ${expected}`);
}
