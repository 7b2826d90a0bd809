import * as z from 'zod';
import { type Access, type AccessOutcome, type Act, accessSchema, type Why } from '../../domain/access/access.ts';
import type { Bilingual } from './labels.ts';

/** An entry of the access log as it is shown, with the same in words. */
export const accessView = z.object({
  ...accessSchema.omit({ caseId: true }).shape,
  at: accessSchema.shape.at.meta({ example: '2026-03-02T08:15:00.000Z' }),
  sv: z.string(),
  en: z.string(),
});
export type AccessView = z.infer<typeof accessView>;

const DONE: Readonly<Record<Act, Bilingual>> = {
  'GET case': ['Läste ärendet', 'Read the case'],
  'GET facts': ['Läste vad som har hänt i ärendet', 'Read what has happened in the case'],
  'GET occasions': ['Läste när du har väntats', 'Read when you were expected'],
  'GET cases': ['Läste en lista över ärenden', 'Read a list of cases'],
  'GET worklists': ['Läste hur många ärenden som finns på arbetslistorna', 'Read how many cases are on the worklists'],
  'GET worklist': ['Läste en arbetslista', 'Read a worklist'],
  'GET findings': ['Läste en lista över avvikelser', 'Read a list of findings'],
  'GET disclosure-grounds': [
    'Läste en lista över ärenden vars grund inte längre gäller',
    'Read a list of cases whose ground is no longer in force',
  ],
  'GET feed': ['Läste händelseflödet', 'Read the feed of events'],
  'GET access-reviews': ['Granskade en dags åtkomster', "Reviewed a day's accesses"],
  'GET access-log': ['Läste vilka som har tittat', 'Read who has looked'],
  'GET register-extract': ['Tog fram ett registerutdrag', 'Drew up a register extract'],
  'POST persons/searches': ['Sökte efter dig', 'Searched for you'],
  'POST referrals': ['Hänvisade dig', 'Referred you'],
  'POST history': ['Läste in ett äldre ärende', 'Imported an earlier case'],
  'POST retention-holds': ['Sköt upp gallringen av ärendet', 'Put off the destruction of the case'],
  'POST retention-runs': ['Gallrade ärendet', 'Culled the case'],
  'GET retention-run': ['Läste hur en gallring går', 'Read how a run of the retention goes'],
  'POST retention-approvals': ['Godkände en gallring', 'Approved a run of the retention'],
  'GET retention-certificate': ['Läste ett gallringsbevis', 'Read a certificate of destruction'],
  'POST check-runs': ['Startade en kontroll av frister', 'Started a check of the clocks'],
  'GET check-run': ['Läste hur en kontroll av frister gick', 'Read how a check of the clocks went'],
  'POST reports': ['Beställde en rapport', 'Asked for a report'],
  'GET report': ['Läste en rapport', 'Read a report'],
  'GET reports': ['Läste en lista över rapporter', 'Read a list of reports'],
  'POST hold-releases': ['Släppte väntan på beslut', 'Released the hold'],
  'POST enrolments': ['Skrev in dig', 'Enrolled you'],
  'POST coaches': ['Utsåg coach', 'Assigned a coach'],
  'POST plans': ['Upprättade en plan', 'Drew up a plan'],
  'POST answers': ['Registrerade ditt svar på planen', 'Recorded your answer to the plan'],
  'POST receipts': ['Kvitterade planen', 'Acknowledged the plan'],
  'POST measures': ['Registrerade arbete eller insats', 'Recorded work or a measure'],
  'POST reviews': ['Registrerade en uppföljning', 'Recorded a review'],
  'POST occasions': ['Antecknade ett tillfälle', 'Noted an occasion'],
  'POST attendances': ['Registrerade närvaro', 'Registered attendance'],
  'POST interruptions': ['Registrerade ett avbrott', 'Recorded an interruption'],
  'POST restarts': ['Registrerade en nystart', 'Recorded a restart'],
  'POST transfers': ['Flyttade ärendet', 'Transferred the case'],
  'POST person-changes': ['Ändrade dina uppgifter', 'Changed your details'],
  'POST disclosure-withdrawals': ['Registrerade att grunden återkallats', 'Recorded that the ground was withdrawn'],
  'POST restrictions': ['Registrerade en begränsning', 'Recorded a restriction'],
  'POST restriction-liftings': ['Registrerade att begränsningen upphörde', 'Recorded that the restriction was lifted'],
  'POST statements': ['Registrerade ditt eget uttalande', 'Recorded your own statement'],
  'POST closures': ['Avslutade ärendet', 'Closed the case'],
  'POST reopenings': ['Öppnade ärendet igen', 'Reopened the case'],
};

const BECAUSE: Readonly<Record<Why, Bilingual>> = {
  'own-case': ['jobbtorget har ärendet', 'the job centre has the case'],
  'home-district': ['stadsdelen är din hemstadsdel', 'the district is your home district'],
  'former-home': ['stadsdelen hade ärendet tidigare', 'the district had the case before'],
  oversight: ['stadens tillsyn', "the city's oversight"],
  'not-theirs': ['inte deras ärende', 'not a case of theirs'],
  'no-case': ['gällde inget enskilt ärende', 'about no case in particular'],
  opening: ['ärendet öppnades', 'the case was opened'],
  audit: ['granskning av vilka som tittat', 'an audit of who has looked'],
  'right-of-access': ['din rätt att få veta', 'your right to know'],
  retention: ['tiden då ärendet sparas', 'the time for which the case is kept'],
  'case-work': ['arbete med ärendet', 'work on the case'],
  'follow-up': ['uppföljning', 'follow-up'],
  complaint: ['ett klagomål', 'a complaint'],
  'person-request': ['på din begäran', 'at your request'],
  consent: ['med ditt samtycke', 'with your consent'],
  'legal-claims': ['rättsliga anspråk', 'legal claims'],
  'rights-of-others': ['skydd för någon annans rättigheter', "protection of another's rights"],
  'public-interest': ['ett viktigt allmänintresse', 'an important public interest'],
};

const WENT: Readonly<Record<AccessOutcome, Bilingual>> = {
  shown: ['visades', 'shown'],
  masked: ['visades utan dina personuppgifter', 'shown without your personal details'],
  'handed-on': ['fick bara veta att ärendet flyttats', 'told only that the case has moved'],
  'not-shown': ['visades inte', 'not shown'],
  'nobody-found': ['ingen hittades', 'nobody found'],
  recorded: ['registrerades', 'recorded'],
  repeated: ['samma begäran en gång till', 'the same request once more'],
  refused: ['nekades av systemet', 'refused by the system'],
  destroyed: ['förstördes', 'destroyed'],
};

/** An access as it is shown. */
export function showAccess({ caseId: _, ...access }: Access): AccessView {
  const { what, outcome, why, cases } = access;
  const many = cases === undefined ? ['', ''] : [` Antal ärenden: ${cases}.`, ` Cases: ${cases}.`];
  const sv = `${DONE[what][0]}: ${WENT[outcome][0]}.${many[0]} Varför: ${BECAUSE[why][0]}.`;
  const en = `${DONE[what][1]}: ${WENT[outcome][1]}.${many[1]} Why: ${BECAUSE[why][1]}.`;
  return { ...access, sv, en };
}
