/**
 * Where the city's rules and places are written down. Every entry of the reference data names one or more of these
 * (separated by a comma and a space), so that an official can see what is on paper and what a city still has to confirm.
 */
export const SOURCES: ReadonlyMap<string, string> = new Map([
  ['S0', 'Hässelby-Vällingby stadsdelsförvaltning, tjänsteutlåtande om förslaget till jobbtorg, augusti 2007'],
  ['S1', 'Enskede-Årsta-Vantörs stadsdelsförvaltning, tjänsteutlåtande om förslaget till jobbtorg, 2007'],
  ['S2', 'Stadsledningskontoret, Organisatorisk placering av Jobbtorg, dnr 331-1366/2008'],
  ['S3', 'En stadsdelsförvaltnings svar på skrivelse om jobbtorgen, 2009'],
  ['S4', 'Arbetsmarknadsförvaltningen, översyn av uppdrag och målgrupper, 2018'],
  ['districts-2007', 'Utrednings- och statistikkontoret: fjorton stadsdelsnämndsområden från 2007'],
  ['districts-2020', 'Stockholms stad: Hägersten-Liljeholmen och Älvsjö slås samman 1 juli 2020'],
  ['districts-2023', 'Kommunfullmäktige 2023-04-24: Järva och Norra innerstaden bildas 1 juli 2023'],
  ['audit-2010', 'Stadsrevisionen, revisionsrapport 4/2010 om jobbtorgen, februari 2010'],
  ['board-2011', 'Arbetsmarknadsnämnden, sammanträdet 2011-11-22, dnr 1.6-0175/2011'],
  [
    'sol-2001',
    'Socialtjänstlagen (2001:453) 12 kap. 1 §, i lydelse enligt SFS 2003:135; socialtjänstförordningen 7 kap. 2 §',
  ],
  ['sol-2025', 'Socialtjänstlagen (2025:400), i kraft 1 juli 2025; gallringsparagrafen är inte kontrollerad'],
  ['assumed', 'Ett antagande, som staden behöver bekräfta'],
]);

/** The sources that an entry names, as they are called. */
export function sourcesNamed(source: string): string {
  return source
    .split(', ')
    .map((id) => SOURCES.get(id) ?? id)
    .join('; ');
}
