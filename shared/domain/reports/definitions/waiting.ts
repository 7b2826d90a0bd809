import { type Definition, definitionsOf } from '../definition.ts';

const ofWaits = definitionsOf({ unit: 'case', policies: ['guarantee', 'priority'] });
/** Since version 2 they count on the last day of the period too. */
const ofOvertakings = definitionsOf({ unit: 'case', policies: ['guarantee', 'priority'], version: 2 });

const WAITED = 'kalenderdagar från hänvisningen till dess att ett löfte först hölls';
const WAITED_EN = 'calendar days from the referral until a promise was first kept';
const OF_PRIORITY = 'ärenden mottagna i perioden, med förtur enligt en lokal överenskommelse';
const OF_PRIORITY_EN = 'cases received in the period that go first by a local agreement';
const OF_OTHERS = [
  'ärenden mottagna i perioden, utan förtur',
  'cases received in the period that do not go first',
] as const;
const OVERTAKEN = [
  'ärenden utan förtur som ännu väntade när någon med förtur, hänvisad senare till samma jobbtorg, fick sitt löfte hållet',
  'cases that do not go first and still waited when somebody who does, referred later to the same office, had a promise kept',
] as const;

const median = (id: string, name: readonly [string, string], of: readonly [string, string]): Definition =>
  ofWaits(id, 'S3, assumed', name, [
    `${of[0]}; medelvärdet av de två mittersta när antalet är jämnt`,
    `${of[1]}; the mean of the middle two of an even number`,
  ]);
const percentile = (id: string, name: readonly [string, string]): Definition =>
  ofWaits(id, 'S3, assumed', name, [
    'det minsta antal dagar som minst nio av tio ryms inom (närmaste rang)',
    'the smallest number of days within which at least nine of ten lie (nearest rank)',
  ]);

/** What the report on waiting counts. */
export const WAITING_DEFINITIONS: ReadonlyArray<Definition> = [
  ofWaits(
    'waiting-attribution',
    'S3, assumed',
    ['Vilka väntetider som räknas', 'Which waits are counted'],
    [
      'ärenden mottagna i perioden, hos det jobbtorg som tog emot dem och i mottagningsmånaden; väntan slutar när ett löfte först hålls (godkänd plan, arbete eller annan insats), annars när ärendet avslutas; den som väntar ännu har väntat till periodens sista dag; väntan på biståndsbeslut räknas med; öppnade av misstag räknas inte alls',
      'cases received in the period, at the office that received them and in the month of receipt; a wait ends when a promise is first kept (an approved plan, work or another measure), or else when the case is closed; who still waits has waited until the last day of the period; waiting for a decision on support is included; those opened by mistake count nowhere',
    ],
  ),
  ofWaits('prioritised', 'S3', ['Med förtur', 'Going first'], [OF_PRIORITY, OF_PRIORITY_EN]),
  ofWaits(
    'prioritised-served',
    'S3, assumed',
    ['Med förtur, löftet hållet', 'Going first, promise kept'],
    [
      'de med förtur för vilka ett löfte hölls senast periodens sista dag, i tid eller för sent',
      'those going first for whom a promise was kept by the last day of the period, in time or late',
    ],
  ),
  median('prioritised-median-days', ['Med förtur, median', 'Going first, median'], [WAITED, WAITED_EN]),
  percentile('prioritised-p90-days', ['Med förtur, 90:e percentilen', 'Going first, 90th percentile']),
  ofWaits('others', 'S3', ['Utan förtur', 'Not going first'], OF_OTHERS),
  ofWaits(
    'others-served',
    'S3, assumed',
    ['Utan förtur, löftet hållet', 'Not going first, promise kept'],
    [
      'de utan förtur för vilka ett löfte hölls senast periodens sista dag, i tid eller för sent',
      'those not going first for whom a promise was kept by the last day of the period, in time or late',
    ],
  ),
  median('others-median-days', ['Utan förtur, median', 'Not going first, median'], [WAITED, WAITED_EN]),
  percentile('others-p90-days', ['Utan förtur, 90:e percentilen', 'Not going first, 90th percentile']),
  ofOvertakings('overtaken', 'S3, assumed', ['Omgångna', 'Overtaken'], OVERTAKEN),
  ofOvertakings('overtaken-share', 'S3, assumed', ['Andel omgångna', 'Share overtaken'], OVERTAKEN, OF_OTHERS),
  median(
    'overtaken-median-days',
    ['Väntan efter att ha gåtts om, median', 'Waited after being overtaken, median'],
    [
      'kalenderdagar från den dag då någon med förtur först gick före till väntans slut',
      'calendar days from the day on which somebody first went before until the end of the wait',
    ],
  ),
  percentile('overtaken-p90-days', [
    'Väntan efter att ha gåtts om, 90:e percentilen',
    'Waited after being overtaken, 90th percentile',
  ]),
  ofWaits(
    'priority-reasons',
    'S3',
    ['Skäl till förtur', 'Reasons for going first'],
    [
      'ett ärende med flera skäl räknas under det främsta av dem, i överenskommelsens ordning',
      "a case with several reasons counts under the first of them, in the agreement's order",
    ],
  ),
];
