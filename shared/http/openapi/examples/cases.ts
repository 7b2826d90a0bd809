import { COMMANDS } from './commands.ts';
import { REFERRAL } from './referral.ts';

export const CASE_ID = '1v3q8r0m5kz2xw7c9d4ht6nbga';

const LINKS = { self: `/v1/cases/${CASE_ID}`, facts: `/v1/cases/${CASE_ID}/facts` } as const;
const TARGET_GROUP = {
  code: 'unemployment-2018',
  matches: ['unemployment-2018'],
  policy: 'target-groups-2018',
} as const;

/** The promise of a plan, kept on the fifth day of seven: the due day was moved over a weekend. */
const GUARANTEE = {
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
    {
      sv: 'Sista dagen att hålla löftet; hela dagen räknas.',
      en: 'The last day to keep the promise, to its end.',
      date: '2026-03-09',
    },
  ],
} as const;

/** The promise of a follow-up, running: the due day was moved over the National Day and a Sunday. */
const REVIEW = {
  id: 'review/1',
  kind: 'review',
  policy: 'review-three-months',
  state: 'running',
  startedOn: '2026-03-06',
  warnOn: '2026-05-25',
  dueOn: '2026-06-08',
  stoppedOn: null,
  stoppedBy: null,
  registeredOn: null,
  waitingFor: 'office',
  explanation: [
    {
      sv: 'Aspiranten godkände planen. Dagen räknas som dag noll.',
      en: 'The aspirant approved the plan. It counts as day zero.',
      date: '2026-03-06',
    },
    { sv: '3 månader räknade.', en: '3 months counted.', date: '2026-06-06' },
    { sv: 'Hoppas över: nationaldagen.', en: 'Skipped: National Day.', date: '2026-06-06' },
    { sv: 'Hoppas över: söndag.', en: 'Skipped: Sunday.', date: '2026-06-07' },
  ],
} as const;

/** A case five days old, its plan approved. */
export const CASE = {
  id: CASE_ID,
  version: 7,
  status: 'planned',
  district: 'hasselby-vallingby',
  office: 'vallingby',
  coach: 'JT-7',
  targetGroup: TARGET_GROUP,
  priority: [],
  receivedOn: '2026-03-02',
  enrolment: { form: 'group-information', heldOn: '2026-03-04' },
  plan: {
    version: 1,
    thin: false,
    ...COMMANDS.plans,
    answer: 'approved-with-reservation',
    answeredOn: '2026-03-06',
  },
  closure: null,
  clocks: [GUARANTEE, REVIEW],
  findings: [
    {
      id: `${CASE_ID}/guarantee/1/warned`,
      clock: 'guarantee/1',
      kind: 'warned',
      asOf: '2026-03-05',
      annotation: null,
    },
  ],
  person: REFERRAL.person,
  links: LINKS,
} as const;

/** A page of a list of one. */
export const pageOf = <T>(item: T) => ({ items: [item], page: 1, limit: 20, total: 1 }) as const;

export const CASES = pageOf({
  id: CASE_ID,
  version: 7,
  status: 'planned',
  district: 'hasselby-vallingby',
  office: 'vallingby',
  targetGroup: TARGET_GROUP.code,
  priority: [],
  receivedOn: '2026-03-02',
  findings: 1,
  links: LINKS,
} as const);

export const FACTS = pageOf({
  sequence: 5,
  type: 'plan.answered',
  schema: 1,
  occurredOn: '2026-03-06',
  recordedAt: '2026-03-06T09:00:00.000Z',
  source: 'live',
  by: { client: 'office-vallingby', officer: 'JT-7' },
  registeredLate: false,
  data: { version: 1, answer: 'approved-with-reservation', method: 'e-signature' },
} as const);
