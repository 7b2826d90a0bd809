import { describe, expect, test } from 'vitest';
import type { Division, ReportScope } from '../../../shared/domain/reports/question.ts';
import { caseRow, keys, question, reportOn, row, total } from './rows.ts';

const at = (district: string, closedOn: string) =>
  caseRow({ received: '2020-01-02', district, office: 'skarholmen', closed: [closedOn, 'work'] });

/** Älvsjö merged into Hägersten-Älvsjö on 1 July 2020, Rinkeby-Kista into Järva on 1 July 2023. */
describe('the district of a case', () => {
  const closedIn = (division: Division, year: number, district: string, closedOn: string) =>
    keys(
      reportOn(
        [at(district, closedOn)],
        question('outcomes', { from: `${year}-01-01`, to: `${year}-12-31`, division }),
      ),
      'by-district',
    );

  test.each<[Division, string, string]>([
    ['of-the-time', '2020-06-30', 'alvsjo'],
    ['of-the-time', '2020-07-01', 'hagersten-alvsjo'],
    ['2007', '2020-06-30', 'alvsjo'],
    ['2007', '2020-07-01', 'alvsjo'],
    ['2020', '2020-06-30', 'hagersten-alvsjo'],
    ['2020', '2020-07-01', 'hagersten-alvsjo'],
    ['2023', '2020-06-30', 'hagersten-alvsjo'],
  ])('in the division %s, closed on %s in Älvsjö, is %s', (division, closedOn, expected) => {
    expect(closedIn(division, 2020, 'alvsjo', closedOn)).toEqual([expected]);
  });

  test.each<[Division, string]>([
    ['of-the-time', 'rinkeby-kista'],
    ['2007', 'rinkeby-kista'],
    ['2020', 'rinkeby-kista'],
    ['2023', 'jarva'],
  ])('in the division %s, closed in 2020 in Rinkeby-Kista, is %s', (division, expected) => {
    expect(closedIn(division, 2020, 'rinkeby-kista', '2020-12-01')).toEqual([expected]);
  });

  test('what was recorded of a merged district cannot be split again', () => {
    expect(closedIn('2007', 2024, 'jarva', '2024-02-01')).toEqual(['jarva']);
  });

  test('an open case is where its district had come by the end of the period', () => {
    const open = caseRow({ received: '2020-01-02', district: 'alvsjo', office: 'skarholmen' });
    expect(
      keys(reportOn([open], question('outcomes', { from: '2020-01-01', to: '2020-06-30' })), 'by-district'),
    ).toEqual(['alvsjo']);
    expect(
      keys(reportOn([open], question('outcomes', { from: '2020-01-01', to: '2020-12-31' })), 'by-district'),
    ).toEqual(['hagersten-alvsjo']);
  });

  test('districts are summed into the one that came of them', () => {
    const rows = [at('rinkeby-kista', '2020-03-02'), at('spanga-tensta', '2020-03-03'), at('bromma', '2020-03-04')];
    const report = reportOn(rows, question('outcomes', { from: '2020-01-01', to: '2020-12-31', division: '2023' }));
    expect(row(report, 'by-district', 'jarva')).toMatchObject({ closed: 2 });
    expect(keys(report, 'by-district')).toEqual(['bromma', 'jarva']);
  });

  test('a promise is in the district of its last day', () => {
    const due1July = caseRow({ received: '2020-06-26', district: 'alvsjo', office: 'skarholmen' });
    const report = reportOn([due1July], question('compliance', { from: '2020-06-01', to: '2020-07-31' }));
    expect(keys(report, 'by-district')).toEqual(['hagersten-alvsjo']);
  });
});

describe('what a report covers', () => {
  const rows = [
    caseRow({ received: '2008-03-03', office: 'vallingby', district: 'bromma' }),
    caseRow({ received: '2008-03-03', office: 'vallingby', district: 'hasselby-vallingby' }),
    caseRow({ received: '2008-03-03', office: 'kista', district: 'rinkeby-kista' }),
    caseRow({
      received: '2008-03-03',
      office: 'kista',
      district: 'rinkeby-kista',
      moved: [['2008-03-20', 'vallingby', 'bromma']],
    }),
  ];
  const covered = (scope: ReportScope, to = '2008-03-31') => total(reportOn(rows, question('outcomes', { scope, to })));

  test('the city: every case', () => {
    expect(covered({ kind: 'city' })).toMatchObject({ referred: 4 });
  });

  test('an office: the cases it held when they count', () => {
    expect(covered({ kind: 'office', code: 'vallingby' })).toMatchObject({ referred: 3 });
    expect(covered({ kind: 'office', code: 'vallingby' }, '2008-03-19')).toMatchObject({ referred: 2 });
  });

  test('a district: its cases, and nothing of who else shares its office', () => {
    const scope = { kind: 'district', code: 'bromma' } as const;
    expect(covered(scope)).toMatchObject({ referred: 2 });
    expect(keys(reportOn(rows, question('outcomes', { scope })), 'by-district')).toEqual(['bromma']);
  });

  test('a district that came of a merger: the cases of those it came of', () => {
    const scope = { kind: 'district', code: 'jarva' } as const;
    expect(covered(scope)).toMatchObject({ referred: 1 });
    const before = question('outcomes', { scope, cutOff: '2023-06-30T12:00:00.000Z' });
    expect(total(reportOn(rows, before))).toMatchObject({ referred: 0 });
  });

  test('the promises of an office are those it held on their last day', () => {
    const promises = (code: string) =>
      total(reportOn(rows, question('compliance', { scope: { kind: 'office', code } })));
    expect(promises('kista')).toMatchObject({ guaranteesDue: 2 });
    expect(promises('vallingby')).toMatchObject({ guaranteesDue: 2 });
  });
});
