import type { Command, CommandName } from './commands.ts';

/** A fact may be read by whoever may read the case's timeline; a secret is stored encrypted and nowhere else. */
export type FieldClass = 'fact' | 'secret';

type Classes = Readonly<Record<string, FieldClass>>;

/**
 * Every field of a referral, by its path. Facts keep only what the rules made of a secret: the age, the groups that
 * matched, the priority flags.
 */
export const REFERRAL_FIELDS: Classes = {
  district: 'fact',
  unit: 'fact',
  receivedOn: 'fact',
  'officer.id': 'secret',
  'officer.name': 'secret',
  'officer.phone': 'secret',
  'officer.email': 'secret',
  'person.identityNumber': 'secret',
  'person.localId': 'secret',
  'person.birthDate': 'secret',
  'person.sex': 'fact',
  'person.givenName': 'secret',
  'person.familyName': 'secret',
  'person.contact.phone': 'secret',
  'person.contact.email': 'secret',
  'person.contact.address': 'secret',
  'person.protection': 'secret',
  'person.namedOfficers.client': 'secret',
  'person.namedOfficers.officer': 'secret',
  'person.languages': 'secret',
  'person.interpreter': 'secret',
  'person.childrenInHousehold': 'secret',
  ground: 'fact',
  'circumstances.supportSince': 'secret',
  'circumstances.unemployedSince': 'secret',
  'circumstances.newVisit': 'secret',
  'circumstances.sfiStudent': 'secret',
  'circumstances.refugeeOrFamilyImmigrant': 'secret',
  'circumstances.hindrance': 'secret',
  'circumstances.occupation': 'secret',
  'circumstances.stateCompensation': 'secret',
  'circumstances.stateProgramme': 'secret',
  'circumstances.sickListed': 'secret',
  'circumstances.sicknessBenefitIncomeZero': 'secret',
  'circumstances.newcomer': 'secret',
  'circumstances.agreementWithEmploymentService': 'secret',
  'circumstances.unaccompaniedYouth': 'secret',
  'circumstances.activeSubstanceAbuse': 'secret',
  'circumstances.workAbilityToBeTested': 'secret',
  'circumstances.jointAssessmentOn': 'secret',
  purpose: 'fact',
  enrolmentForm: 'fact',
  benefitDecision: 'fact',
  'districtAssessment.officer': 'secret',
  'districtAssessment.on': 'secret',
  'districtAssessment.reason': 'secret',
  'disclosure.basis': 'fact',
  'disclosure.givenOn': 'fact',
  'disclosure.reference': 'secret',
  note: 'secret',
};

/** Every field of each command, by its path. */
export const COMMAND_FIELDS: Readonly<Record<CommandName, Classes>> = {
  'hold-releases': { on: 'fact', reason: 'fact' },
  enrolments: { heldOn: 'fact', form: 'fact' },
  coaches: { coach: 'secret', from: 'fact' },
  plans: {
    drawnUpOn: 'fact',
    goal: 'secret',
    'activities.service': 'fact',
    'activities.hoursPerWeek': 'fact',
    'activities.occasionsPerWeek': 'fact',
    'activities.minutesPerOccasion': 'fact',
    'activities.startsOn': 'fact',
    'activities.endsOn': 'fact',
    'activities.provider': 'secret',
  },
  answers: {
    answer: 'fact',
    answeredOn: 'fact',
    method: 'fact',
    language: 'secret',
    interpreter: 'secret',
    text: 'secret',
  },
  receipts: { kind: 'fact', on: 'fact', text: 'secret' },
  measures: { kind: 'fact', startedOn: 'fact', service: 'fact', evidence: 'secret' },
  reviews: { planVersion: 'fact', heldOn: 'fact', outcome: 'fact', participants: 'fact' },
  occasions: { date: 'fact', kind: 'fact', service: 'fact' },
  attendances: { occasion: 'fact', presence: 'fact' },
  interruptions: { from: 'fact', reason: 'secret' },
  restarts: { on: 'fact' },
  transfers: { on: 'fact', toOffice: 'fact', toDistrict: 'fact', reason: 'secret' },
  'person-changes': {
    on: 'fact',
    identityNumber: 'secret',
    protection: 'secret',
    'namedOfficers.client': 'secret',
    'namedOfficers.officer': 'secret',
    'contact.phone': 'secret',
    'contact.email': 'secret',
    'contact.address': 'secret',
    givenName: 'secret',
    familyName: 'secret',
    birthDate: 'secret',
    sex: 'fact',
  },
  'disclosure-withdrawals': { on: 'fact', text: 'secret' },
  restrictions: { on: 'fact', scope: 'secret', text: 'secret' },
  'restriction-liftings': { on: 'fact', text: 'secret' },
  statements: { on: 'fact', concerns: 'fact', text: 'secret' },
  closures: { on: 'fact', outcome: 'fact', detail: 'secret' },
  reopenings: { on: 'fact', reason: 'secret' },
};

/** Whether a command says anything secret, and so must be sealed beside its fact. */
export function hasSecrets({ name, body }: Command): boolean {
  return Object.entries(COMMAND_FIELDS[name]).some(
    ([path, fieldClass]) => fieldClass === 'secret' && Object.hasOwn(body, path.split('.')[0] ?? path),
  );
}
