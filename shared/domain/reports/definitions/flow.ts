import { type Definition, definitionsOf } from '../definition.ts';
import { CLOSED, REFERRED } from './closures.ts';

const ofCases = definitionsOf({ unit: 'case', policies: [] });

/** What the report on flow counts. */
export const FLOW_DEFINITIONS: ReadonlyArray<Definition> = [
  ofCases(
    'flow-attribution',
    'assumed',
    ['Var ett ärende räknas', 'Where a case counts'],
    [
      'hos det jobbtorg som har ärendet vid dagens slut; antal vid början + hänvisade + inflyttade − avslutade − utflyttade = antal vid slutet, i varje rad; en månad som perioden bara har en del av räknas till den delen; öppnade av misstag räknas inte alls',
      'at the office that holds the case at the end of a day; stock at the start + referred + moved in − closed − moved out = stock at the end, in every row; of a month that is only partly in the period that part is counted; those opened by mistake count nowhere',
    ],
  ),
  ofCases(
    'stock-start',
    'assumed',
    ['Öppna vid början', 'Open at the start'],
    [
      'ärenden mottagna före periodens eller månadens första dag och inte avslutade före den',
      'cases received before the first day of the period or month and not closed before it',
    ],
  ),
  REFERRED,
  ofCases(
    'moved-in',
    'S2, assumed',
    ['Inflyttade', 'Moved in'],
    [
      'öppna ärenden som i perioden har kommit från ett annat jobbtorg, eller till det som rapporten omfattar',
      'open cases that have come from another office in the period, or to what the report covers',
    ],
  ),
  ofCases(
    'enrolled',
    'S3, S4',
    ['Inskrivna', 'Enrolled'],
    [
      'inskrivningar i perioden, vid gruppinformation, trepartssamtal eller arbetsträning; de ändrar inte antalet öppna',
      'enrolments in the period, by group information, three-party meeting or work training; they do not change the stock',
    ],
  ),
  CLOSED,
  ofCases(
    'moved-out',
    'S2, assumed',
    ['Utflyttade', 'Moved out'],
    [
      'öppna ärenden som i perioden har gått till ett annat jobbtorg, eller från det som rapporten omfattar',
      'open cases that have gone to another office in the period, or from what the report covers',
    ],
  ),
  ofCases(
    'stock-end',
    'assumed',
    ['Öppna vid slutet', 'Open at the end'],
    [
      'ärenden mottagna senast periodens eller månadens sista dag och inte avslutade senast den',
      'cases received by the last day of the period or month and not closed by it',
    ],
  ),
];
