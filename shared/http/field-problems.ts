import type * as z from 'zod';
import type { FieldRule, InvalidField } from '../domain/case/decision.ts';
import type { RefusalCode } from '../domain/referral/eligibility.ts';
import type { PeriodRule } from '../domain/reports/period.ts';

type FormRule =
  | 'missing-field'
  | 'unknown-field'
  | 'not-allowed'
  | 'too-long'
  | 'too-short'
  | 'malformed'
  | 'unknown-cursor';

type Rule = FieldRule | FormRule | PeriodRule;

const FIELD_TEXTS: Readonly<Record<Rule, string>> = {
  'missing-field': 'Fältet saknas. (The field is missing.)',
  'unknown-field': 'Okänt fält. (Unknown field.)',
  'not-allowed': 'Värdet är inte ett av de tillåtna. (Not one of the allowed values.)',
  'too-long': 'För långt eller för stort. (Too long or too large.)',
  'too-short': 'För kort eller för litet. (Too short or too small.)',
  malformed: 'Fel typ eller form. (Wrong type or form.)',
  'unknown-cursor': 'Inte en markör som ni har fått i next. (Not a cursor that you were given as next.)',
  'check-digit': 'Inget giltigt personnummer eller samordningsnummer. (Not a valid identity number.)',
  'one-identity': 'Ange antingen identityNumber eller localId. (Give either identityNumber or localId.)',
  'named-officers-required': 'Ange vilka handläggare som får se ärendet. (Name the officers who may see the case.)',
  'in-the-future': 'Dagen har inte kommit än. (The day has not come yet.)',
  'before-referral': 'Dagen är före hänvisningen. (The day is before the referral.)',
  'before-start': 'Slutet är före början. (The end is before the start.)',
  'before-plan': 'Dagen är före planens. (The day is before that of the plan.)',
  'before-interruption': 'Dagen är före avbrottet. (The day is before the interruption.)',
  'before-closure': 'Dagen är före avslutet. (The day is before the closure.)',
  'before-transfer': 'Dagen är före den senaste överflyttningen. (The day is before the latest transfer.)',
  'before-restriction': 'Dagen är före begränsningen. (The day is before the restriction.)',
  'too-far-ahead': 'Dagen ligger mer än ett år fram. (The day is more than a year ahead.)',
  'after-referral': 'Dagen är efter hänvisningen. (The day is after the referral.)',
  'unknown-district': 'Stadsdelsområdet finns inte den dagen. (No such district on that day.)',
  'unknown-service': 'Insatsen finns inte i den dagens katalog. (Not in the catalogue of that day.)',
  'unknown-office': 'Jobbtorget finns inte. (No such office.)',
  'unknown-occasion': 'Inget sådant tillfälle i ärendet. (No such occasion in the case.)',
  'unknown-fact': 'Ingen sådan händelse i ärendet. (No such event in the case.)',
  'destination-missing': 'Ange toOffice, toDistrict eller båda. (Give toOffice, toDistrict or both.)',
  'already-there': 'Ärendet finns redan där. (The case is already there.)',
  'nothing-changed': 'Ange minst en uppgift som har ändrats. (Give at least one thing that has changed.)',
  'before-jobbtorg': 'Före 2008-01-01 finns inget att redovisa. (There is nothing to report before 2008-01-01.)',
  'over-ten-years': 'Perioden är längre än tio år. (The period is longer than ten years.)',
  'reason-required': 'Ange varför aspiranten inte kunde svara. (Say why the aspirant could not answer.)',
  'not-in-force': 'Bara den senast godkända planversionen följs upp. (Only the version last approved is reviewed.)',
};

/** One entry of a problem's `errors`: where, which rule, in words. Never the value itself. */
export interface FieldProblem {
  readonly pointer: string;
  readonly code: string;
  readonly detail: string;
}

/** The entry for a rule broken at a JSON Pointer. */
export function fieldProblem(pointer: string, code: Rule): FieldProblem {
  return { pointer, code, detail: FIELD_TEXTS[code] };
}

/** The entries for fields that a decision refused. */
export function fieldProblems(errors: ReadonlyArray<InvalidField>): ReadonlyArray<FieldProblem> {
  return errors.map(({ pointer, code }) => fieldProblem(pointer, code));
}

/** More than anyone reads: a body can be wrong in thousands of places, and the answer must not outgrow it. */
const MAXIMUM_FIELD_PROBLEMS = 100;

/** The entries for what a schema refused in `input`, each once, and no more than anyone reads. */
export function formProblems(error: z.ZodError, input: unknown): ReadonlyArray<FieldProblem> {
  const all = error.issues.flatMap((issue) => {
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => fieldProblem(pointerTo([...issue.path, ...named(key)]), 'unknown-field'));
    }
    return [fieldProblem(pointerTo(issue.path), ruleOf(issue, valueAt(input, issue.path) === undefined))];
  });
  const distinct = new Map(all.map((entry) => [`${entry.pointer} ${entry.code}`, entry]));
  return [...distinct.values()].slice(0, MAXIMUM_FIELD_PROBLEMS);
}

function ruleOf(issue: z.core.$ZodIssue, missing: boolean): FormRule {
  if (missing) return 'missing-field';
  switch (issue.code) {
    case 'invalid_value':
      return 'not-allowed';
    case 'too_big':
      return 'too-long';
    case 'too_small':
      return 'too-short';
    default:
      return 'malformed';
  }
}

/** An unknown key is named only when it looks like a field name, lest a value sent as a key be echoed. */
function named(key: string): ReadonlyArray<string> {
  return /^[a-z][A-Za-z]{0,40}$/.test(key) ? [key] : [];
}

function pointerTo(path: ReadonlyArray<PropertyKey>): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

function valueAt(input: unknown, path: ReadonlyArray<PropertyKey>): unknown {
  return path.reduce<unknown>(
    (value, part) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, part) ? Reflect.get(value, part) : undefined,
    input,
  );
}

/** Each reason why the rules turn a referral away, worded for the district that must judge. */
export const REFUSAL_TEXTS: Readonly<Record<RefusalCode, string>> = {
  'via-income-support-only':
    'Missbruksenheter hänvisar genom försörjningsstödsenheten. (Substance-care units refer through income support.)',
  'outside-mission': 'Syftet ligger utanför Jobbtorgs uppdrag. (The purpose is outside the mission.)',
  'disability-pilot-only':
    'Personer utan försörjningsstöd tas emot endast i försöksverksamhet. (Without support: only in pilots.)',
  'active-substance-abuse': 'Aktivt missbruk är stadsdelens ansvar. (Active abuse is the district’s responsibility.)',
  'full-time-occupied': 'Personen har heltidssysselsättning. (The person is occupied full time.)',
  'programme-not-covered':
    'Statligt program utan samverkansöverenskommelse. (State programme not covered by an agreement.)',
  'three-party-meeting-required':
    'Ensamkommande unga skrivs in vid trepartssamtal. (A three-party meeting is required.)',
  'agreement-missing':
    'Överenskommelse med Arbetsförmedlingen saknas. (Agreement with the employment service is missing.)',
  'work-training-not-applicable':
    'Arbetsträning vid Jobbstart gäller helt sjukskrivna med noll i SGI från 2018. (Work training: fully sick-listed with zero income base, from 2018.)',
  'outside-target-group': 'Ingen av dagens målgrupper stämmer. (None of the target groups of the day matches.)',
  'joint-assessment-missing': 'Gemensam bedömning av stadsdel och jobbtorg saknas. (The joint assessment is missing.)',
};
