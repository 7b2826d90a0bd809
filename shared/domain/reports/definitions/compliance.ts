import { type Definition, definitionsOf } from '../definition.ts';
import { GUARANTEE_MET_SHARE, GUARANTEES_DUE, GUARANTEES_MET } from './guarantees.ts';

const ofPromises = definitionsOf({ unit: 'promise', policies: ['guarantee'] });
const ofReadings = definitionsOf({ unit: 'promise', policies: ['guarantee-readings'] });
const ofReviews = definitionsOf({ unit: 'promise', policies: ['review'] });

const REVIEWS_DUE = [
  'uppföljningar vars sista dag ligger i perioden, utom upphörda',
  'reviews whose last day is in the period, void ones excluded',
] as const;

/** What the report on compliance counts. */
export const COMPLIANCE_DEFINITIONS: ReadonlyArray<Definition> = [
  ofPromises(
    'compliance-attribution',
    'assumed',
    ['Var ett löfte räknas', 'Where a promise counts'],
    [
      'hos det jobbtorg och stadsdelsområde som hade ärendet på löftets sista dag; ålder på hänvisningens dag; ärenden öppnade av misstag räknas inte alls',
      'at the office and district that held the case on the last day of the promise; age on the day of referral; cases opened by mistake count nowhere',
    ],
  ),
  GUARANTEES_DUE,
  GUARANTEES_MET,
  GUARANTEE_MET_SHARE,
  ofPromises(
    'met-by-plan',
    'S3',
    ['Hållna genom jobbplan', 'Met by a plan'],
    ['hållna löften som en godkänd plan var först att uppfylla', 'promises kept first by an approved plan'],
  ),
  ofPromises(
    'met-by-work',
    'S3',
    ['Hållna genom arbete', 'Met by work'],
    [
      'hållna löften som arbete, eller avslut till arbete, var först att uppfylla',
      'promises kept first by work, or by closure to work',
    ],
  ),
  ofPromises(
    'met-by-other-measure',
    'S3',
    ['Hållna genom annan insats', 'Met by another measure'],
    ['hållna löften som en annan insats var först att uppfylla', 'promises kept first by another measure'],
  ),
  ofPromises(
    'voided',
    'assumed',
    ['Upphörda', 'Void'],
    [
      'löften vars sista dag ligger i perioden men som upphörde innan de prövades, genom avslut eller nystart',
      'promises whose last day is in the period but which ceased before they were put to the test, by closure or restart',
    ],
  ),
  ofPromises(
    'median-days',
    'assumed',
    ['Median, dagar', 'Median days'],
    [
      'kalenderdagar från start till stopp för de löften att hålla som har uppfyllts, i tid eller för sent; medelvärdet av de två mittersta när antalet är jämnt',
      'calendar days from start to stop of the due promises that have been fulfilled, in time or late; the mean of the middle two of an even number',
    ],
  ),
  ofPromises(
    'p90-days',
    'assumed',
    ['90:e percentilen, dagar', '90th percentile, days'],
    [
      'det minsta antal dagar som minst nio av tio uppfyllda löften ryms inom (närmaste rang)',
      'the smallest number of days within which at least nine of ten fulfilled promises lie (nearest rank)',
    ],
  ),
  ofPromises(
    'registered-late',
    'assumed',
    ['Sent registrerade', 'Registered late'],
    [
      'hållna löften som registrerades först efter sista dagen; ingår i de hållna',
      'promises kept but registered only after their last day; included among those met',
    ],
  ),
  ofReviews('reviews-due', 'S3', ['Uppföljningar att hålla', 'Reviews due'], REVIEWS_DUE),
  ofReviews(
    'reviews-in-time',
    'S3',
    ['Uppföljningar i tid', 'Reviews in time'],
    ['uppföljningar hållna senast sista dagen', 'reviews held on their last day or before'],
  ),
  ofReviews(
    'review-in-time-share',
    'S3',
    ['Andel uppföljningar i tid', 'Share of reviews in time'],
    ['uppföljningar hållna senast sista dagen', 'reviews held on their last day or before'],
    REVIEWS_DUE,
  ),
  ofReadings(
    'policy-readings',
    'S2, S3, S4',
    ['Fem sätt att läsa löftet', 'Five readings of the promise'],
    [
      'samma händelser räknade enligt varje läsning; summaraden är den läsning som staden räknar efter',
      'the same events reckoned under each reading; the total is the reading that the city goes by',
    ],
  ),
];
