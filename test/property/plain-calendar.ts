const MS_PER_DAY = 24 * 60 * 60 * 1000;

/** Good Friday, Easter Monday, Ascension Day and Midsummer's Eve of each year, from the printed almanacs. */
const MOVING: Readonly<Record<number, string>> = {
  2008: '03-21 03-24 05-01 06-20',
  2009: '04-10 04-13 05-21 06-19',
  2010: '04-02 04-05 05-13 06-25',
  2011: '04-22 04-25 06-02 06-24',
  2012: '04-06 04-09 05-17 06-22',
  2013: '03-29 04-01 05-09 06-21',
  2014: '04-18 04-21 05-29 06-20',
  2015: '04-03 04-06 05-14 06-19',
  2016: '03-25 03-28 05-05 06-24',
  2017: '04-14 04-17 05-25 06-23',
  2018: '03-30 04-02 05-10 06-22',
  2019: '04-19 04-22 05-30 06-21',
  2020: '04-10 04-13 05-21 06-19',
  2021: '04-02 04-05 05-13 06-25',
  2022: '04-15 04-18 05-26 06-24',
  2023: '04-07 04-10 05-18 06-23',
  2024: '03-29 04-01 05-09 06-21',
  2025: '04-18 04-21 05-29 06-20',
  2026: '04-03 04-06 05-14 06-19',
  2027: '03-26 03-29 05-06 06-25',
};

const FIXED = '01-01 01-06 05-01 06-06 12-24 12-25 12-26 12-31';

export interface PlainSpan {
  readonly warnOn: string;
  readonly dueOn: string;
}

/**
 * The promise of five days reckoned anew in another style: `Date` in UTC, a list of holidays, loops. It shares nothing
 * with the code it is held against, and knows only the years that are written out.
 */
export function plainGuarantee(start: string, reading: 'rolled' | 'unrolled' | 'working-days'): PlainSpan {
  const startedAt = new Date(`${start}T00:00:00Z`);
  let due = startedAt;
  if (reading === 'working-days') {
    for (let counted = 0; counted < 5; ) {
      due = moved(due, 1);
      if (isOpen(due)) counted += 1;
    }
  } else {
    due = moved(due, 5);
    while (reading === 'rolled' && !isOpen(due)) due = moved(due, 1);
  }
  let warn = due;
  for (let counted = 0; counted < 2; ) {
    warn = moved(warn, -1);
    if (isOpen(warn)) counted += 1;
  }
  return { warnOn: written(warn < startedAt ? startedAt : warn), dueOn: written(due) };
}

/** Whether a day of the written-out years is a working day. */
export function isOpen(date: Date): boolean {
  if (date.getUTCDay() === 0 || date.getUTCDay() === 6) return false;
  const moving = MOVING[date.getUTCFullYear()];
  if (moving === undefined) throw new RangeError(`${written(date)} is not in the written-out years`);
  return !`${FIXED} ${moving}`.split(' ').includes(written(date).slice(5));
}

function moved(date: Date, days: number): Date {
  return new Date(date.getTime() + days * MS_PER_DAY);
}

function written(date: Date): string {
  return date.toISOString().slice(0, 10);
}
