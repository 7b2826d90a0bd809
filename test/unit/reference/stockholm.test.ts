import { describe, expect, test } from 'vitest';
import { officeFor } from '../../../shared/domain/city.ts';
import { inForce } from '../../../shared/domain/dated.ts';
import { addDays, localDate } from '../../../shared/domain/time/local-date.ts';
import { SOURCES } from '../../../shared/reference/sources.ts';
import { STOCKHOLM } from '../../../shared/reference/stockholm.ts';

const { districts, offices, ownerBoards, services, eligibility, priorities, thinPlans, clocks, retention } = STOCKHOLM;

/** Every day on which something in the places of the city may have changed, and the days around it. */
const DAYS_OF_CHANGE = ['2008-01-01', '2009-01-01', '2018-09-01', '2020-07-01', '2023-07-01', '2026-03-02'].flatMap(
  (day) => [localDate(day), addDays(localDate(day), 1), addDays(localDate(day), 400)],
);

describe('The districts', () => {
  const on = (day: string) =>
    districts.filter((district) => inForce(district, localDate(day))).map((district) => district.code);

  test('of 2007 are fourteen', () => {
    const fourteen = [
      'bromma',
      'enskede-arsta-vantor',
      'farsta',
      'hagersten-liljeholmen',
      'hasselby-vallingby',
      'kungsholmen',
      'norrmalm',
      'rinkeby-kista',
      'skarpnack',
      'skarholmen',
      'spanga-tensta',
      'sodermalm',
      'alvsjo',
      'ostermalm',
    ];
    expect(on('2007-01-01')).toEqual(fourteen);
    expect(on('2020-06-30')).toEqual(fourteen);
    expect(on('2006-12-31')).toEqual([]);
  });

  test('are thirteen from 1 July 2020', () => {
    expect(on('2020-07-01')).toHaveLength(13);
    expect(on('2023-06-30')).toHaveLength(13);
  });

  test('are eleven from 1 July 2023', () => {
    expect(on('2023-07-01').toSorted()).toEqual([
      'bromma',
      'enskede-arsta-vantor',
      'farsta',
      'hagersten-alvsjo',
      'hasselby-vallingby',
      'jarva',
      'kungsholmen',
      'norra-innerstaden',
      'skarholmen',
      'skarpnack',
      'sodermalm',
    ]);
  });

  test('that ended were taken over the day after by a district that then began', () => {
    const ended = districts.filter((district) => district.validTo !== null);
    expect(ended.map(({ code, mergedInto }) => [code, mergedInto])).toEqual([
      ['hagersten-liljeholmen', 'hagersten-alvsjo'],
      ['norrmalm', 'norra-innerstaden'],
      ['rinkeby-kista', 'jarva'],
      ['spanga-tensta', 'jarva'],
      ['alvsjo', 'hagersten-alvsjo'],
      ['ostermalm', 'norra-innerstaden'],
    ]);
    for (const { validTo, mergedInto } of ended) {
      const successor = districts.find((district) => district.code === mergedInto);
      expect(successor?.validFrom).toBe(validTo === null ? null : addDays(validTo, 1));
    }
  });
});

describe('The offices', () => {
  test('are six, from the day the Jobbtorg were decided for', () => {
    expect(offices.map(({ code, validFrom }) => [code, validFrom])).toEqual([
      ['vallingby', '2008-01-01'],
      ['kista', '2008-01-01'],
      ['kista-youth', '2008-01-01'],
      ['skarholmen', '2008-01-01'],
      ['vantor', '2008-01-01'],
      ['rosenlund', '2008-01-01'],
    ]);
  });

  test('have areas that are assumed, but for the two of Vällingby that the documents name', () => {
    const sourced = offices.flatMap(({ code, areas }) =>
      areas.filter((area) => area.basis === 'sourced').map((area) => `${code} ${area.district} ${area.source}`),
    );
    expect(sourced).toEqual(['vallingby hasselby-vallingby S0', 'vallingby bromma S0']);
  });

  test.each([16, 24, 40])('take everyone aged %i of every district on every day', (age) => {
    for (const day of DAYS_OF_CHANGE) {
      for (const district of districts.filter((known) => inForce(known, day))) {
        expect([day, district.code, officeFor(STOCKHOLM, district.code, age, day)]).not.toContain(undefined);
      }
    }
  });

  test('that are for the young take those of 16 to 24', () => {
    const youth = offices.flatMap(({ code, areas }) =>
      areas.filter(({ ages }) => ages !== null).map(({ ages }) => [code, ages]),
    );
    expect(youth).toEqual(Array.from({ length: 3 }, () => ['kista-youth', { from: 16, to: 24 }]));
  });

  test('know no district that the city does not have in those days', () => {
    for (const area of offices.flatMap((office) => office.areas)) {
      const district = districts.find((known) => known.code === area.district);
      expect(district !== undefined && inForce(district, area.validFrom)).toBe(true);
      expect(area.validTo ?? null).toBe(district?.validTo ?? null);
    }
  });
});

describe('The boards that answered for the Jobbtorg', () => {
  test('follow one another without a gap, from the day the Jobbtorg were decided for', () => {
    expect(ownerBoards.map(({ sv, validFrom }) => [sv, validFrom])).toEqual([
      ['Kommunstyrelsen', '2008-01-01'],
      ['Socialtjänstnämnden', '2009-01-01'],
      ['Socialtjänst- och arbetsmarknadsnämnden', '2010-02-01'],
      ['Arbetsmarknadsnämnden', '2011-11-22'],
    ]);
    const dayAfter = ownerBoards.map(({ validTo }) => (validTo === null ? null : addDays(validTo, 1)));
    expect(dayAfter).toEqual([...ownerBoards.slice(1).map(({ validFrom }) => validFrom), null]);
  });

  test('whose first day is written nowhere are marked as assumed', () => {
    for (const { basis, source } of [...ownerBoards, ...offices.flatMap(({ areas }) => areas)]) {
      expect(basis === 'assumed').toBe(source.split(', ').includes('assumed'));
    }
  });
});

describe('The catalogue of services', () => {
  const codes = (day: string) =>
    services.filter((service) => inForce(service, localDate(day))).map((service) => service.code);

  test('has eighteen entries from the start', () => {
    expect(codes('2008-01-01')).toEqual([
      'survey',
      'study-and-career-guidance',
      'advice',
      'individual-coaching',
      'matching',
      'sfi-test',
      'sfi-with-placement',
      'preparatory-measures',
      'work-training',
      'placement-language-introduction',
      'placement-as-work-training',
      'placement-first-step',
      'vocational-course-short',
      'validation',
      'vocational-course-long',
      'employment-service-range',
      'recruitment-activity',
      'start-your-own-advice',
    ]);
    expect(codes('2007-12-31')).toEqual([]);
  });

  test('has three more from 2009 and five more from 2018', () => {
    expect(codes('2009-01-01').slice(18)).toEqual(['sfi', 'recruitment-programme', 'civic-information']);
    expect(codes('2018-01-01').slice(21)).toEqual([
      'supported-employment',
      'language-support-placement',
      'language-support-employment',
      'extra-job',
      'health-measure',
    ]);
    expect(codes('2017-12-31')).toHaveLength(21);
  });
});

describe('The target groups', () => {
  test('are ordered, and the order is the order of precedence', () => {
    const order = eligibility.targetGroups.map(({ id, validFrom, validTo, groups }) => ({
      id,
      validFrom,
      validTo,
      groups: groups.map((group) => group.code),
    }));
    const of2008 = ['sfi-student', 'refugee-or-family-immigrant', 'young', 'unemployment', 'new-visit-other-reason'];
    expect(order).toEqual([
      { id: 'target-groups-2008', validFrom: '2008-01-01', validTo: '2008-12-31', groups: of2008 },
      {
        id: 'target-groups-2009',
        validFrom: '2009-01-01',
        validTo: '2018-08-31',
        groups: [...of2008, 'other-reason-resource', 'newcomer'],
      },
      {
        id: 'target-groups-2018',
        validFrom: '2018-09-01',
        validTo: null,
        groups: ['unaccompanied-youth', 'unemployment-2018', 'other-reason-2018', 'newcomer'],
      },
    ]);
  });
});

describe('Everything in the reference data', () => {
  const sourced: ReadonlyArray<{ readonly source: string }> = [
    ...districts,
    ...offices,
    ...offices.flatMap((office) => office.areas),
    ...ownerBoards,
    ...services,
    ...eligibility.exclusions,
    ...eligibility.targetGroups.flatMap((policy) => policy.groups),
    ...priorities,
    ...thinPlans,
    ...clocks.guarantee,
    ...clocks.review,
    ...retention,
  ];

  test('says where it is written', () => {
    for (const { source } of sourced) {
      for (const id of source.split(', ')) expect(SOURCES.has(id), source).toBe(true);
    }
  });

  test('has a code of lowercase words, once', () => {
    for (const list of [districts, offices, ownerBoards, services]) {
      const codes = list.map((entry) => entry.code);
      expect(new Set(codes).size).toBe(codes.length);
      for (const code of codes) expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
    }
  });

  test('ends no earlier than it begins', () => {
    const dated = [...districts, ...offices.flatMap((office) => office.areas), ...eligibility.exclusions];
    for (const { validFrom, validTo } of dated) expect(validTo === null || validFrom <= validTo).toBe(true);
  });
});
