import { expect, test } from 'vitest';
import { periodErrors } from '../../../shared/domain/reports/period.ts';
import { localDate } from '../../../shared/domain/time/local-date.ts';

const errors = (from: string, to: string, today = '2026-11-20') =>
  periodErrors({ from: localDate(from), to: localDate(to) }, localDate(today), localDate('2008-01-01')).map(
    ({ end, rule }) => `${end} ${rule}`,
  );

test.each([
  ['one day', '2008-01-01', '2008-01-01', []],
  ['that ends before it starts', '2008-03-02', '2008-03-01', ['to before-start']],
  ['from before there were any Jobbtorg', '2007-12-31', '2008-03-01', ['from before-jobbtorg']],
  ['of ten years to the day', '2008-01-01', '2017-12-31', []],
  ['of ten years and a day', '2008-01-01', '2018-01-01', ['to over-ten-years']],
  ['from today', '2026-11-20', '2026-12-31', []],
  ['from tomorrow', '2026-11-21', '2026-12-31', ['from in-the-future']],
  ['wrong in every way', '2026-11-21', '2026-11-20', ['from in-the-future', 'to before-start']],
])('a period %s', (_, from, to, expected) => {
  expect(errors(from, to)).toEqual(expected);
});
