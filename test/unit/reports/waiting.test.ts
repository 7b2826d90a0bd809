import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ReportQuestion } from '../../../shared/domain/reports/question.ts';
import { caseRow, keys, question, reportOn, row, type Told, table } from './rows.ts';

const MARCH_2009 = question('waiting', { from: '2009-03-01', to: '2009-03-31' });

interface Waiter {
  readonly received: string;
  /** The day a plan was approved. */
  readonly served?: string;
  readonly priority?: ReadonlyArray<string>;
  readonly office?: string;
  readonly district?: string;
  readonly sex?: 'woman' | 'man';
  readonly closed?: readonly [string, 'moved' | 'work'];
}

const waiter = ({ served, ...told }: Waiter) => {
  const facts: ReadonlyArray<Told> = served === undefined ? [] : [['plan-approved', served]];
  return caseRow({ office: 'rosenlund', district: 'sodermalm', ...told, facts });
};
const first = (told: Waiter) => waiter({ priority: ['young'], ...told });
const overtaken = (rows: ReadonlyArray<Waiter | ReturnType<typeof waiter>>) =>
  table(
    reportOn(
      rows.map((each) => ('id' in each ? each : waiter(each))),
      MARCH_2009,
    ),
    'by-office',
  ).total;

describe('who was overtaken', () => {
  const MONDAY: Waiter = { received: '2009-03-02', served: '2009-03-20' };

  test.each<[string, Waiter, object]>([
    [
      'came later and was served first',
      { received: '2009-03-04', served: '2009-03-06' },
      { overtaken: 1, overtakenMedianDays: 14 },
    ],
    [
      'came the same day',
      { received: '2009-03-02', served: '2009-03-03' },
      { overtaken: 0, overtakenMedianDays: null },
    ],
    ['came earlier', { received: '2009-03-01', served: '2009-03-03' }, { overtaken: 0 }],
    ['was served on the same day', { received: '2009-03-04', served: '2009-03-20' }, { overtaken: 0 }],
    ['was served later', { received: '2009-03-04', served: '2009-03-23' }, { overtaken: 0 }],
    ['still waits too', { received: '2009-03-04' }, { overtaken: 0 }],
    ['left without being served', { received: '2009-03-04', closed: ['2009-03-06', 'moved'] }, { overtaken: 0 }],
    ['came to another office', { received: '2009-03-04', served: '2009-03-06', office: 'kista' }, { overtaken: 0 }],
  ])('somebody with priority %s', (_, other, expected) => {
    expect(overtaken([waiter(MONDAY), first(other)])).toMatchObject({ others: 1, prioritised: 1, ...expected });
  });

  test.each<[string, Waiter, object]>([
    [
      'who still waits after it was',
      { received: '2009-03-02' },
      { overtaken: 1, overtakenMedianDays: 0, othersMedianDays: 29 },
    ],
    ['who was served after it was', { received: '2009-03-02', served: '2009-04-01' }, { overtaken: 1 }],
    ['who was served on it was not', { received: '2009-03-02', served: '2009-03-31' }, { overtaken: 0 }],
    ['who left on it was not', { received: '2009-03-02', closed: ['2009-03-31', 'moved'] }, { overtaken: 0 }],
  ])('somebody with priority was served on the last day of the period: %s', (_, other, expected) => {
    const last = first({ received: '2009-03-04', served: '2009-03-31' });
    expect(overtaken([waiter(other), last])).toMatchObject({ others: 1, prioritised: 1, ...expected });
  });

  test('nobody is by those without priority', () => {
    expect(overtaken([MONDAY, { received: '2009-03-04', served: '2009-03-05' }])).toMatchObject({
      others: 2,
      overtaken: 0,
    });
  });

  test('the days after are counted from the first who went before', () => {
    const rows = [
      waiter(MONDAY),
      first({ received: '2009-03-10', served: '2009-03-12' }),
      first({ received: '2009-03-04', served: '2009-03-16' }),
    ];
    expect(overtaken(rows)).toMatchObject({
      overtaken: 1,
      overtakenShare: 1,
      overtakenMedianDays: 8,
      overtakenP90Days: 8,
    });
  });

  test('one who still waits has waited until the last day of the period, or until the case closed', () => {
    const rows = [
      waiter({ received: '2009-03-02' }),
      waiter({ received: '2009-03-02', closed: ['2009-03-11', 'moved'] }),
      first({ received: '2009-03-04', served: '2009-03-06' }),
    ];
    expect(overtaken(rows)).toMatchObject({
      others: 2,
      othersServed: 0,
      othersMedianDays: 19,
      othersP90Days: 29,
      overtaken: 2,
      overtakenMedianDays: 15,
      overtakenP90Days: 25,
    });
  });

  test("a district's report knows of those who came from another", () => {
    const rows = [waiter(MONDAY), first({ received: '2009-03-04', served: '2009-03-06', district: 'kungsholmen' })];
    const asked = question('waiting', { ...MARCH_2009, scope: { kind: 'district', code: 'sodermalm' } });
    expect(table(reportOn(rows, asked), 'by-office').total).toMatchObject({ prioritised: 0, others: 1, overtaken: 1 });
  });
});

test('the wait of those who go first and of those who do not, side by side', () => {
  const rows = [
    first({ received: '2009-03-02', served: '2009-03-04' }),
    first({ received: '2009-03-03', served: '2009-03-06', priority: ['children', 'newly-unemployed'] }),
    waiter({ received: '2009-03-02', served: '2009-03-12' }),
    waiter({ received: '2009-03-02', served: '2009-04-12', sex: 'woman' }),
  ];
  const report = reportOn(rows, MARCH_2009);
  expect(table(report, 'by-office').total).toEqual({
    key: 'total',
    prioritised: 2,
    prioritisedServed: 2,
    prioritisedMedianDays: 2.5,
    prioritisedP90Days: 3,
    others: 2,
    othersServed: 1,
    othersMedianDays: 19.5,
    othersP90Days: 29,
    overtaken: 2,
    overtakenShare: 1,
    overtakenMedianDays: 15.5,
    overtakenP90Days: 25,
    suppressed: [],
  });
  expect(row(report, 'by-sex', 'woman')).toMatchObject({ others: 1, othersServed: 0, overtaken: 1 });
  expect(keys(report, 'by-priority')).toEqual(['young', 'children']);
  expect(row(report, 'by-priority', 'children')).toMatchObject({ prioritised: 1, prioritisedMedianDays: 3 });
  expect(table(report, 'by-priority').total).toMatchObject({ prioritised: 2, prioritisedP90Days: 3 });
});

test('by office and the month of receipt', () => {
  const spring = question('waiting', { from: '2009-03-01', to: '2009-05-31' });
  const rows = [
    waiter({ received: '2009-02-27', served: '2009-03-05' }),
    waiter({ received: '2009-03-31', served: '2009-04-02' }),
    waiter({ received: '2009-04-01', served: '2009-04-03', office: 'kista' }),
    waiter({ received: '2009-04-01', closed: ['2009-04-03', 'work'] }),
  ];
  const report = reportOn(rows, spring);
  expect(keys(report, 'by-month-and-office')).toEqual(['2009-03/rosenlund', '2009-04/kista', '2009-04/rosenlund']);
  expect(row(report, 'by-month', '2009-04')).toMatchObject({ others: 2, othersServed: 2, othersMedianDays: 2 });
});

test('a case that has moved counts where it was received', () => {
  const moved = [['2009-03-05', 'kista', 'rinkeby-kista']] as const;
  const told = caseRow({ received: '2009-03-02', office: 'rosenlund', district: 'sodermalm', moved });
  expect(keys(reportOn([told], MARCH_2009), 'by-office')).toEqual(['rosenlund']);
});

const PLACES = [
  ['rosenlund', 'sodermalm'],
  ['rosenlund', 'kungsholmen'],
  ['vallingby', 'bromma'],
] as const;

/** The day of March that is so many days into it. */
const inMarch = (days: number) => `2009-03-${String(days + 1).padStart(2, '0')}`;

const anyWaiter = fc.record({
  received: fc.integer({ min: 0, max: 20 }),
  wait: fc.option(fc.integer({ min: 0, max: 10 })),
  goesFirst: fc.boolean(),
  place: fc.constantFrom(...PLACES),
});

test('each one overtaken is found, by holding everyone against everyone', () => {
  fc.assert(
    fc.property(fc.array(anyWaiter, { maxLength: 12 }), (waiters) => {
      const rows = waiters.map(({ received, wait, goesFirst, place: [office, district] }) =>
        waiter({
          received: inMarch(received),
          office,
          district,
          ...(wait === null ? {} : { served: inMarch(received + wait) }),
          ...(goesFirst ? { priority: ['children'] } : {}),
        }),
      );
      const passed = waiters.filter(
        (one) =>
          !one.goesFirst &&
          waiters.some(
            (other) =>
              other.goesFirst &&
              other.place[0] === one.place[0] &&
              other.received > one.received &&
              other.wait !== null &&
              (one.wait === null || other.received + other.wait < one.received + one.wait),
          ),
      );
      const overtakenIn = (scope: ReportQuestion['scope']) =>
        table(reportOn(rows, question('waiting', { ...MARCH_2009, scope })), 'by-sex').total['overtaken'];
      expect(overtakenIn({ kind: 'city' })).toBe(passed.length);
      for (const [office, district] of PLACES) {
        expect(overtakenIn({ kind: 'office', code: office })).toBe(
          passed.filter(({ place }) => place[0] === office).length,
        );
        expect(overtakenIn({ kind: 'district', code: district })).toBe(
          passed.filter(({ place }) => place[1] === district).length,
        );
      }
    }),
    { numRuns: 300 },
  );
});
