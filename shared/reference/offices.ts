import type { Office, OfficeArea } from '../domain/city.ts';
import type { Dated } from '../domain/dated.ts';
import { YOUTH } from './ages.ts';
import { DAYS } from './days.ts';

const SINCE_THE_START: Dated = { validFrom: DAYS.jobbtorgDecided, validTo: null };
const UNTIL_2020: Dated = { validFrom: DAYS.jobbtorgDecided, validTo: DAYS.lastBeforeMerger2020 };
const SINCE_2020: Dated = { validFrom: DAYS.merger2020, validTo: null };
const UNTIL_2023: Dated = { validFrom: DAYS.jobbtorgDecided, validTo: DAYS.lastBeforeMerger2023 };
const SINCE_2023: Dated = { validFrom: DAYS.merger2023, validTo: null };

const sourced = (district: string, dated: Dated): OfficeArea => ({
  district,
  ages: null,
  ...dated,
  basis: 'sourced',
  source: 'S0',
});

const assumed = (district: string, dated: Dated, ages: OfficeArea['ages'] = null): OfficeArea => ({
  district,
  ages,
  ...dated,
  basis: 'assumed',
  source: 'assumed',
});

const office = (code: string, sv: string, source: string, areas: ReadonlyArray<OfficeArea>): Office => ({
  code,
  sv,
  ...SINCE_THE_START,
  source,
  areas,
});

/**
 * The job centres and whom they take. Only Vällingby's area is written down (S0); every other mapping is an assumption
 * that a city must confirm. A district that came out of a merger has rows of its own.
 */
export const OFFICES: ReadonlyArray<Office> = [
  office('vallingby', 'Jobbtorg Vällingby', 'S0', [
    sourced('hasselby-vallingby', SINCE_THE_START),
    sourced('bromma', SINCE_THE_START),
  ]),
  office('kista', 'Jobbtorg Kista', 'S0', [
    assumed('rinkeby-kista', UNTIL_2023),
    assumed('spanga-tensta', UNTIL_2023),
    assumed('jarva', SINCE_2023),
  ]),
  office('kista-youth', 'Jobbtorg Kista, ungdomsfilialen', 'S3', [
    assumed('rinkeby-kista', UNTIL_2023, YOUTH),
    assumed('spanga-tensta', UNTIL_2023, YOUTH),
    assumed('jarva', SINCE_2023, YOUTH),
  ]),
  office('skarholmen', 'Jobbtorg Skärholmen', 'S0', [
    assumed('skarholmen', SINCE_THE_START),
    assumed('hagersten-liljeholmen', UNTIL_2020),
    assumed('alvsjo', UNTIL_2020),
    assumed('hagersten-alvsjo', SINCE_2020),
  ]),
  office('vantor', 'Jobbtorg Vantör', 'S0', [
    assumed('enskede-arsta-vantor', SINCE_THE_START),
    assumed('farsta', SINCE_THE_START),
    assumed('skarpnack', SINCE_THE_START),
  ]),
  office('rosenlund', 'Jobbtorg Rosenlundsgatan', 'S3', [
    assumed('sodermalm', SINCE_THE_START),
    assumed('kungsholmen', SINCE_THE_START),
    assumed('norrmalm', UNTIL_2023),
    assumed('ostermalm', UNTIL_2023),
    assumed('norra-innerstaden', SINCE_2023),
  ]),
];
