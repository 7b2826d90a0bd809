import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type PolicyFile, policiesIn } from '../../../infra/commands/what-if/policy-file.ts';
import { sideBySide } from '../../../infra/commands/what-if/readings.ts';
import type { CaseRow } from '../../../shared/domain/case/case-row.ts';
import { type ReadingResult, whatIf } from '../../../shared/domain/reports/what-if.ts';
import { localDate } from '../../../shared/domain/time/local-date.ts';
import { GUARANTEE_READINGS } from '../../../shared/reference/guarantee-policies.ts';
import { STOCKHOLM } from '../../../shared/reference/stockholm.ts';
import { importedRow } from './imported-rows.ts';
import { plainCases, plainCompliance } from './plain-reckoning.ts';
import { caseRow, type Told } from './rows.ts';

const KNOWN = { guarantee: GUARANTEE_READINGS, review: STOCKHOLM.clocks.review };
const fileOf = (content: object): PolicyFile => policiesIn(JSON.stringify(content), 'file.json', KNOWN);
const named = (id: string, changes: object) => ({ basedOn: 'guarantee-five-days', id, sv: id, en: id, ...changes });

/** What each reading says of some cases, whose promises fall due in March 2008 unless said otherwise. */
function reckoned(
  rows: ReadonlyArray<CaseRow>,
  file: PolicyFile | null = null,
  [from, to]: readonly [string, string] = ['2008-03-01', '2008-03-31'],
): ReadonlyArray<ReadingResult> {
  const period = { from: localDate(from), to: localDate(to) };
  const reckoning = whatIf(sideBySide(STOCKHOLM, GUARANTEE_READINGS, file), period, STOCKHOLM);
  for (const row of rows) reckoning.add(row);
  return reckoning.results();
}

/** `kept of due` by the ids of readings. */
const inAll = (results: ReadonlyArray<ReadingResult>) =>
  Object.fromEntries(results.map(({ id, total }) => [id, `${total.kept} of ${total.due}`]));

const approved = (on: string): Told => ['plan-approved', on];
/** Monday 3 March 2008: five days end on Saturday the 8th and roll to Monday the 10th. */
const MONDAY = '2008-03-03';

describe('What if', () => {
  test('the promise were longer: what was broken would have been kept', () => {
    const rows = [
      caseRow({ received: MONDAY, facts: [approved('2008-03-10')] }),
      caseRow({ received: MONDAY, facts: [approved('2008-03-12')] }),
      caseRow({ received: MONDAY, facts: [approved('2008-03-14')] }),
    ];
    const file = fileOf({
      guarantee: [named('nine-days', { days: 9 }), named('five-working', { unit: 'working-days' })],
    });
    expect(inAll(reckoned(rows, file))).toMatchObject({
      'guarantee-five-days': '1 of 3',
      'nine-days': '2 of 3',
      'five-working': '1 of 3',
      'guarantee-working-days': '1 of 3',
    });
  });

  test('it had been another from a day on: each case has the policy of the day that opened it', () => {
    const rows = [
      caseRow({ received: MONDAY, facts: [approved('2008-03-12')] }),
      caseRow({ received: '2008-03-10', facts: [approved('2008-03-19')] }),
    ];
    const file = fileOf({ guarantee: [named('later', { days: 9, validFrom: '2008-03-10' })] });
    expect(inAll(reckoned(rows, file))).toMatchObject({ 'guarantee-five-days': '0 of 2', later: '1 of 2' });
  });

  test('a day had been a holiday, or a holiday worked', () => {
    const rows = [
      caseRow({ received: MONDAY, facts: [approved('2008-03-11')] }),
      caseRow({ received: '2008-03-16', facts: [approved('2008-03-22')] }),
    ];
    const monday = [{ date: '2008-03-10', sv: 'Klämdag', en: 'Bridge day' }];
    expect(inAll(reckoned(rows, fileOf({ calendar: { holidays: monday } })))).toMatchObject({
      'guarantee-five-days': '1 of 2',
      'guarantee-five-days/calendar': '2 of 2',
    });
    expect(inAll(reckoned(rows, fileOf({ calendar: { workingDays: ['2008-03-21'] } })))).toMatchObject({
      'guarantee-five-days': '1 of 2',
      'guarantee-five-days/calendar': '0 of 2',
    });
  });

  test('plans were reviewed more often', () => {
    const rows = [caseRow({ received: '2008-01-07', facts: [approved('2008-01-07'), ['reviewed', '2008-03-20']] })];
    const review = { basedOn: 'review-three-months', id: 'two-months', sv: 'Två', en: 'Two', months: 2 };
    const results = reckoned(rows, fileOf({ review }), ['2008-03-01', '2008-04-30']);
    expect(inAll(results.filter(({ kind }) => kind === 'review'))).toEqual({
      'review-three-months': '1 of 1',
      'two-months': '0 of 1',
    });
  });

  test('each office answers for the promises whose last day it had', () => {
    const rows = [
      caseRow({ received: MONDAY, moved: [['2008-03-11', 'kista', 'rinkeby-kista']], facts: [approved('2008-03-12')] }),
      caseRow({ received: MONDAY, office: 'rosenlund', facts: [approved('2008-03-05')] }),
    ];
    const [inForce, longer] = reckoned(rows, fileOf({ guarantee: [named('nine-days', { days: 9 })] }));
    expect([...(inForce?.offices ?? [])]).toEqual([
      ['vallingby', { due: 1, kept: 0 }],
      ['rosenlund', { due: 1, kept: 1 }],
    ]);
    expect([...(longer?.offices ?? [])]).toEqual([
      ['kista', { due: 1, kept: 1 }],
      ['rosenlund', { due: 1, kept: 1 }],
    ]);
  });

  test('void promises, cases opened by mistake and other months count nowhere', () => {
    const rows = [
      caseRow({ received: MONDAY, closed: ['2008-03-05', 'moved'] }),
      caseRow({ received: MONDAY, closed: ['2008-03-20', 'opened-by-mistake'] }),
      caseRow({ received: '2008-04-07' }),
      caseRow({ received: '2008-02-04' }),
    ];
    expect(reckoned(rows)[0]?.total).toEqual({ due: 0, kept: 0 });
  });
});

const linesOf = (text: string) => text.split('\n').filter((line) => line !== '');
const SAMPLE = linesOf(readFileSync(new URL('../../support/fixtures/cases-2008.ndjson', import.meta.url), 'utf8'));
const CITY_DATA = new URL('../../../../shared/data/city-2008.ndjson.gz', import.meta.url);
const whole = () => linesOf(gunzipSync(readFileSync(CITY_DATA)).toString('utf8'));

describe.each([
  { name: 'a sample checked by hand', lines: SAMPLE },
  ...(existsSync(CITY_DATA) ? [{ name: 'the whole city', lines: whole() }] : []),
])('The five readings of 2008, $name', ({ lines }) => {
  const cases = plainCases(lines);
  const results = reckoned(lines.map(importedRow), null, ['2008-01-01', '2008-12-31']);
  const plain = (some: typeof cases) => plainCompliance(some, '2008-01-01', '2008-12-31')['policy-readings']?.rows;

  test('are what a plain reckoning says, in all and by office', () => {
    expect(results).toHaveLength(5);
    expect(Object.keys(plain(cases) ?? {})).toEqual(results.map(({ id }) => id));
    for (const { id, total, offices } of results) {
      expect(measured(total)).toEqual(plain(cases)?.[id]);
      for (const [office, kept] of offices) {
        expect(measured(kept)).toEqual(plain(cases.filter(({ keys }) => keys['by-office'] === office))?.[id]);
      }
      expect([...offices.values()].reduce((sum, { due }) => sum + due, 0)).toBe(total.due);
    }
  });
});

function measured({ due, kept }: { readonly due: number; readonly kept: number }) {
  return { guaranteesDue: due, guaranteesMet: kept, guaranteeMetShare: due === 0 ? null : kept / due };
}
