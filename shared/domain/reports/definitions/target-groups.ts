import { type Definition, definitionsOf } from '../definition.ts';
import { CLOSED, REFERRED, WORK_OR_STUDIES, WORK_OR_STUDIES_SHARE } from './closures.ts';
import { GUARANTEE_MET_SHARE, GUARANTEES_DUE, GUARANTEES_MET } from './guarantees.ts';

const ofGroups = definitionsOf({ unit: 'case', policies: ['target-groups'] });

/** What the report on target groups counts. */
export const TARGET_GROUPS_DEFINITIONS: ReadonlyArray<Definition> = [
  ofGroups(
    'target-groups-attribution',
    'assumed',
    ['När ett ärende räknas', 'When a case counts'],
    [
      'hänvisade efter mottagningsdagen, avslutade efter avslutsdagen och löften efter sin sista dag; ett ärende har den målgrupp som gällde när det togs emot, också när det avslutas efter ett skifte; öppnade av misstag räknas inte alls',
      'referrals by the day of receipt, closures by the day of closing, promises by their last day; a case keeps the target group in force when it was received, also when it is closed after a change; those opened by mistake count nowhere',
    ],
  ),
  ofGroups(
    'split-series',
    'S4',
    ['Målgrupperna som de var', 'The target groups as they were'],
    [
      'varje målgrupp för sig; ett ärende som hör till flera räknas i var och en av dem, så att raderna kan bli fler än summaraden, där det räknas en gång',
      'each target group by itself; a case in several counts in each of them, so that the rows can come to more than the total, where it counts once',
    ],
  ),
  ofGroups(
    'merged-series',
    'S4, assumed',
    ['Som om målgrupperna alltid varit sammanslagna', 'As if the target groups had always been merged'],
    [
      'ordinarie målgrupp, målgrupp resurs och den målgrupp som ersatte dem räknas som en grupp; täljare och nämnare läggs samman innan andelen räknas, och ett ärende i båda räknas en gång; nyanlända och de som tagits emot efter stadsdelens egen bedömning står för sig',
      "the ordinary target group, the target group resource and the one that replaced them are counted as one group; numerators and denominators are pooled before a share is taken, and a case in both counts once; newcomers and those let in by a district's own assessment stand by themselves",
    ],
  ),
  ofGroups(
    'series-break',
    'S4',
    ['Brottet i serien', 'The break in the series'],
    [
      'indelningen upphörde den 1 september 2018; per år delas 2018 vid brottet i en del före och en från den dagen, och bara den sammanslagna serien kan jämföras över det',
      'the division ended on 1 September 2018; by year, 2018 is cut at the break into a part before and a part from that day, and only the merged series can be compared across it',
    ],
  ),
  ofGroups(
    'sick-listed-by-sex',
    'S4',
    ['Sjukskrivna efter kön', 'The sick-listed by sex'],
    [
      'redovisas inte: att någon är sjukskriven är sekretessbelagt och finns inte bland de uppgifter som rapporter räknas ur; närmast kommer kvinnor och män i målgrupperna Målgrupp resurs och Annat skäl, från 1 sept. 2018, där de sjukskrivna ingår',
      'not shown: that somebody is sick-listed is secret and not among the data that reports are made of; the nearest are women and men in the groups Target group resource and Other reason, from 1 Sept 2018, which include the sick-listed',
    ],
  ),
  REFERRED,
  CLOSED,
  WORK_OR_STUDIES,
  WORK_OR_STUDIES_SHARE,
  GUARANTEES_DUE,
  GUARANTEES_MET,
  GUARANTEE_MET_SHARE,
];
