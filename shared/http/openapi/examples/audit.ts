import { CASE, CASE_ID, FACTS, OCCASIONS, pageOf } from './cases.ts';
import { COMMANDS } from './commands.ts';
import { REFERRAL } from './referral.ts';

/** An officer of the office reads the case. */
const LOOK = {
  at: '2026-03-06T08:15:00.000Z',
  client: 'office-vallingby',
  officer: 'JT-7',
  party: 'office:vallingby',
  what: 'GET case',
  why: 'own-case',
  outcome: 'shown',
  refusal: null,
  sv: 'Läste ärendet: visades. Varför: jobbtorget har ärendet.',
  en: 'Read the case: shown. Why: the job centre has the case.',
} as const;

/** Somebody at another office tried to. */
const REFUSED = {
  ...LOOK,
  at: '2026-03-06T09:02:11.000Z',
  client: 'office-kista',
  officer: 'JK-3',
  party: 'office:kista',
  why: 'not-theirs',
  outcome: 'refused',
  refusal: 'not-found',
  sv: 'Läste ärendet: nekades av systemet. Varför: inte deras ärende.',
  en: 'Read the case: refused by the system. Why: not a case of theirs.',
} as const;

export const ACCESS_LOG = { items: [LOOK, REFUSED], page: 1, limit: 20, total: 2 } as const;

/** The city looked at a case without saying why. */
export const ACCESS_REVIEW = pageOf({
  ...LOOK,
  client: 'city-admin',
  officer: 'C-12',
  party: 'city',
  why: 'oversight',
  sv: 'Läste ärendet: visades. Varför: stadens tillsyn.',
  en: "Read the case: shown. Why: the city's oversight.",
  caseId: CASE_ID,
  reasons: ['oversight-unstated'],
} as const);

export const DISCLOSURE_GROUNDS = pageOf({
  caseId: CASE_ID,
  office: 'vallingby',
  district: 'hasselby-vallingby',
  ground: 'withdrawn',
  basis: 'consent',
  givenOn: '2026-03-01',
  withdrawnOn: '2026-04-15',
} as const);

/** All that is held in a case a week old, cut to one event. */
export const REGISTER_EXTRACT = {
  caseId: CASE_ID,
  drawnUpAt: '2026-03-09T12:00:00.000Z',
  controller: { sv: 'Arbetsmarknadsnämnden', en: 'The labour market board' },
  case: CASE,
  referral: REFERRAL,
  earlier: [],
  events: [
    {
      ...FACTS.items[0],
      sv: 'Du svarade på planen',
      en: 'You answered the plan',
      written: COMMANDS.answers,
      told: [{ district: 'hasselby-vallingby', office: 'vallingby' }],
      statements: [],
    },
  ],
  occasions: [OCCASIONS.items[0]],
  disclosures: [
    {
      what: 'referral',
      on: '2026-03-02',
      from: { district: 'hasselby-vallingby', office: null },
      to: { district: 'hasselby-vallingby', office: 'vallingby' },
      basis: 'consent',
      givenOn: '2026-03-01',
      withdrawnOn: null,
    },
  ],
  accesses: [LOOK],
  holds: [
    {
      ground: 'legal-claim',
      until: '2026-12-31',
      sv: 'Ärendet gallras inte till och med 2026-12-31: en tvist eller en tillsyn kräver det.',
      en: 'The case is not destroyed until 2026-12-31 has passed: a dispute or an inspection needs it.',
    },
  ],
  technical: [
    {
      kind: 'rows-for-lists-and-reports',
      sv: 'Rader ur uppgifterna här, utan namn, nummer och fri text, för arbetslistor och statistik.',
      en: 'Rows of what is told here, without name, number or free text, for worklists and statistics.',
    },
  ],
} as const;
