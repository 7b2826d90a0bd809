import type { District } from '../domain/city.ts';
import { DAYS } from './days.ts';

const of2007 = (code: string, sv: string): District => ({
  code,
  sv,
  validFrom: DAYS.districtsOf2007,
  validTo: null,
  mergedInto: null,
  source: 'districts-2007',
});

const mergedIn2020 = (code: string, sv: string, mergedInto: string): District => ({
  ...of2007(code, sv),
  validTo: DAYS.lastBeforeMerger2020,
  mergedInto,
  source: 'districts-2007, districts-2020',
});

const mergedIn2023 = (code: string, sv: string, mergedInto: string): District => ({
  ...of2007(code, sv),
  validTo: DAYS.lastBeforeMerger2023,
  mergedInto,
  source: 'districts-2007, districts-2023',
});

/** The city's districts since 2007: every change has been a merger, so that old figures can be summed into new ones. */
export const DISTRICTS: ReadonlyArray<District> = [
  of2007('bromma', 'Bromma'),
  of2007('enskede-arsta-vantor', 'Enskede-Årsta-Vantör'),
  of2007('farsta', 'Farsta'),
  mergedIn2020('hagersten-liljeholmen', 'Hägersten-Liljeholmen', 'hagersten-alvsjo'),
  of2007('hasselby-vallingby', 'Hässelby-Vällingby'),
  of2007('kungsholmen', 'Kungsholmen'),
  mergedIn2023('norrmalm', 'Norrmalm', 'norra-innerstaden'),
  mergedIn2023('rinkeby-kista', 'Rinkeby-Kista', 'jarva'),
  of2007('skarpnack', 'Skarpnäck'),
  of2007('skarholmen', 'Skärholmen'),
  mergedIn2023('spanga-tensta', 'Spånga-Tensta', 'jarva'),
  of2007('sodermalm', 'Södermalm'),
  mergedIn2020('alvsjo', 'Älvsjö', 'hagersten-alvsjo'),
  mergedIn2023('ostermalm', 'Östermalm', 'norra-innerstaden'),
  { ...of2007('hagersten-alvsjo', 'Hägersten-Älvsjö'), validFrom: DAYS.merger2020, source: 'districts-2020' },
  { ...of2007('jarva', 'Järva'), validFrom: DAYS.merger2023, source: 'districts-2023' },
  { ...of2007('norra-innerstaden', 'Norra innerstaden'), validFrom: DAYS.merger2023, source: 'districts-2023' },
];
