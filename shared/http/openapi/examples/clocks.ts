const LAST_DAY = {
  sv: 'Sista dagen att hålla löftet; hela dagen räknas.',
  en: 'The last day to keep the promise, to its end.',
} as const;
const AT_RISK = {
  sv: 'Från denna dag varnas för att fristen löper ut.',
  en: 'From this day the case is shown as at risk.',
} as const;
const CEASED = {
  sv: 'Fristen upphörde utan att löftet prövades.',
  en: 'The clock ceased before the promise was put to the test.',
} as const;
const FIVE_DAYS = {
  sv: 'Räknat enligt guarantee-five-days: Fem kalenderdagar från hänvisningen till godkänd plan, arbete eller annan insats; sista dagen flyttas till en arbetsdag.',
  en: 'Reckoned under guarantee-five-days: Five calendar days from the referral to an approved plan, work or another measure; the last day moves to a working day.',
} as const;
const THREE_MONTHS = {
  sv: 'Räknat enligt review-three-months: Tre månader från att planen godkändes eller senast följdes upp; sista dagen flyttas till en arbetsdag.',
  en: 'Reckoned under review-three-months: Three months from the approval of the plan or its latest review; the last day moves to a working day.',
} as const;

/** The promise of a plan, kept on the fifth day of seven: the due day was moved over a weekend. */
export const GUARANTEE = {
  id: 'guarantee/1',
  kind: 'guarantee',
  policy: 'guarantee-five-days',
  state: 'met',
  startedOn: '2026-03-02',
  warnOn: '2026-03-05',
  dueOn: '2026-03-09',
  stoppedOn: '2026-03-06',
  stoppedBy: 'plan',
  registeredOn: '2026-03-06',
  waitingFor: null,
  explanation: [
    {
      sv: 'Hänvisningen togs emot. Dagen räknas som dag noll.',
      en: 'The referral was received. It counts as day zero.',
      date: '2026-03-02',
    },
    { sv: '5 kalenderdagar räknade.', en: '5 calendar days counted.', date: '2026-03-07' },
    { sv: 'Hoppas över: lördag.', en: 'Skipped: Saturday.', date: '2026-03-07' },
    { sv: 'Hoppas över: söndag.', en: 'Skipped: Sunday.', date: '2026-03-08' },
    { ...LAST_DAY, date: '2026-03-09' },
    { ...AT_RISK, date: '2026-03-05' },
    {
      sv: 'Aspiranten godkände planen: löftet hölls.',
      en: 'The aspirant approved the plan: the promise was kept.',
      date: '2026-03-06',
    },
    { ...FIVE_DAYS, date: '2026-03-02' },
  ],
} as const;

const FIRST_REVIEW = {
  id: 'review/1',
  kind: 'review',
  policy: 'review-three-months',
  startedOn: '2026-03-06',
  warnOn: '2026-05-25',
  dueOn: '2026-06-08',
  stoppedOn: null,
  stoppedBy: null,
  registeredOn: null,
  waitingFor: null,
} as const;

const FIRST_REVIEW_RECKONED = [
  {
    sv: 'Aspiranten godkände planen. Dagen räknas som dag noll.',
    en: 'The aspirant approved the plan. It counts as day zero.',
    date: '2026-03-06',
  },
  { sv: '3 månader räknade.', en: '3 months counted.', date: '2026-06-06' },
  { sv: 'Hoppas över: nationaldagen.', en: 'Skipped: National Day.', date: '2026-06-06' },
  { sv: 'Hoppas över: söndag.', en: 'Skipped: Sunday.', date: '2026-06-07' },
  { ...LAST_DAY, date: '2026-06-08' },
  { ...AT_RISK, date: '2026-05-25' },
] as const;

/** The promise of a follow-up, running: the due day was moved over the National Day and a Sunday. */
export const REVIEW = {
  ...FIRST_REVIEW,
  state: 'running',
  waitingFor: 'office',
  explanation: [...FIRST_REVIEW_RECKONED, { ...THREE_MONTHS, date: '2026-03-06' }],
} as const;

/** The same promise, which an interruption ended in time. */
export const REVIEW_VOID = {
  ...FIRST_REVIEW,
  state: 'void',
  explanation: [...FIRST_REVIEW_RECKONED, { ...CEASED, date: '2026-04-01' }, { ...THREE_MONTHS, date: '2026-03-06' }],
} as const;

/** The same promise, kept two working days before the last. */
export const REVIEW_MET = {
  ...FIRST_REVIEW,
  state: 'met',
  stoppedOn: '2026-06-04',
  stoppedBy: 'review',
  registeredOn: '2026-06-04',
  explanation: [
    ...FIRST_REVIEW_RECKONED,
    {
      sv: 'Planen följdes upp: löftet hölls.',
      en: 'The plan was reviewed: the promise was kept.',
      date: '2026-06-04',
    },
    { ...THREE_MONTHS, date: '2026-03-06' },
  ],
} as const;

/** The promise of the follow-up after that, which the closing of the case ended in time. */
export const NEXT_REVIEW_VOID = {
  ...FIRST_REVIEW,
  id: 'review/2',
  state: 'void',
  startedOn: '2026-06-04',
  warnOn: '2026-08-21',
  dueOn: '2026-09-04',
  explanation: [
    {
      sv: 'Planen följdes upp. Dagen räknas som dag noll.',
      en: 'The plan was reviewed. It counts as day zero.',
      date: '2026-06-04',
    },
    { sv: '3 månader räknade.', en: '3 months counted.', date: '2026-09-04' },
    { ...LAST_DAY, date: '2026-09-04' },
    { ...AT_RISK, date: '2026-08-21' },
    { ...CEASED, date: '2026-06-30' },
    { ...THREE_MONTHS, date: '2026-06-04' },
  ],
} as const;
