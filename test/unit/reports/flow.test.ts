import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CaseRow } from '../../../shared/domain/case/case-row.ts';
import { fromEpochDay } from '../../../shared/domain/time/local-date.ts';
import { caseRow, day, keys, question, reportOn, row, type Told, table } from './rows.ts';

const SPRING = question('flow', { from: '2008-03-01', to: '2008-05-31' });

const enrolled = (on: string): Told => ['enrolled', on];

test('the stock of a month is what the month before left', () => {
  const rows = [
    caseRow({ received: '2008-02-04', facts: [enrolled('2008-02-06')], closed: ['2008-04-10', 'work'] }),
    caseRow({ received: '2008-03-03', facts: [enrolled('2008-03-05')] }),
    caseRow({ received: '2008-04-01', facts: [enrolled('2008-05-05')], closed: ['2008-04-01', 'moved'] }),
    caseRow({ received: '2008-02-04', closed: ['2008-02-29', 'moved'] }),
    caseRow({ received: '2008-06-01' }),
  ];
  const report = reportOn(rows, SPRING);
  const none = { movedIn: 0, movedOut: 0, suppressed: [] };
  expect(table(report, 'by-month').rows).toEqual([
    { key: '2008-03', stockStart: 1, referred: 1, enrolled: 1, closed: 0, stockEnd: 2, ...none },
    { key: '2008-04', stockStart: 2, referred: 1, enrolled: 0, closed: 2, stockEnd: 1, ...none },
    { key: '2008-05', stockStart: 1, referred: 0, enrolled: 1, closed: 0, stockEnd: 1, ...none },
  ]);
  expect(table(report, 'by-month').total).toEqual({
    key: 'total',
    stockStart: 1,
    referred: 2,
    enrolled: 2,
    closed: 2,
    stockEnd: 1,
    ...none,
  });
  expect(row(report, 'by-sex', 'man')).toMatchObject({ stockStart: 1, stockEnd: 1 });
});

describe('a case that moves', () => {
  const moved = [['2008-04-10', 'kista', 'rinkeby-kista']] as const;

  test('goes out of one office and into another, and closes where it is', () => {
    const report = reportOn([caseRow({ received: '2008-03-03', moved, closed: ['2008-05-02', 'work'] })], SPRING);
    expect(keys(report, 'by-month-and-office')).toEqual([
      '2008-03/vallingby',
      '2008-03/kista',
      '2008-04/vallingby',
      '2008-04/kista',
      '2008-05/vallingby',
      '2008-05/kista',
    ]);
    expect(row(report, 'by-month-and-office', '2008-04/vallingby')).toMatchObject({
      stockStart: 1,
      movedOut: 1,
      stockEnd: 0,
    });
    expect(row(report, 'by-month-and-office', '2008-04/kista')).toMatchObject({
      stockStart: 0,
      movedIn: 1,
      stockEnd: 1,
    });
    expect(row(report, 'by-month-and-office', '2008-05/kista')).toMatchObject({
      stockStart: 1,
      closed: 1,
      stockEnd: 0,
    });
    expect(table(report, 'by-office').total).toMatchObject({ movedIn: 1, movedOut: 1, stockEnd: 0 });
  });

  test('comes into the report of an office from outside it', () => {
    const asked = question('flow', { ...SPRING, scope: { kind: 'office', code: 'kista' } });
    const report = reportOn([caseRow({ received: '2008-03-03', moved })], asked);
    expect(table(report, 'by-month').total).toMatchObject({ referred: 0, movedIn: 1, movedOut: 0, stockEnd: 1 });
    expect(keys(report, 'by-office')).toEqual(['kista']);
  });

  test('between districts of one office does not move, but leaves the report of its district', () => {
    const within = [['2008-04-10', 'vallingby', 'hasselby-vallingby']] as const;
    const told = caseRow({ received: '2008-03-03', moved: within });
    const city = reportOn([told], SPRING);
    expect(table(city, 'by-office').total).toMatchObject({ movedIn: 0, movedOut: 0, stockEnd: 1 });
    const asked = question('flow', { ...SPRING, scope: { kind: 'district', code: 'bromma' } });
    expect(table(reportOn([told], asked), 'by-office').total).toMatchObject({ movedIn: 0, movedOut: 1, stockEnd: 0 });
  });

  test('on the day it was received has been nowhere else', () => {
    const sameDay = [['2008-03-03', 'kista', 'rinkeby-kista']] as const;
    const report = reportOn([caseRow({ received: '2008-03-03', moved: sameDay })], SPRING);
    expect(row(report, 'by-office', 'kista')).toMatchObject({ referred: 1, movedIn: 0, stockEnd: 1 });
    expect(keys(report, 'by-office')).toEqual(['kista']);
  });
});

const OFFICES = [
  ['vallingby', 'bromma'],
  ['vallingby', 'hasselby-vallingby'],
  ['kista', 'rinkeby-kista'],
  ['rosenlund', 'sodermalm'],
] as const;

/** Cases from January to July 2008, moved and closed anyhow. */
const anyCase: fc.Arbitrary<CaseRow> = fc
  .record({
    received: fc.integer({ min: 0, max: 200 }),
    holders: fc.array(fc.tuple(fc.integer({ min: 0, max: 60 }), fc.constantFrom(...OFFICES)), {
      minLength: 1,
      maxLength: 4,
    }),
    open: fc.option(fc.integer({ min: 0, max: 120 })),
    sex: fc.constantFrom('woman', 'man'),
  })
  .map(({ received, holders: [first, ...later], open, sex }) => {
    const on = (after: number) => fromEpochDay(day('2008-01-01') + received + after);
    const [, [office, district]] = first ?? [0, OFFICES[0]];
    return caseRow({
      received: on(0),
      office,
      district,
      sex,
      moved: later.map(([after, [toOffice, toDistrict]]) => [on(after), toOffice, toDistrict] as const),
      ...(open === null ? {} : { closed: [on(open), 'work'] as const }),
    });
  });

test('whatever moves and closes, every row of every table balances, and is what is open on its days', () => {
  fc.assert(
    fc.property(fc.array(anyCase, { maxLength: 20 }), fc.constantFrom('city', 'vallingby', 'bromma'), (rows, place) => {
      const scope =
        place === 'city'
          ? ({ kind: 'city' } as const)
          : ({ kind: place === 'vallingby' ? 'office' : 'district', code: place } as const);
      const report = reportOn(rows, question('flow', { ...SPRING, scope }));
      for (const { rows: some, total } of report.tables) {
        for (const { cells } of [...some, total]) {
          const { stockStart, referred, movedIn, closed, movedOut, stockEnd } = cells;
          expect(Number(stockStart) + Number(referred) + Number(movedIn) - Number(closed) - Number(movedOut)).toBe(
            stockEnd,
          );
        }
      }
      const openOn = (last: string) =>
        rows.filter(({ receivedOn, closure, holders }) => {
          const holder = holders.filter(({ from }) => from <= day(last)).at(-1) ?? holders[0];
          const covered = place === 'city' || holder?.office === place || holder?.district === place;
          return covered && receivedOn <= day(last) && (closure === null || closure.on > day(last));
        }).length;
      expect(row(report, 'by-month', '2008-03')?.['stockStart']).toBe(openOn('2008-02-29'));
      expect(row(report, 'by-month', '2008-04')?.['stockEnd']).toBe(openOn('2008-04-30'));
      expect(table(report, 'by-office').total['stockEnd']).toBe(openOn('2008-05-31'));
    }),
  );
});
