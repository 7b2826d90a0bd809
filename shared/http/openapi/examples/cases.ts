import { GUARANTEE, NEXT_REVIEW_VOID, REVIEW, REVIEW_MET, REVIEW_VOID } from './clocks.ts';
import { COMMANDS } from './commands.ts';
import { REFERRAL } from './referral.ts';

export const CASE_ID = '1v3q8r0m5kz2xw7c9d4ht6nbga';

const SELF = `/v1/cases/${CASE_ID}`;
const LINKS = { self: SELF, facts: `${SELF}/facts`, occasions: `${SELF}/occasions` } as const;
const PLAN_HASH = 'k1:6qX1r0mGvQ2b8pYw4Zt9nJc3Ls7Hd5Kf0aUeRiTyOpE';
const OFFICER = { client: 'office-vallingby', officer: 'JT-7' } as const;
const TARGET_GROUP = {
  code: 'unemployment-2018',
  matches: ['unemployment-2018'],
  policy: 'target-groups-2018',
} as const;

/** A case a week old: its plan approved with reservation, a measure begun. */
export const CASE = {
  id: CASE_ID,
  version: 8,
  status: 'planned',
  district: 'hasselby-vallingby',
  office: 'vallingby',
  coach: COMMANDS.coaches.coach,
  targetGroup: TARGET_GROUP,
  priority: [],
  receivedOn: '2026-03-02',
  enrolment: COMMANDS.enrolments,
  plan: {
    version: 1,
    thin: false,
    ...COMMANDS.plans,
    answer: 'approved-with-reservation',
    answeredOn: '2026-03-06',
    hash: PLAN_HASH,
    receipts: { delivered: '2026-03-06' },
  },
  services: [{ service: 'work-training', startedOn: '2026-03-09', district: 'hasselby-vallingby' }],
  disclosure: { basis: 'consent', givenOn: '2026-03-01', withdrawnOn: null },
  restrictedOn: null,
  interruption: null,
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

const MEETING = { id: COMMANDS.attendances.occasion, ...COMMANDS.occasions } as const;
const EXPECTED = { ...MEETING, presence: null, registeredAt: null, registeredBy: null } as const;
const REGISTERED = {
  ...MEETING,
  presence: COMMANDS.attendances.presence,
  registeredAt: '2026-03-11T15:30:00.000Z',
  registeredBy: OFFICER,
} as const;

/** The same case when the aspirant is expected at a meeting, and after it. */
export const CASE_EXPECTING = { ...CASE, version: 9, occasion: EXPECTED } as const;
export const CASE_REGISTERED = {
  ...CASE,
  version: 10,
  services: [...CASE.services, { service: MEETING.service, startedOn: MEETING.date, district: 'hasselby-vallingby' }],
  occasion: REGISTERED,
} as const;

export const CASE_INTERRUPTED = {
  ...CASE,
  version: 9,
  status: 'interrupted',
  interruption: { from: COMMANDS.interruptions.from },
  clocks: [GUARANTEE, REVIEW_VOID],
} as const;

export const CASE_CLOSED = {
  ...CASE,
  version: 10,
  status: 'closed',
  closure: { on: COMMANDS.closures.on, outcome: COMMANDS.closures.outcome },
  clocks: [GUARANTEE, REVIEW_MET, NEXT_REVIEW_VOID],
} as const;

export const TRANSFERRED = { id: CASE_ID, status: 'transferred' } as const;

/** A page of a list of one. */
export const pageOf = <T>(item: T) => ({ items: [item], page: 1, limit: 20, total: 1 }) as const;

export const CASES = pageOf({
  id: CASE_ID,
  version: CASE.version,
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
  sequence: 6,
  type: 'plan.answered',
  schema: 1,
  occurredOn: '2026-03-06',
  recordedAt: '2026-03-06T09:00:00.000Z',
  source: 'live',
  by: OFFICER,
  registeredLate: false,
  data: { version: 1, answer: 'approved-with-reservation', method: 'e-signature', hash: PLAN_HASH },
} as const);

/** One occasion that was registered, and one that nobody has registered: that is no absence. */
export const OCCASIONS = {
  items: [REGISTERED, { ...EXPECTED, id: '2026-03-18.meeting.individual-coaching.1', date: '2026-03-18' }],
  page: 1,
  limit: 20,
  total: 2,
} as const;
