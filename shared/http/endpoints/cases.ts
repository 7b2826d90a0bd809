import * as z from 'zod';
import { COMMAND_BODIES, type CommandName } from '../../domain/case/commands.ts';
import { STATUSES } from '../../domain/case/vocabulary.ts';
import type { Scope } from '../caller.ts';
import type { Endpoint } from '../endpoint.ts';
import { caseListItem, caseView, factView, occasionView, pageOf, paging, transferredView } from '../views.ts';
import { commandPath } from './command-path.ts';

const code = z.string().max(64).optional();

export const getCases = {
  routeKey: 'GET /v1/cases',
  act: 'GET cases',
  function: 'handle-case',
  scope: 'cases:read',
  officer: true,
  idempotencyKey: 'none',
  query: z.strictObject({ office: code, district: code, status: z.enum(STATUSES).optional(), ...paging }),
  responses: { 200: pageOf(caseListItem) },
  problems: ['invalid-request'],
  sv: 'Lista ärenden hos ett jobbtorg eller från ett stadsdelsområde.',
  en: 'List the cases of an office or a district.',
} as const satisfies Endpoint;

export const getCase = {
  routeKey: 'GET /v1/cases/{caseId}',
  act: 'GET case',
  function: 'handle-case',
  scope: 'cases:read',
  officer: true,
  idempotencyKey: 'none',
  responses: { 200: z.union([caseView, transferredView]) },
  problems: ['not-found'],
  sv: 'Läs ett ärende med dess frister och hur de har räknats.',
  en: 'Read a case with its clocks and how they were reckoned.',
} as const satisfies Endpoint;

export const getFacts = {
  routeKey: 'GET /v1/cases/{caseId}/facts',
  act: 'GET facts',
  function: 'handle-case',
  scope: 'cases:read',
  officer: true,
  idempotencyKey: 'none',
  query: z.strictObject(paging),
  responses: { 200: pageOf(factView) },
  problems: ['not-found'],
  sv: 'Läs allt som har hänt i ett ärende, i ordning.',
  en: 'Read everything that happened in a case, in order.',
} as const satisfies Endpoint;

export const getOccasions = {
  routeKey: 'GET /v1/cases/{caseId}/occasions',
  act: 'GET occasions',
  function: 'handle-case',
  scope: 'cases:read',
  officer: true,
  idempotencyKey: 'none',
  query: z.strictObject(paging),
  responses: { 200: pageOf(occasionView) },
  problems: ['not-found'],
  sv: 'Läs när aspiranten har väntats och hur det gick. Det som ingen har registrerat är ingen frånvaro.',
  en: 'Read when the aspirant was expected and how it went. What nobody has registered is no absence.',
} as const satisfies Endpoint;

interface CommandText {
  readonly scope?: Scope;
  readonly orScope?: Scope;
  readonly sv: string;
  readonly en: string;
}

const command = <N extends CommandName>(name: N, { sv, en, ...rights }: CommandText) =>
  ({
    routeKey: `POST ${commandPath(name)}`,
    act: `POST ${name}`,
    function: 'handle-case',
    scope: rights.scope ?? 'cases:write',
    ...(rights.orScope === undefined ? {} : { orScope: rights.orScope }),
    officer: true,
    idempotencyKey: 'accepted',
    body: COMMAND_BODIES[name],
    responses: { 201: name === 'transfers' ? z.union([caseView, transferredView]) : caseView },
    problems: [
      'not-found',
      'not-possible-now',
      'stale-version',
      'request-in-progress',
      'idempotency-key-reused',
      ...(TAKES_A_LOCK.has(name) ? (['open-case-exists'] as const) : []),
      ...(name === 'transfers' ? (['disclosure-withdrawn'] as const) : []),
      ...(name === 'restriction-liftings' ? (['not-restricted'] as const) : []),
    ],
    sv,
    en,
  }) as const satisfies Endpoint;

/** Commands after which the case holds a person's lock that it did not hold before. */
const TAKES_A_LOCK: ReadonlySet<CommandName> = new Set(['person-changes', 'reopenings']);

/** The writes on a case, by the command they carry. */
export const COMMAND_ENDPOINTS: Readonly<Record<CommandName, Endpoint>> = {
  'hold-releases': command('hold-releases', {
    scope: 'referrals:write',
    sv: 'Släpp ett vilande ärende: biståndsbeslutet är fattat eller önskas inte längre först. Löftet börjar räknas.',
    en: 'Release a held case: the decision on support is made or no longer wanted first. The promise starts to run.',
  }),
  enrolments: command('enrolments', { sv: 'Skriv in aspiranten.', en: 'Enrol the aspirant.' }),
  coaches: command('coaches', { sv: 'Utse coach.', en: 'Assign a coach.' }),
  plans: command('plans', {
    sv: 'Upprätta en ny version av jobbplanen.',
    en: 'Draw up a new version of the plan.',
  }),
  answers: command('answers', {
    sv: 'Registrera aspirantens svar på en planversion.',
    en: "Record the aspirant's answer to a plan version.",
  }),
  receipts: command('receipts', {
    scope: 'referrals:write',
    sv: 'Kvittera en planversion: levererad, öppnad eller invänd mot. Ett kvitto hindrar ingenting.',
    en: 'Acknowledge a plan version: delivered, opened or objected to. A receipt blocks nothing.',
  }),
  measures: command('measures', {
    sv: 'Registrera att arbete eller en annan insats har börjat.',
    en: 'Record that work or another measure has started.',
  }),
  reviews: command('reviews', { sv: 'Registrera en uppföljning.', en: 'Record a review of the plan.' }),
  occasions: command('occasions', {
    sv: 'Anteckna ett tillfälle då aspiranten väntas, också framåt i tiden. Svaret säger vilket id det fick.',
    en: 'Note an occasion at which the aspirant is expected, ahead of time too. The answer tells its id.',
  }),
  attendances: command('attendances', {
    sv: 'Registrera hur ett tillfälle gick, eller rätta det som sades förut: båda uppgifterna står kvar.',
    en: 'Register how an occasion went, or correct what was said before: both statements stand.',
  }),
  interruptions: command('interruptions', {
    sv: 'Registrera ett avbrott. Garantins frist löper vidare.',
    en: 'Record an interruption. The guarantee runs on.',
  }),
  restarts: command('restarts', {
    sv: 'Registrera en nystart. En ny garantifrist börjar.',
    en: 'Record a restart. A new guarantee clock begins.',
  }),
  transfers: command('transfers', {
    orScope: 'referrals:write',
    sv: 'Flytta ärendet till ett annat jobbtorg, ett annat stadsdelsområde eller båda. Plan och frister följer med.',
    en: 'Transfer the case to another office, another district or both. Plan and clocks follow along.',
  }),
  'person-changes': command('person-changes', {
    sv: 'Ändra eller rätta uppgifter om personen. Det som stod förut bevaras.',
    en: "Change or correct the person's details. What was said before is kept.",
  }),
  'disclosure-withdrawals': command('disclosure-withdrawals', {
    sv: 'Registrera att grunden för att lämna uppgifter har återkallats. Ingenting raderas, men ärendet kan inte flyttas till ett annat stadsdelsområde och hemstadsdelen visas inte längre personen eller fri text.',
    en: 'Record that the basis for disclosing data has been withdrawn. Nothing is erased, but the case can go to no other district, and the home district is shown neither the person nor free text any more.',
  }),
  restrictions: command('restrictions', {
    sv: 'Registrera att personen har begärt begränsad behandling av sina uppgifter. Personen och fri text visas sedan bara för den som i Access-Purpose anger något som lagen ändå tillåter. Löften och frister löper vidare.',
    en: 'Record that the person has asked for restricted processing of the data. The person and free text are then shown only to those who state in Access-Purpose something that the law still allows. Promises and deadlines run on.',
  }),
  'restriction-liftings': command('restriction-liftings', {
    sv: 'Registrera att den begränsade behandlingen upphör: personen och fri text visas igen, och begränsningen hindrar inte längre gallring. Personen ska ha underrättats innan (artikel 18.3 i dataskyddsförordningen); text säger hur. Det som har registrerats står kvar, och en ny begränsning kan begäras.',
    en: 'Record that the restriction of processing is lifted: the person and free text are shown again, and the restriction holds the case from destruction no longer. The person is to be told before it is lifted (GDPR article 18.3); text says how. What has been recorded stands, and a new restriction can be asked for.',
  }),
  statements: command('statements', {
    sv: 'Registrera personens eget uttalande bredvid det som står i ärendet (artikel 16 i dataskyddsförordningen): concerns är numret (sequence) på den händelse som det gäller, hänvisningen är 1. Det som stod förut står kvar; texten förvaras krypterad och lämnas ut i registerutdraget.',
    en: "Record the person's own statement beside what the case says (GDPR article 16): concerns is the number (sequence) of the event that it is about, the referral being 1. What was said before stands; the text is kept encrypted and is handed out in the register extract.",
  }),
  closures: command('closures', { sv: 'Avsluta ärendet.', en: 'Close the case.' }),
  reopenings: command('reopenings', {
    sv: 'Öppna ett avslutat ärende igen. Fristerna räknas som om avslutet inte hade varit.',
    en: 'Reopen a closed case. Clocks are reckoned as if the closure had not been.',
  }),
};
