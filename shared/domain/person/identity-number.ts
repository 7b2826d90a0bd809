import { type LocalDate, localDateSchema } from '../time/local-date.ts';

/** A Swedish personal identity number or coordination number, in its one canonical form. */
export interface IdentityNumber {
  readonly type: 'personnummer' | 'samordningsnummer';
  /** Twelve digits, century first, no separator. */
  readonly value: string;
}

const PATTERN = /^(\d{2})?(\d{2})(\d{2})(\d{2})([-+]?)(\d{3})(\d)$/;
const COORDINATION_DAY_OFFSET = 60;

/**
 * Reads ten or twelve digits, with `-`, `+` or nothing before the last four; `undefined` when it is no number.
 * The century of the short form is the latest in which the person is born by `today`; with `+`, which replaces `-` from
 * the first day of the year in which a person turns 100, the latest that is at least 100 years back.
 * A coordination number has 60 added to its day and may lack month (`00`) or day (`60`), as Skatteverket issues them.
 */
export function parseIdentityNumber(text: string, today: LocalDate): IdentityNumber | undefined {
  const match = PATTERN.exec(text);
  if (match === null) return undefined;
  const [, century, year = '', month = '', day = '', separator, serial = '', check = ''] = match;
  if (luhnDigit(`${year}${month}${day}${serial}`) !== Number(check)) return undefined;
  const coordination = Number(day) >= COORDINATION_DAY_OFFSET;
  if (serial === '000') return undefined;
  const dayOfMonth = coordination ? Number(day) - COORDINATION_DAY_OFFSET : Number(day);
  const written: WrittenDate = { month: Number(month), day: dayOfMonth, partial: coordination };
  const fullYear =
    century === undefined ? shortFormYear(Number(year), separator === '+', written, today) : Number(century + year);
  if (!isPossibleBirth(fullYear, written, today)) return undefined;
  return {
    type: coordination ? 'samordningsnummer' : 'personnummer',
    value: `${String(fullYear).padStart(4, '0')}${month}${day}${serial}${check}`,
  };
}

interface WrittenDate {
  readonly month: number;
  readonly day: number;
  /** Whether month and day may be unknown. */
  readonly partial: boolean;
}

function shortFormYear(twoDigits: number, hundredOrMore: boolean, written: WrittenDate, today: LocalDate): number {
  const thisYear = Number(today.slice(0, 4));
  const year = thisYear - (thisYear % 100) + twoDigits;
  if (!hundredOrMore) return isPossibleBirth(year, written, today) ? year : year - 100;
  return year > thisYear ? year - 200 : year - 100;
}

function isPossibleBirth(year: number, { month, day, partial }: WrittenDate, today: LocalDate): boolean {
  if (year < 1800) return false;
  if (month > 12 || day > 31 || (!partial && (month < 1 || day < 1))) return false;
  const two = (part: number) => String(Math.max(part, 1)).padStart(2, '0');
  const earliest = localDateSchema.safeParse(`${year}-${two(month)}-${two(day)}`);
  return earliest.success && earliest.data <= today;
}

/** The check digit of nine digits: weights 2 1 2 1 …, digit sums, complement to ten. */
function luhnDigit(nineDigits: string): number {
  let sum = 0;
  for (const [index, digit] of [...nineDigits].entries()) {
    const product = Number(digit) * (index % 2 === 0 ? 2 : 1);
    sum += product > 9 ? product - 9 : product;
  }
  return (10 - (sum % 10)) % 10;
}
