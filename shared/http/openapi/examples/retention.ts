import { CASE_ID } from './cases.ts';

const RULE = {
  id: 'case-file-2025',
  series: 'case-file',
  sv: 'Personakter: ärenden hos Jobbtorg, ett ärende är en akt',
  en: 'Personal files: cases at Jobbtorg, one case being one file',
  ground: {
    sv: 'Socialtjänstlagen (2025:400), vars gallringsregel förutsätts vara som den förras; paragrafen är inte kontrollerad',
    en: 'Social Services Act (2025:400), whose rule is taken to be as that before; the section has not been verified',
    verified: false,
  },
} as const;

const JUDGED = {
  candidates: 812,
  held: 97,
  heldByReason: {
    'open-case': 9,
    'newer-note': 4,
    'recently-stored': 0,
    'research-sample': 80,
    'legal-claim': 2,
    'register-extract': 1,
    restriction: 3,
  },
} as const;

const REQUESTED = {
  asOf: '2026-12-02',
  rule: RULE,
  requestedBy: { client: 'city-admin', officer: 'ARKIV-1' },
} as const;

const ID = '9k2m7c4xw1v3q5d0ht6nbge8rz';

export const RETENTION_RUN_REQUEST = { asOf: '2026-12-02', dryRun: false } as const;

/** A run that somebody is to approve. */
export const RETENTION_RUN = {
  id: ID,
  ...REQUESTED,
  dryRun: false,
  status: 'awaiting-approval',
  startedAt: '2026-12-02T08:15:00.000Z',
  finishedAt: null,
  ...JUDGED,
  due: 715,
  late: 0,
  awaitingApproval: 715,
  approveBefore: '2027-01-01',
  approval: null,
  approved: 0,
  destroyed: 0,
  spared: 0,
  gone: 0,
  failed: 0,
  cases: [CASE_ID],
} as const;

export const RETENTION_APPROVAL = { due: 715 } as const;

export const CERTIFICATE = {
  run: ID,
  ...REQUESTED,
  approval: { client: 'city-admin', officer: 'ARKIV-2', at: '2026-12-03T09:30:00.000Z' },
  finishedAt: '2026-12-03T09:31:12.400Z',
  ...JUDGED,
  approved: 715,
  destroyed: 714,
  spared: 1,
  gone: 0,
  failed: 0,
  backupsUntil: '2027-01-07',
  remains: [
    {
      what: 'reports',
      sv: 'Färdiga rapporter finns kvar: statistik där små tal är undantryckta.',
      en: 'Finished reports are kept: statistics with small numbers withheld.',
    },
  ],
} as const;

export const RETENTION_HOLD_REQUEST = { ground: 'legal-claim', until: '2027-06-30' } as const;

export const RETENTION_HOLD = { caseId: CASE_ID, ...RETENTION_HOLD_REQUEST } as const;
