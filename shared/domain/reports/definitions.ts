import type { ReportKind } from './question.ts';

interface InWords {
  readonly sv: string;
  readonly en: string;
}

/** What a measure counts, in words that an official can hold the figures against. */
export interface Definition extends InWords {
  /** Never reused for something else. */
  readonly id: string;
  /** Goes up whenever the same facts would give another figure. */
  readonly version: number;
  readonly numerator: InWords;
  /** `null` for a plain number. */
  readonly denominator: InWords | null;
  /** Where the measure is written down; see the reference data's sources. */
  readonly source: string;
}

/** A definition as a report prints it. */
export interface PrintedDefinition extends InWords {
  readonly id: string;
  readonly version: number;
}

/** The definitions of a kind of report, each as one sentence in either language. */
export function printedDefinitions(kind: ReportKind): ReadonlyArray<PrintedDefinition> {
  return DEFINITIONS[kind].map(({ id, version, sv, en, numerator, denominator }) => ({
    id,
    version,
    sv: `${sv}: ${numerator.sv}${denominator === null ? '' : `, delat med ${denominator.sv}`}.`,
    en: `${en}: ${numerator.en}${denominator === null ? '' : `, divided by ${denominator.en}`}.`,
  }));
}

const define = (
  id: string,
  source: string,
  [sv, en]: readonly [string, string],
  [numeratorSv, numeratorEn]: readonly [string, string],
  denominator: readonly [string, string] | null = null,
): Definition => ({
  id,
  version: 1,
  sv,
  en,
  numerator: { sv: numeratorSv, en: numeratorEn },
  denominator: denominator === null ? null : { sv: denominator[0], en: denominator[1] },
  source,
});

const CLOSED = ['ärenden avslutade i perioden', 'cases closed in the period'] as const;
const GUARANTEES_DUE = [
  'löften vars sista dag ligger i perioden, utom upphörda',
  'promises whose last day is in the period, void ones excluded',
] as const;
const GUARANTEES_MET = [
  'löften hållna senast sista dagen, bland dem vars sista dag ligger i perioden',
  'promises kept on their last day or before, among those whose last day is in the period',
] as const;
const REVIEWS_DUE = [
  'uppföljningar vars sista dag ligger i perioden, utom upphörda',
  'reviews whose last day is in the period, void ones excluded',
] as const;

const OUTCOMES: ReadonlyArray<Definition> = [
  define(
    'outcomes-attribution',
    'assumed',
    ['Var ett ärende räknas', 'Where a case counts'],
    [
      'hos det jobbtorg och stadsdelsområde som hade det vid avslutet eller, om det är öppet, periodens sista dag; ålder på hänvisningens dag; en gång, efter det avslut som gäller; öppnade av misstag räknas inte alls',
      'at the office and district that held it when it was closed or, while open, on the last day of the period; age on the day of referral; once, by its standing closure; those opened by mistake count nowhere',
    ],
  ),
  define(
    'open-at-start',
    'S3',
    ['Öppna vid periodens början', 'Open at the start'],
    [
      'ärenden mottagna före periodens första dag och inte avslutade före den',
      'cases received before the first day of the period and not closed before it',
    ],
  ),
  define('referred', 'S3', ['Hänvisade', 'Referred'], ['ärenden mottagna i perioden', 'cases received in the period']),
  define('closed', 'S3', ['Avslutade', 'Closed'], CLOSED),
  define('share-closed', 'S3', ['Andel avslutade', 'Share closed'], CLOSED, [
    'ärenden öppna vid periodens början och mottagna i den',
    'cases open at the start of the period and received in it',
  ]),
  define(
    'work',
    'S3',
    ['Till arbete', 'To work'],
    ['avslut till arbete utan stöd', 'closures to work without subsidy'],
  ),
  define(
    'subsidised-work',
    'S3',
    ['Till arbete med stöd', 'To subsidised work'],
    ['avslut till arbete med lönestöd eller annan subvention', 'closures to work with a wage subsidy or another'],
  ),
  define('studies', 'S3', ['Till studier', 'To studies'], ['avslut till studier', 'closures to studies']),
  define(
    'work-or-studies-share',
    'assumed',
    ['Andel till arbete eller studier', 'Share to work or studies'],
    ['avslut till arbete, arbete med stöd eller studier', 'closures to work, subsidised work or studies'],
    CLOSED,
  ),
  define(
    'drop-out',
    'S1',
    ['Bortfall', 'Drop-out'],
    [
      'avslut på egen önskan, för utebliven närvaro, av okänd orsak eller på grund av flytt',
      'closures by own wish, for non-attendance, for an unknown reason or because of moving',
    ],
  ),
  define(
    'drop-out-share',
    'S1',
    ['Andel bortfall', 'Drop-out share'],
    ['avslut som är bortfall', 'closures that are drop-outs'],
    CLOSED,
  ),
];

const COMPLIANCE: ReadonlyArray<Definition> = [
  define(
    'compliance-attribution',
    'assumed',
    ['Var ett löfte räknas', 'Where a promise counts'],
    [
      'hos det jobbtorg och stadsdelsområde som hade ärendet på löftets sista dag; ålder på hänvisningens dag; ärenden öppnade av misstag räknas inte alls',
      'at the office and district that held the case on the last day of the promise; age on the day of referral; cases opened by mistake count nowhere',
    ],
  ),
  define('guarantees-due', 'S2, S3', ['Jobbgarantier att hålla', 'Guarantees due'], GUARANTEES_DUE),
  define('guarantees-met', 'S2, S3', ['Hållna jobbgarantier', 'Guarantees met'], GUARANTEES_MET),
  define(
    'guarantee-met-share',
    'S2, S3',
    ['Andel hållna jobbgarantier', 'Share of guarantees met'],
    GUARANTEES_MET,
    GUARANTEES_DUE,
  ),
  define(
    'met-by-plan',
    'S3',
    ['Hållna genom jobbplan', 'Met by a plan'],
    ['hållna löften som en godkänd plan var först att uppfylla', 'promises kept first by an approved plan'],
  ),
  define(
    'met-by-work',
    'S3',
    ['Hållna genom arbete', 'Met by work'],
    [
      'hållna löften som arbete, eller avslut till arbete, var först att uppfylla',
      'promises kept first by work, or by closure to work',
    ],
  ),
  define(
    'met-by-other-measure',
    'S3',
    ['Hållna genom annan insats', 'Met by another measure'],
    ['hållna löften som en annan insats var först att uppfylla', 'promises kept first by another measure'],
  ),
  define(
    'voided',
    'assumed',
    ['Upphörda', 'Void'],
    [
      'löften vars sista dag ligger i perioden men som upphörde innan de prövades, genom avslut eller nystart',
      'promises whose last day is in the period but which ceased before they were put to the test, by closure or restart',
    ],
  ),
  define(
    'median-days',
    'assumed',
    ['Median, dagar', 'Median days'],
    [
      'kalenderdagar från start till stopp för de löften att hålla som har uppfyllts, i tid eller för sent; medelvärdet av de två mittersta när antalet är jämnt',
      'calendar days from start to stop of the due promises that have been fulfilled, in time or late; the mean of the middle two of an even number',
    ],
  ),
  define(
    'p90-days',
    'assumed',
    ['90:e percentilen, dagar', '90th percentile, days'],
    [
      'det minsta antal dagar som minst nio av tio uppfyllda löften ryms inom (närmaste rang)',
      'the smallest number of days within which at least nine of ten fulfilled promises lie (nearest rank)',
    ],
  ),
  define(
    'registered-late',
    'assumed',
    ['Sent registrerade', 'Registered late'],
    [
      'hållna löften som registrerades först efter sista dagen; ingår i de hållna',
      'promises kept but registered only after their last day; included among those met',
    ],
  ),
  define('reviews-due', 'S3', ['Uppföljningar att hålla', 'Reviews due'], REVIEWS_DUE),
  define(
    'reviews-in-time',
    'S3',
    ['Uppföljningar i tid', 'Reviews in time'],
    ['uppföljningar hållna senast sista dagen', 'reviews held on their last day or before'],
  ),
  define(
    'review-in-time-share',
    'S3',
    ['Andel uppföljningar i tid', 'Share of reviews in time'],
    ['uppföljningar hållna senast sista dagen', 'reviews held on their last day or before'],
    REVIEWS_DUE,
  ),
  define(
    'policy-readings',
    'S2, S3, S4',
    ['Fem sätt att läsa löftet', 'Five readings of the promise'],
    [
      'samma händelser räknade enligt varje läsning; summaraden är den läsning som staden räknar efter',
      'the same events reckoned under each reading; the total is the reading that the city goes by',
    ],
  ),
];

const DEFINITIONS: Readonly<Record<ReportKind, ReadonlyArray<Definition>>> = {
  outcomes: OUTCOMES,
  compliance: COMPLIANCE,
};

/** The definitions of a kind of report. */
export function definitionsOf(kind: ReportKind): ReadonlyArray<Definition> {
  return DEFINITIONS[kind];
}
