import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Something that was written, by where it was found. */
export interface Written {
  readonly place: string;
  readonly bytes: Buffer;
}

/** Every form in which a text may have been written: as it is, in JSON, in a URL, in hexadecimal, in base 64. */
export function formsOf(text: string): ReadonlyArray<Buffer> {
  const utf8 = Buffer.from(text, 'utf8');
  const hex = utf8.toString('hex');
  const escaped = [...text].map((sign) =>
    sign.charCodeAt(0) < 0x80 ? sign : `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  const url = encodeURIComponent(text);
  const texts = [escaped.join(''), url, url.toLowerCase(), url.replaceAll('%20', '+'), hex, hex.toUpperCase()];
  const inBase64 = [0, 1, 2].flatMap((shift) => {
    const base64 = withinBase64(utf8, shift);
    return [base64, base64.replaceAll('+', '-').replaceAll('/', '_')];
  });
  const wide = Buffer.from(text, 'utf16le');
  const all = [utf8, wide, ...[...texts, ...inBase64].map((form) => Buffer.from(form, 'utf8'))];
  return [...new Map(all.map((form) => [form.toString('latin1'), form])).values()];
}

/** The part of the base 64 of a longer text that depends on these bytes only, when `shift` bytes stand before them. */
function withinBase64(bytes: Buffer, shift: number): string {
  const whole = Buffer.concat([Buffer.alloc(shift), bytes])
    .toString('base64')
    .replace(/=+$/, '');
  const first = Math.ceil((shift * 8) / 6);
  const last = Math.floor(((shift + bytes.length) * 8) / 6);
  return whole.slice(first, last);
}

/** Where any of the texts stands, in any form. */
export function foundIn(written: ReadonlyArray<Written>, texts: ReadonlyArray<string>): ReadonlyArray<string> {
  const sought = texts.map((text) => ({ text, forms: formsOf(text) }));
  return written.flatMap(({ place, bytes }) =>
    sought.filter(({ forms }) => forms.some((form) => bytes.includes(form))).map(({ text }) => `${text} in ${place}`),
  );
}

/**
 * Everything in a folder: each file as it lies, and of each database every cell too, since a long value is scattered
 * over pages.
 */
export function writtenIn(folder: string): ReadonlyArray<Written> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  return files.flatMap((file) => {
    const place = relative(folder, file);
    const bytes = readFileSync(file);
    const isDatabase = bytes.subarray(0, 15).toString('latin1') === 'SQLite format 3';
    return [{ place, bytes }, ...(isDatabase ? [{ place: `the cells of ${place}`, bytes: cellsOf(file) }] : [])];
  });
}

function cellsOf(file: string): Buffer {
  const copies = mkdtempSync(join(tmpdir(), 'jobbtorg-cells-'));
  try {
    const copy = join(copies, 'copy.sqlite');
    copyFileSync(file, copy);
    if (existsSync(`${file}-wal`)) copyFileSync(`${file}-wal`, `${copy}-wal`);
    const database = new DatabaseSync(copy);
    const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
    const cells = tables.flatMap(({ name }) => {
      const rows = database.prepare(`SELECT * FROM "${String(name)}"`).all();
      return rows.flatMap((row) => Object.values(row).map(cellBytes));
    });
    database.close();
    return Buffer.concat(cells.flatMap((cell) => [cell, Buffer.from('\n')]));
  } finally {
    rmSync(copies, { recursive: true, force: true });
  }
}

function cellBytes(value: unknown): Buffer {
  return value instanceof Uint8Array ? Buffer.from(value) : Buffer.from(String(value), 'utf8');
}
