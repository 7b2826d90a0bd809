import { WORKLISTS as NAMED_LISTS, type WorklistName } from '../../../domain/case/worklists.ts';
import { API } from '../about.ts';
import { CASE_ID, CASES, pageOf } from './cases.ts';

/** The number is one that the tax agency has set aside for testing. */
export const PERSON_SEARCH = { identityNumber: '19900118-9811' } as const;

const AT_RISK: WorklistName = 'guarantee-at-risk';

export const WORKLISTS = {
  items: NAMED_LISTS.map((list) => ({ ...list, count: list.name === AT_RISK ? 1 : 0 })),
  page: 1,
  limit: 20,
  total: NAMED_LISTS.length,
};

/** The case of the examples on the morning before its plan was approved. */
export const WORKLIST = pageOf({
  ...CASES.items[0],
  version: 5,
  clock: { id: 'guarantee/1', state: 'at-risk', dueOn: '2026-03-09', waitingFor: 'aspirant' },
  unregistered: null,
} as const);

export const FINDINGS = pageOf({
  id: `${CASE_ID}/guarantee/1/missed`,
  caseId: CASE_ID,
  clock: 'guarantee/1',
  kind: 'missed',
  asOf: '2026-03-10',
  annotation: 'met-but-registered-late',
  office: 'vallingby',
  district: 'hasselby-vallingby',
} as const);

export const CHECK_RUN_REQUEST = { asOf: '2026-03-10' } as const;

export const CHECK_RUN = {
  id: '2026-03-10',
  asOf: '2026-03-10',
  startedAt: '2026-03-11T03:15:00.000Z',
  finishedAt: '2026-03-11T03:15:04.120Z',
  found: 42,
  assessed: 41,
  warned: 12,
  missed: 5,
  unchanged: 24,
  failed: 1,
  failures: [{ caseId: CASE_ID, reason: 'ZodError' }],
} as const;

export const REPORT_REQUEST = {
  kind: 'outcomes',
  from: '2008-01-01',
  to: '2008-12-31',
  office: 'vallingby',
  division: 'of-the-time',
  formats: ['json'],
} as const;

export const REPORT = {
  id: '4c7r9m2kz8xw1v3q5d0ht6nbge',
  kind: 'outcomes',
  from: '2008-01-01',
  to: '2008-12-31',
  status: 'ready',
  progress: { counted: 3635 },
  failure: null,
  version: 2,
  changes: [{ table: 'by-office', rows: ['vallingby', 'total'], measures: ['closed', 'shareClosed'] }],
  files: [
    {
      format: 'json',
      href: `https://${API.host}/reports/4c7r9m2kz8xw1v3q5d0ht6nbge.json?expires=900`,
      bytes: 18_204,
      sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    },
  ],
} as const;

export const REPORTS = pageOf({
  ...REPORT,
  status: 'queued',
  progress: { counted: 0 },
  version: null,
  changes: [],
  files: [],
} as const);

export const HEALTH = { status: 'ok' } as const;

export const API_INFO = {
  apiName: API.name,
  apiVersion: API.version,
  apiReleased: API.released,
  apiDocumentation: API.documentation,
  apiStatus: API.status,
} as const;

export const OFFICES = {
  collection: 'offices',
  on: '2009-02-01',
  items: [
    {
      code: 'vallingby',
      sv: 'Jobbtorg Vällingby',
      validFrom: '2008-01-01',
      validTo: null,
      source: 'S0',
      areas: [
        { district: 'bromma', ages: null, basis: 'sourced', validFrom: '2008-01-01', validTo: null, source: 'S0' },
      ],
    },
  ],
  sources: [{ code: 'S0', title: 'Tjänsteutlåtande om förslaget till jobbtorg, augusti 2007' }],
} as const;

export const DISTRICTS = {
  collection: 'districts',
  on: '2026-03-02',
  items: [
    {
      code: 'jarva',
      sv: 'Järva',
      validFrom: '2023-07-01',
      validTo: null,
      mergedInto: null,
      mergedFrom: ['rinkeby-kista', 'spanga-tensta'],
      source: 'districts-2023',
    },
  ],
  sources: [
    {
      code: 'districts-2023',
      title: 'Kommunfullmäktige 2023-04-24: Järva och Norra innerstaden bildas 1 juli 2023',
    },
  ],
} as const;

export const OWNER_BOARDS = {
  collection: 'owner-boards',
  on: '2009-02-01',
  items: [
    {
      code: 'socialtjanstnamnden',
      sv: 'Socialtjänstnämnden',
      en: 'The social services board',
      basis: 'sourced',
      validFrom: '2009-01-01',
      validTo: '2010-01-31',
      source: 'S2',
    },
  ],
  sources: [{ code: 'S2', title: 'Stadsledningskontoret, Organisatorisk placering av Jobbtorg, dnr 331-1366/2008' }],
} as const;

export const DEFINITIONS = {
  collection: 'definitions',
  on: '2009-02-01',
  items: [
    {
      id: 'share-closed',
      version: 1,
      sv: 'Andel avslutade',
      en: 'Share closed',
      numerator: { sv: 'ärenden avslutade i perioden', en: 'cases closed in the period' },
      denominator: {
        sv: 'ärenden öppna vid periodens början och mottagna i den',
        en: 'cases open at the start of the period and received in it',
      },
      unit: 'case',
      policies: [],
      reports: ['outcomes'],
      validFrom: '2008-01-01',
      validTo: null,
      source: 'S3',
    },
  ],
  sources: [{ code: 'S3', title: 'En stadsdelsförvaltnings svar på skrivelse om jobbtorgen, 2009' }],
} as const;

export const CALENDAR = {
  from: '2008-05-01',
  to: '2008-06-06',
  items: [
    { date: '2008-05-01', sv: 'första maj', en: 'May Day', basis: 'law' },
    { date: '2008-05-01', sv: 'Kristi himmelsfärdsdag', en: 'Ascension Day', basis: 'law' },
    { date: '2008-05-11', sv: 'pingstdagen', en: 'Whit Sunday', basis: 'law' },
    { date: '2008-06-06', sv: 'nationaldagen', en: 'National Day', basis: 'law' },
  ],
} as const;
