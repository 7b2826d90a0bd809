import { describe, expect, test } from 'vitest';
import { decideReferral } from '../../../../shared/domain/case/decide-referral.ts';
import { localDate } from '../../../../shared/domain/time/local-date.ts';
import { STOCKHOLM } from '../../../../shared/reference/stockholm.ts';
import { referral } from './referrals.ts';

/** Where a referral received on a day and sent in today goes, as `district → office`; `refused` when nowhere. */
function way(district: string, birthDate: string, receivedOn: string): string {
  const asked = referral({ district, person: { birthDate } });
  const decision = decideReferral(asked, localDate(receivedOn), localDate('2026-03-02'), STOCKHOLM);
  const [fact] = decision.outcome === 'accepted' ? decision.facts : [];
  return fact?.type === 'case.received' ? `${fact.data.district} → ${fact.data.office}` : 'refused';
}

describe('The youth branch in Kista takes those of 16 to 24', () => {
  test.each([
    ['1992-06-17', 'kista', 'the day before the 16th birthday'],
    ['1992-06-16', 'kista-youth', 'on the 16th birthday'],
    ['1992-06-15', 'kista-youth', 'the day after it'],
    ['1983-06-18', 'kista-youth', 'two days before the 25th birthday'],
    ['1983-06-17', 'kista-youth', 'the day before the 25th birthday'],
    ['1983-06-16', 'kista', 'on the 25th birthday'],
    ['1983-06-15', 'kista', 'the day after it'],
  ])('born %s goes to %s: %s', (birthDate, office) => {
    for (const district of ['rinkeby-kista', 'spanga-tensta']) {
      expect(way(district, birthDate, '2008-06-16')).toBe(`${district} → ${office}`);
    }
  });

  test.each(['hasselby-vallingby', 'bromma', 'skarholmen', 'farsta', 'sodermalm', 'kungsholmen'])(
    'but nobody from %s: there the office takes every age',
    (district) => {
      expect(way(district, '1990-01-01', '2008-06-16')).toBe(way(district, '1960-01-01', '2008-06-16'));
    },
  );
});

describe('A district that is merged away', () => {
  const adult = '1980-01-01';
  const young = '2004-01-01';

  test.each([
    ['rinkeby-kista', adult, '2023-06-29', 'rinkeby-kista → kista'],
    ['rinkeby-kista', adult, '2023-06-30', 'rinkeby-kista → kista'],
    ['rinkeby-kista', young, '2023-06-30', 'rinkeby-kista → kista-youth'],
    ['rinkeby-kista', adult, '2023-07-01', 'refused'],
    ['spanga-tensta', adult, '2023-06-30', 'spanga-tensta → kista'],
    ['spanga-tensta', adult, '2023-07-01', 'refused'],
    ['jarva', adult, '2023-06-30', 'refused'],
    ['jarva', adult, '2023-07-01', 'jarva → kista'],
    ['jarva', young, '2023-07-01', 'jarva → kista-youth'],
    ['jarva', adult, '2023-07-02', 'jarva → kista'],
    ['norrmalm', adult, '2023-06-30', 'norrmalm → rosenlund'],
    ['norrmalm', adult, '2023-07-01', 'refused'],
    ['ostermalm', adult, '2023-06-30', 'ostermalm → rosenlund'],
    ['ostermalm', adult, '2023-07-01', 'refused'],
    ['norra-innerstaden', adult, '2023-06-30', 'refused'],
    ['norra-innerstaden', adult, '2023-07-01', 'norra-innerstaden → rosenlund'],
    ['hagersten-liljeholmen', adult, '2020-06-30', 'hagersten-liljeholmen → skarholmen'],
    ['hagersten-liljeholmen', adult, '2020-07-01', 'refused'],
    ['alvsjo', adult, '2020-06-30', 'alvsjo → skarholmen'],
    ['alvsjo', adult, '2020-07-01', 'refused'],
    ['hagersten-alvsjo', adult, '2020-06-30', 'refused'],
    ['hagersten-alvsjo', adult, '2020-07-01', 'hagersten-alvsjo → skarholmen'],
    ['hagersten-alvsjo', adult, '2020-07-02', 'hagersten-alvsjo → skarholmen'],
  ])('%s, born %s, received %s: %s', (district, birthDate, receivedOn, expected) => {
    expect(way(district, birthDate, receivedOn)).toBe(expected);
  });
});
