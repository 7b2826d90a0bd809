import { ACCESS_LOG, ACCESS_REVIEW, DISCLOSURE_GROUNDS, REGISTER_EXTRACT } from './audit.ts';
import {
  CASE,
  CASE_CLOSED,
  CASE_EXPECTING,
  CASE_INTERRUPTED,
  CASE_REGISTERED,
  CASES,
  FACTS,
  OCCASIONS,
  TRANSFERRED,
} from './cases.ts';
import { COMMANDS } from './commands.ts';
import { FEED } from './feed.ts';
import {
  API_INFO,
  CALENDAR,
  CHECK_RUN,
  CHECK_RUN_REQUEST,
  DEFINITIONS,
  DISTRICTS,
  FINDINGS,
  HEALTH,
  OFFICES,
  OWNER_BOARDS,
  PERSON_SEARCH,
  REPORT,
  REPORT_REQUEST,
  REPORTS,
  WORKLIST,
  WORKLISTS,
} from './others.ts';
import { HISTORY, REFERRAL, SHORT_REFERRAL } from './referral.ts';
import {
  CERTIFICATE,
  RETENTION_APPROVAL,
  RETENTION_HOLD,
  RETENTION_HOLD_REQUEST,
  RETENTION_RUN,
  RETENTION_RUN_REQUEST,
} from './retention.ts';

/** Every example body, by the name under which the document holds it once. */
export const EXAMPLES = {
  referral: { summary: 'Allt som en hänvisning kan säga (everything a referral can say)', value: REFERRAL },
  'referral-short': {
    summary: 'Det minsta, för en skyddad person (the least, a protected person)',
    value: SHORT_REFERRAL,
  },
  case: { summary: 'Ett ärende med godkänd plan (a case with an approved plan)', value: CASE },
  'case-expecting': { summary: 'Aspiranten väntas (the aspirant is expected)', value: CASE_EXPECTING },
  'case-registered': { summary: 'Närvaron är registrerad (attendance registered)', value: CASE_REGISTERED },
  'case-interrupted': { summary: 'Ett ärende med avbrott (an interrupted case)', value: CASE_INTERRUPTED },
  'case-closed': { summary: 'Ett avslutat ärende (a closed case)', value: CASE_CLOSED },
  transferred: {
    summary: 'Det som den förra stadsdelen ser (what the former district sees)',
    value: TRANSFERRED,
  },
  cases: { summary: 'En sida ärenden (a page of cases)', value: CASES },
  facts: { summary: 'En sida händelser (a page of facts)', value: FACTS },
  occasions: { summary: 'En sida tillfällen (a page of occasions)', value: OCCASIONS },
  'access-log': { summary: 'En läsning och ett försök (a reading and an attempt)', value: ACCESS_LOG },
  'register-extract': { summary: 'Allt om personen i ett ärende (all about the person)', value: REGISTER_EXTRACT },
  'access-review': { summary: 'Tillsyn utan ändamål (oversight without a purpose)', value: ACCESS_REVIEW },
  'disclosure-grounds': { summary: 'En återkallad grund (a withdrawn ground)', value: DISCLOSURE_GROUNDS },
  'hold-release': { summary: 'Biståndsbeslutet är fattat (the decision is made)', value: COMMANDS['hold-releases'] },
  enrolment: { summary: 'Inskriven vid gruppinformation (enrolled)', value: COMMANDS.enrolments },
  coach: { summary: 'Coach utsedd (coach assigned)', value: COMMANDS.coaches },
  plan: { summary: 'En plan med två aktiviteter (a plan of two activities)', value: COMMANDS.plans },
  answer: { summary: 'Godkänd med förbehåll (approved with reservation)', value: COMMANDS.answers },
  receipt: { summary: 'Planen är levererad (the plan was delivered)', value: COMMANDS.receipts },
  measure: { summary: 'Arbetsträning har börjat (work training started)', value: COMMANDS.measures },
  review: { summary: 'Planen följdes upp (the plan was reviewed)', value: COMMANDS.reviews },
  occasion: { summary: 'Ett möte är bokat (a meeting is booked)', value: COMMANDS.occasions },
  attendance: { summary: 'Kom för sent (came late)', value: COMMANDS.attendances },
  interruption: { summary: 'Föräldraledig (on parental leave)', value: COMMANDS.interruptions },
  restart: { summary: 'Tillbaka efter avbrottet (back after the interruption)', value: COMMANDS.restarts },
  transfer: {
    summary: 'Till ett nytt område och jobbtorg (to another district and office)',
    value: COMMANDS.transfers,
  },
  'person-change': {
    summary: 'Nytt nummer, ny adress, skyddad (new number, new address, protected)',
    value: COMMANDS['person-changes'],
  },
  'disclosure-withdrawal': {
    summary: 'Samtycket är återkallat (consent withdrawn)',
    value: COMMANDS['disclosure-withdrawals'],
  },
  restriction: { summary: 'Begränsad behandling (restricted processing)', value: COMMANDS.restrictions },
  'restriction-lifting': {
    summary: 'Begränsningen upphör (the restriction is lifted)',
    value: COMMANDS['restriction-liftings'],
  },
  statement: {
    summary: 'Ett eget uttalande om planen (a statement of the person on the plan)',
    value: COMMANDS.statements,
  },
  closure: { summary: 'Avslutat med arbete (closed with work)', value: COMMANDS.closures },
  reopening: { summary: 'Avslutet var ett misstag (the closure was a mistake)', value: COMMANDS.reopenings },
  history: { summary: 'Ett ärende från 2008 (a case of 2008)', value: HISTORY },
  'person-search': { summary: 'Sök på personnummer (search by identity number)', value: PERSON_SEARCH },
  'person-found': { summary: 'Ett öppet ärende hos dig (an open case of yours)', value: { case: CASE } },
  'person-not-found': { summary: 'Inget öppet ärende hos dig (no open case of yours)', value: { case: null } },
  worklists: { summary: 'Arbetslistorna med antal (the worklists with their counts)', value: WORKLISTS },
  worklist: { summary: 'Ett ärende vars löfte är i fara (a case whose promise is at risk)', value: WORKLIST },
  findings: { summary: 'En sida avvikelser (a page of findings)', value: FINDINGS },
  'check-run-request': { summary: 'Kontrollera en dag (check a day)', value: CHECK_RUN_REQUEST },
  'check-run': { summary: 'En kontroll som är klar (a finished check)', value: CHECK_RUN },
  'retention-run-request': { summary: 'Vad ska gallras (what is to be destroyed)', value: RETENTION_RUN_REQUEST },
  'retention-run': { summary: 'En gallring som väntar på godkännande (awaiting approval)', value: RETENTION_RUN },
  'retention-approval': { summary: 'Godkänn så många ärenden (approve so many cases)', value: RETENTION_APPROVAL },
  'retention-certificate': { summary: 'Ett gallringsbevis (a certificate of destruction)', value: CERTIFICATE },
  'retention-hold-request': { summary: 'En tvist pågår (a dispute is going on)', value: RETENTION_HOLD_REQUEST },
  'retention-hold': { summary: 'Gallringen är uppskjuten (the destruction is put off)', value: RETENTION_HOLD },
  'report-request': { summary: 'Ett jobbtorgs första år (the first year of an office)', value: REPORT_REQUEST },
  report: { summary: 'En rapport som är klar (a finished report)', value: REPORT },
  reports: { summary: 'En sida rapporter (a page of reports)', value: REPORTS },
  feed: { summary: 'Två händelser, en om en skyddad person (two events, one of a protected person)', value: FEED },
  health: { summary: 'Igång (up)', value: HEALTH },
  'api-info': { summary: 'Om gränssnittet (about the API)', value: API_INFO },
  offices: { summary: 'Jobbtorgen en dag 2009 (the offices on a day in 2009)', value: OFFICES },
  districts: { summary: 'Ett område efter en sammanslagning (a district after a merger)', value: DISTRICTS },
  'owner-boards': { summary: 'Ansvarig nämnd en dag 2009 (the board on a day in 2009)', value: OWNER_BOARDS },
  definitions: { summary: 'Vad ett mått räknar (what a measure counts)', value: DEFINITIONS },
  calendar: { summary: 'Våren 2008 (spring of 2008)', value: CALENDAR },
} as const;

export type ExampleName = keyof typeof EXAMPLES;

interface ExampleNames {
  readonly request: ReadonlyArray<ExampleName>;
  readonly response: ReadonlyArray<ExampleName>;
}

const answers = (...response: ReadonlyArray<ExampleName>): ExampleNames => ({ request: [], response });
const changes = (request: ExampleName, ...response: ReadonlyArray<ExampleName>): ExampleNames => ({
  request: [request],
  response: response.length === 0 ? ['case'] : response,
});

/** Which examples show which operation. */
const SHOWN: Readonly<Record<string, ExampleNames>> = {
  'POST /v1/referrals': { request: ['referral', 'referral-short'], response: ['case'] },
  'GET /v1/cases': answers('cases'),
  'GET /v1/cases/{caseId}': answers('case', 'transferred'),
  'GET /v1/cases/{caseId}/facts': answers('facts'),
  'GET /v1/cases/{caseId}/occasions': answers('occasions'),
  'GET /v1/cases/{caseId}/access-log': answers('access-log'),
  'GET /v1/cases/{caseId}/register-extract': answers('register-extract'),
  'POST /v1/cases/{caseId}/hold-releases': changes('hold-release'),
  'POST /v1/cases/{caseId}/enrolments': changes('enrolment'),
  'POST /v1/cases/{caseId}/coaches': changes('coach'),
  'POST /v1/cases/{caseId}/plans': changes('plan'),
  'POST /v1/cases/{caseId}/plans/{version}/answers': changes('answer'),
  'POST /v1/cases/{caseId}/plans/{version}/receipts': changes('receipt'),
  'POST /v1/cases/{caseId}/measures': changes('measure'),
  'POST /v1/cases/{caseId}/reviews': changes('review'),
  'POST /v1/cases/{caseId}/occasions': changes('occasion', 'case-expecting'),
  'POST /v1/cases/{caseId}/attendances': changes('attendance', 'case-registered'),
  'POST /v1/cases/{caseId}/interruptions': changes('interruption', 'case-interrupted'),
  'POST /v1/cases/{caseId}/restarts': changes('restart'),
  'POST /v1/cases/{caseId}/transfers': changes('transfer', 'case', 'transferred'),
  'POST /v1/cases/{caseId}/person-changes': changes('person-change'),
  'POST /v1/cases/{caseId}/disclosure-withdrawals': changes('disclosure-withdrawal'),
  'POST /v1/cases/{caseId}/restrictions': changes('restriction'),
  'POST /v1/cases/{caseId}/restriction-liftings': changes('restriction-lifting'),
  'POST /v1/cases/{caseId}/statements': changes('statement'),
  'POST /v1/cases/{caseId}/closures': changes('closure', 'case-closed'),
  'POST /v1/cases/{caseId}/reopenings': changes('reopening'),
  'POST /v1/persons/searches': { request: ['person-search'], response: ['person-found', 'person-not-found'] },
  'GET /v1/worklists': answers('worklists'),
  'GET /v1/worklists/{name}': answers('worklist'),
  'GET /v1/findings': answers('findings'),
  'GET /v1/disclosure-grounds': answers('disclosure-grounds'),
  'GET /v1/access-reviews': answers('access-review'),
  'POST /v1/check-runs': { request: ['check-run-request'], response: ['check-run'] },
  'GET /v1/check-runs/{runId}': answers('check-run'),
  'POST /v1/cases/{caseId}/retention-holds': { request: ['retention-hold-request'], response: ['retention-hold'] },
  'POST /v1/retention-runs': { request: ['retention-run-request'], response: ['retention-run'] },
  'GET /v1/retention-runs/{runId}': answers('retention-run'),
  'POST /v1/retention-runs/{runId}/approvals': { request: ['retention-approval'], response: ['retention-run'] },
  'GET /v1/retention-runs/{runId}/certificate': answers('retention-certificate'),
  'POST /v1/history': changes('history'),
  'POST /v1/reports': { request: ['report-request'], response: ['report'] },
  'GET /v1/reports/{reportId}': answers('report'),
  'GET /v1/reports': answers('reports'),
  'GET /v1/feed': answers('feed'),
  'GET /v1/health': answers('health'),
  'GET /v1/api-info': answers('api-info'),
  'GET /v1/reference/{collection}': answers('offices', 'districts', 'owner-boards', 'definitions'),
  'GET /v1/reference/calendar': answers('calendar'),
};

/** The examples of an operation; none for one that nobody has written any for. */
export function exampleNamesOf(routeKey: string): ExampleNames {
  return SHOWN[routeKey] ?? { request: [], response: [] };
}
