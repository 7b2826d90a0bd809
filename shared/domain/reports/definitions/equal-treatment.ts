import { type Definition, definitionsOf } from '../definition.ts';
import { CLOSED, WORK_OR_STUDIES, WORK_OR_STUDIES_SHARE } from './closures.ts';
import { GUARANTEE_MET_SHARE, GUARANTEES_DUE, GUARANTEES_MET } from './guarantees.ts';

const ofCases = definitionsOf({ unit: 'case', policies: [] });
const ofFirstKept = definitionsOf({ unit: 'case', policies: ['guarantee'] });
const ofPromises = definitionsOf({ unit: 'promise', policies: ['guarantee'] });

const LOWER = [
  'undre gränsen för andelens 95-procentsintervall (Wilson)',
  "the lower end of the share's 95 % interval (Wilson)",
] as const;
const UPPER = [
  'övre gränsen för andelens 95-procentsintervall (Wilson)',
  "the upper end of the share's 95 % interval (Wilson)",
] as const;

/** What the report on equal treatment counts. */
export const EQUAL_TREATMENT_DEFINITIONS: ReadonlyArray<Definition> = [
  ofCases(
    'equal-treatment-attribution',
    'assumed',
    ['Var ett ärende räknas', 'Where a case counts'],
    [
      'löften hos det stadsdelsområde som hade ärendet på löftets sista dag, avslut hos det som hade det vid avslutet; tabellen efter målgrupp och stadsdelsområde ställer samma behov mot varandra; öppnade av misstag räknas inte alls',
      'promises at the district that held the case on the last day of the promise, closures at the one that held it then; the table by target group and district sets the same need side by side; those opened by mistake count nowhere',
    ],
  ),
  ofCases(
    'how-to-read-intervals',
    'assumed',
    ['Så läses intervallen', 'How to read the intervals'],
    [
      'andelen är vad som hände; intervallet visar hur mycket slumpen kan ha betytt, och är brett när ärendena är få. Överlappar två områdens intervall visar siffrorna ingen säker skillnad mellan dem. Av tjugo jämförelser väntas en falla utanför av ren slump, och en skillnad säger inget om sin orsak',
      'the share is what happened; the interval shows how much chance may have meant, and is wide where cases are few. Where the intervals of two districts overlap, the figures show no certain difference between them. Of twenty comparisons one is expected to fall outside by mere chance, and a difference says nothing of its cause',
    ],
  ),
  GUARANTEES_DUE,
  GUARANTEES_MET,
  GUARANTEE_MET_SHARE,
  ofPromises(
    'guarantee-met-share-low',
    'assumed',
    ['Andel hållna jobbgarantier, minst', 'Share of guarantees met, at least'],
    LOWER,
  ),
  ofPromises(
    'guarantee-met-share-high',
    'assumed',
    ['Andel hållna jobbgarantier, högst', 'Share of guarantees met, at most'],
    UPPER,
  ),
  ofFirstKept(
    'first-kept',
    'assumed',
    ['Första löftet hållet', 'First promise kept'],
    [
      'ärenden vars först hållna löfte, i tid eller för sent, hade sin sista dag i perioden',
      'cases whose first promise kept, in time or late, had its last day in the period',
    ],
  ),
  ofFirstKept(
    'median-days-to-first-kept',
    'assumed',
    ['Dagar till första hållna löfte, median', 'Days to the first promise kept, median'],
    [
      'kalenderdagar från hänvisningen till dess att det första löftet hölls; medelvärdet av de två mittersta när antalet är jämnt',
      'calendar days from the referral until the first promise was kept; the mean of the middle two of an even number',
    ],
  ),
  ofFirstKept(
    'p90-days-to-first-kept',
    'assumed',
    ['Dagar till första hållna löfte, 90:e percentilen', 'Days to the first promise kept, 90th percentile'],
    [
      'det minsta antal dagar som minst nio av tio ryms inom (närmaste rang)',
      'the smallest number of days within which at least nine of ten lie (nearest rank)',
    ],
  ),
  CLOSED,
  WORK_OR_STUDIES,
  WORK_OR_STUDIES_SHARE,
  ofCases(
    'work-or-studies-share-low',
    'assumed',
    ['Andel till arbete eller studier, minst', 'Share to work or studies, at least'],
    LOWER,
  ),
  ofCases(
    'work-or-studies-share-high',
    'assumed',
    ['Andel till arbete eller studier, högst', 'Share to work or studies, at most'],
    UPPER,
  ),
];
