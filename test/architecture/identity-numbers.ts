import { extname } from 'node:path/posix';
import type { SourceFile } from './source-files.ts';

/** Skatteverket's official test numbers: the only valid identity numbers that may stand anywhere in the repository. */
const OFFICIAL: ReadonlySet<string> = new Set([
  '190312049802',
  '190311019814',
  '201901012391',
  '201905242382',
  '201906112386',
  '199001189811',
  '202601612381',
  '202601622380',
  '202601912393',
  '191500722390',
  '191711602399',
  '198000602394',
]);

/** Ten or twelve digits in a row, or with a sign before the last four, standing alone. */
const SHAPE = /(?<![\w.])((?:18|19|20)?\d{2})(\d{2})(\d{2})([-+]?)(\d{3})(\d)(?![\w])/g;

/** Every valid identity number in a text that is no official test number. It may belong to a living person. */
export function foreignNumbers({ path, text }: SourceFile): ReadonlyArray<string> {
  return [...text.matchAll(SHAPE)]
    .filter(([, year = '', month = '', day = '', , serial = '', check = '']) => {
      const digits = `${year.slice(-2)}${month}${day}${serial}${check}`;
      return isDate(Number(month), Number(day)) && serial !== '000' && addsUp(digits) && !isOfficial(year, digits);
    })
    .map(({ index }) => `${path} holds a valid identity number that is no test number, at character ${index}`);
}

/** What is not text: pictures, fonts, archives. */
const BINARY: ReadonlySet<string> = new Set(['.png', '.jpg', '.gz', '.zip', '.pdf', '.woff2', '.ico', '.xlsx']);

/** Whether a file is searched: not the lock file, whose checksums are digits by the thousand, nor the licence. */
export function isSearched(path: string): boolean {
  return path !== 'package-lock.json' && path !== 'LICENSE' && !BINARY.has(extname(path));
}

function isOfficial(year: string, digits: string): boolean {
  const century = year.slice(0, -2);
  return [...OFFICIAL].some((number) => number.endsWith(digits) && number.startsWith(century));
}

/** A day of a month, or the same with 60 added; a coordination number may lack month (00) and day (60). */
function isDate(month: number, day: number): boolean {
  const coordination = day >= 60;
  return coordination ? month <= 12 && day <= 91 : month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/** Luhn: every other digit doubled from the first, digits summed, a multiple of ten. */
function addsUp(tenDigits: string): boolean {
  let sum = 0;
  [...tenDigits].forEach((digit, index) => {
    const weighted = Number(digit) * (index % 2 === 0 ? 2 : 1);
    sum += Math.floor(weighted / 10) + (weighted % 10);
  });
  return sum % 10 === 0;
}
