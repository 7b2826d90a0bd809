import { CASE, CASES, FACTS } from './cases.ts';
import { COMMANDS } from './commands.ts';
import {
  API_INFO,
  CALENDAR,
  CHECK_RUN,
  CHECK_RUN_REQUEST,
  FINDINGS,
  HEALTH,
  OFFICES,
  REPORT,
  REPORT_REQUEST,
  REPORTS,
} from './others.ts';
import { HISTORY, REFERRAL, SHORT_REFERRAL } from './referral.ts';

/** Every example body, by the name under which the document holds it once. */
export const EXAMPLES = {
  referral: { summary: 'Allt som en hänvisning kan säga (everything a referral can say)', value: REFERRAL },
  'referral-short': {
    summary: 'Det minsta, för en skyddad person (the least, a protected person)',
    value: SHORT_REFERRAL,
  },
  case: { summary: 'Ett ärende med godkänd plan (a case with an approved plan)', value: CASE },
  cases: { summary: 'En sida ärenden (a page of cases)', value: CASES },
  facts: { summary: 'En sida händelser (a page of facts)', value: FACTS },
  'hold-release': { summary: 'Biståndsbeslutet är fattat (the decision is made)', value: COMMANDS['hold-releases'] },
  enrolment: { summary: 'Inskriven vid gruppinformation (enrolled)', value: COMMANDS.enrolments },
  coach: { summary: 'Coach utsedd (coach assigned)', value: COMMANDS.coaches },
  plan: { summary: 'En plan med två aktiviteter (a plan of two activities)', value: COMMANDS.plans },
  answer: { summary: 'Godkänd med förbehåll (approved with reservation)', value: COMMANDS.answers },
  measure: { summary: 'Arbetsträning har börjat (work training started)', value: COMMANDS.measures },
  review: { summary: 'Planen följdes upp (the plan was reviewed)', value: COMMANDS.reviews },
  closure: { summary: 'Avslutat med arbete (closed with work)', value: COMMANDS.closures },
  history: { summary: 'Ett ärende från 2008 (a case of 2008)', value: HISTORY },
  findings: { summary: 'En sida avvikelser (a page of findings)', value: FINDINGS },
  'check-run-request': { summary: 'Kontrollera en dag (check a day)', value: CHECK_RUN_REQUEST },
  'check-run': { summary: 'En kontroll som är klar (a finished check)', value: CHECK_RUN },
  'report-request': { summary: 'Ett jobbtorgs första år (the first year of an office)', value: REPORT_REQUEST },
  report: { summary: 'En rapport som är klar (a finished report)', value: REPORT },
  reports: { summary: 'En sida rapporter (a page of reports)', value: REPORTS },
  health: { summary: 'Igång (up)', value: HEALTH },
  'api-info': { summary: 'Om gränssnittet (about the API)', value: API_INFO },
  offices: { summary: 'Jobbtorgen en dag 2009 (the offices on a day in 2009)', value: OFFICES },
  calendar: { summary: 'Våren 2008 (spring of 2008)', value: CALENDAR },
} as const;

export type ExampleName = keyof typeof EXAMPLES;

interface ExampleNames {
  readonly request: ReadonlyArray<ExampleName>;
  readonly response: ReadonlyArray<ExampleName>;
}

const answers = (...response: ReadonlyArray<ExampleName>): ExampleNames => ({ request: [], response });
const changes = (request: ExampleName): ExampleNames => ({ request: [request], response: ['case'] });

/** Which examples show which operation. */
const SHOWN: Readonly<Record<string, ExampleNames>> = {
  'POST /v1/referrals': { request: ['referral', 'referral-short'], response: ['case'] },
  'GET /v1/cases': answers('cases'),
  'GET /v1/cases/{caseId}': answers('case'),
  'GET /v1/cases/{caseId}/facts': answers('facts'),
  'POST /v1/cases/{caseId}/hold-releases': changes('hold-release'),
  'POST /v1/cases/{caseId}/enrolments': changes('enrolment'),
  'POST /v1/cases/{caseId}/coaches': changes('coach'),
  'POST /v1/cases/{caseId}/plans': changes('plan'),
  'POST /v1/cases/{caseId}/plans/{version}/answers': changes('answer'),
  'POST /v1/cases/{caseId}/measures': changes('measure'),
  'POST /v1/cases/{caseId}/reviews': changes('review'),
  'POST /v1/cases/{caseId}/closures': changes('closure'),
  'GET /v1/findings': answers('findings'),
  'POST /v1/check-runs': { request: ['check-run-request'], response: ['check-run'] },
  'GET /v1/check-runs/{runId}': answers('check-run'),
  'POST /v1/history': changes('history'),
  'POST /v1/reports': { request: ['report-request'], response: ['report'] },
  'GET /v1/reports/{reportId}': answers('report'),
  'GET /v1/reports': answers('reports'),
  'GET /v1/health': answers('health'),
  'GET /v1/api-info': answers('api-info'),
  'GET /v1/reference/{collection}': answers('offices'),
  'GET /v1/reference/calendar': answers('calendar'),
};

/** The examples of an operation; none for one that nobody has written any for. */
export function exampleNamesOf(routeKey: string): ExampleNames {
  return SHOWN[routeKey] ?? { request: [], response: [] };
}
