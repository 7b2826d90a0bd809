import type { CaseRow } from '../../../../shared/domain/case/case-row.ts';
import type { OccasionRow } from '../../../../shared/domain/case/occasion-row.ts';
import { caseRow, type Told } from '../rows.ts';

const PLACES = [
  ['vallingby', 'hasselby-vallingby'],
  ['vallingby', 'bromma'],
  ['kista', 'rinkeby-kista'],
  ['kista', 'spanga-tensta'],
  ['kista-youth', 'rinkeby-kista'],
  ['kista-youth', 'spanga-tensta'],
  ['skarholmen', 'alvsjo'],
  ['skarholmen', 'hagersten-liljeholmen'],
  ['rosenlund', 'norrmalm'],
  ['rosenlund', 'ostermalm'],
] as const;
const GROUPS = ['sfi-student', 'young', 'unemployment', 'unemployment', 'new-visit-other-reason'];
const OUTCOMES = ['work', 'work', 'subsidised-work', 'studies', 'own-wish', 'moved', 'other-authority'] as const;
const AGES = [17, 22, 27, 35, 40, 50, 60];

/** Invented cases of the first months of 2008, the same every time: small places, common and rare outcomes. */
export function someCases(howMany: number, places: number = PLACES.length): ReadonlyArray<CaseRow> {
  let seed = 20_080_101;
  const below = (limit: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * limit);
  };
  const pick = <T>(values: ReadonlyArray<T>): T => {
    const value = values[below(values.length)];
    if (value === undefined) throw new RangeError('there is nothing to pick from');
    return value;
  };
  const date = (month: number) => `2008-0${month}-${String(1 + below(28)).padStart(2, '0')}`;
  return Array.from({ length: howMany }, () => {
    const [office, district] = pick(PLACES.slice(0, 2 + below(places - 1)));
    const received = date(1 + below(2));
    const planned = `${received.slice(0, 8)}${String(Math.min(28, Number(received.slice(8)) + below(9))).padStart(2, '0')}`;
    const facts: ReadonlyArray<Told> = below(3) === 0 ? [] : [['plan-approved', planned]];
    const age = pick(AGES);
    const priority = age === 22 ? ['young'] : [];
    const told = { received, office, district, facts, age, targetGroup: pick(GROUPS), priority };
    const sex = below(20) === 0 ? 'unknown' : pick(['woman', 'man'] as const);
    return caseRow(below(2) === 0 ? { ...told, sex } : { ...told, sex, closed: [date(3 + below(2)), pick(OUTCOMES)] });
  });
}

const WENT = ['present', 'present', 'late', 'absent-with-notice', 'absent-without-notice', null] as const;

/** A meeting of each of some cases four weeks after it came in, attended and registered in every way there is. */
export function occasionsOf(rows: ReadonlyArray<CaseRow>): ReadonlyArray<OccasionRow> {
  return rows.map(({ receivedOn, holders, sex, ageAtReceipt, targetGroup }, index) => {
    const on = receivedOn + 28;
    const presence = WENT[(index * 5 + (index >> 3)) % WENT.length] ?? null;
    return {
      caseId: `case-${index}`,
      id: 'meeting',
      changedAt: 0,
      on,
      holders,
      sex,
      ageAtReceipt,
      targetGroup,
      attendance: presence === null ? null : { presence, firstRegisteredOn: on + (index % 7) },
    };
  });
}
