import { API } from '../about.ts';
import { CASE_ID, pageOf } from './cases.ts';

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
  found: 41,
  assessed: 41,
  warned: 12,
  missed: 5,
  unchanged: 24,
  failed: 0,
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
  files: [
    {
      format: 'json',
      href: `https://${API.host}/reports/4c7r9m2kz8xw1v3q5d0ht6nbge.json?expires=900`,
      bytes: 18_204,
      sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    },
  ],
} as const;

export const REPORTS = pageOf({ ...REPORT, status: 'queued', files: [] } as const);

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
