import { COMMAND_FIELDS, REFERRAL_FIELDS } from '../../../shared/domain/case/secrecy.ts';
import { addDays, type LocalDate } from '../../../shared/domain/time/local-date.ts';

/** A case whose every secret can be told from any other text in the world, from its referral to its end. */
export interface MarkedLife {
  readonly referral: Readonly<Record<string, unknown>>;
  /** Each command with the path it is sent to, in order. */
  readonly steps: ReadonlyArray<readonly [path: string, body: Readonly<Record<string, unknown>>]>;
  /** Every value that must be found nowhere. */
  readonly marks: ReadonlyArray<string>;
}

export const IDENTITY_NUMBER = '19900118-9811';
/** As it may be written: with ten or twelve digits, with a sign or without. */
export const IDENTITY_FORMS: ReadonlyArray<string> = ['199001189811', IDENTITY_NUMBER, '9001189811', '900118-9811'];

/**
 * Names of secret fields that hold no more than yes or no, or a word of every day: where they stand, the secret stands.
 * A newcomer is also the name of a target group, which is no secret.
 */
export const TELLING_NAMES: ReadonlyArray<string> = Object.entries(REFERRAL_FIELDS)
  .filter(([path, kind]) => kind === 'secret' && /^circumstances\.(?!newcomer$)/.test(path))
  .map(([path]) => path.slice('circumstances.'.length))
  .concat('childrenInHousehold', 'namedOfficers', 'givenName', 'familyName');

/** A life received on a day, all its secrets marked with a letter of its own. */
export function markedLife(letter: string, receivedOn: LocalDate, identity: object, protection: object): MarkedLife {
  const marks: Array<string> = [];
  const marked = (text: string) => {
    marks.push(text);
    return text;
  };
  const mark = (name: string) => marked(`Zq${letter}7${name}Åx ${letter}Kw9`);
  const language = (name: string) => marked(`tig-Zq${letter}7${name}`);
  const on = (days: number) => addDays(receivedOn, days);
  const activity = (provider: string, startsOn: LocalDate) => ({
    service: 'matching',
    provider: mark(provider),
    hoursPerWeek: 10,
    occasionsPerWeek: 3,
    minutesPerOccasion: 120,
    startsOn,
    endsOn: addDays(startsOn, 30),
  });
  const referral = {
    district: 'bromma',
    unit: 'income-support',
    receivedOn,
    officer: { id: mark('Oid'), name: mark('Oname'), phone: mark('Ophone'), email: `${mark('Oemail')}@x.example` },
    person: {
      ...identity,
      birthDate: marked(letter === 'L' ? '1971-11-23' : '1972-10-24'),
      sex: 'woman',
      givenName: mark('Given'),
      familyName: mark('Family'),
      contact: { phone: mark('Phone'), email: mark('Email'), address: mark('Address') },
      ...protection,
      languages: [language('lang')],
      interpreter: language('intr'),
      childrenInHousehold: true,
    },
    ground: 'unemployment',
    circumstances: {
      supportSince: marked(letter === 'L' ? '2019-07-19' : '2019-07-20'),
      unemployedSince: marked(letter === 'L' ? '2019-06-13' : '2019-06-14'),
      newVisit: true,
      sfiStudent: true,
      refugeeOrFamilyImmigrant: true,
      hindrance: 'illness',
      occupation: marked('part-time'),
      stateCompensation: true,
      stateProgramme: marked('covered-by-agreement'),
      sickListed: marked('partly'),
      sicknessBenefitIncomeZero: true,
      newcomer: true,
      agreementWithEmploymentService: true,
      unaccompaniedYouth: true,
      activeSubstanceAbuse: true,
      workAbilityToBeTested: true,
      jointAssessmentOn: marked(letter === 'L' ? '2019-08-17' : '2019-08-18'),
    },
    purpose: 'work-or-studies',
    enrolmentForm: 'three-party-meeting',
    benefitDecision: 'awaited',
    districtAssessment: {
      officer: mark('Assessor'),
      on: marked(letter === 'L' ? '2019-09-14' : '2019-09-15'),
      reason: mark('Reason'),
    },
    disclosure: { basis: 'consent', givenOn: receivedOn, reference: mark('Reference') },
    note: mark('Note'),
  };
  const answer = { method: 'paper', language: language('alan'), interpreter: language('aint') };
  return {
    referral,
    steps: [
      ['hold-releases', { on: on(1), reason: 'decision-made' }],
      ['enrolments', { heldOn: on(2), form: 'three-party-meeting' }],
      ['coaches', { coach: mark('Coach'), from: on(2) }],
      ['plans', { drawnUpOn: on(3), goal: mark('Goal1'), activities: [activity('Prov1', on(4))] }],
      ['plans/1/answers', { answer: 'objected', answeredOn: on(4), ...answer, text: mark('Atext1') }],
      [
        'plans',
        { drawnUpOn: on(5), goal: mark('Goal2'), activities: [activity('Prov2', on(6)), activity('Prov3', on(7))] },
      ],
      ['plans/2/answers', { answer: 'approved', answeredOn: on(20), ...answer, text: mark('Atext2') }],
      ['plans/2/receipts', { kind: 'objection', on: on(21), text: mark('Rtext') }],
      ['occasions', { date: on(22), kind: 'meeting', service: 'matching' }],
      ['attendances', { occasion: `${on(22)}.meeting.matching.1`, presence: 'late' }],
      ['reviews', { planVersion: 2, heldOn: on(25), outcome: 'kept', participants: ['aspirant', 'coach'] }],
      ['measures', { kind: 'other-measure', startedOn: on(26), service: 'work-training', evidence: mark('Evidence') }],
      ['interruptions', { from: on(26), reason: marked('parental-leave') }],
      ['restarts', { on: on(27) }],
      ['transfers', { on: on(27), toDistrict: 'skarholmen', reason: mark('Treason') }],
      [
        'person-changes',
        {
          on: on(28),
          ...('identityNumber' in identity ? identity : {}),
          ...protection,
          givenName: mark('Given2'),
          familyName: mark('Family2'),
          birthDate: marked(letter === 'L' ? '1971-12-25' : '1972-12-26'),
          sex: 'woman',
          contact: { phone: mark('Phone2'), email: mark('Email2'), address: mark('Address2') },
        },
      ],
      ['disclosure-withdrawals', { on: on(28), text: mark('Wtext') }],
      ['restrictions', { on: on(28), scope: mark('Scope'), text: mark('Stext') }],
      ['restriction-liftings', { on: on(28), text: mark('Ltext') }],
      ['restrictions', { on: on(28), scope: mark('Scope2') }],
      ['statements', { on: on(28), concerns: 1, text: mark('Ptext') }],
      ['closures', { on: on(28), outcome: 'unknown', detail: mark('Detail1') }],
      ['reopenings', { on: on(29), reason: mark('Oreason') }],
      ['closures', { on: on(30), outcome: 'work', detail: mark('Detail2') }],
    ],
    marks,
  };
}

/** The secret fields of the catalogue that lives leave out. */
export function unmarkedFields(lives: ReadonlyArray<MarkedLife>): ReadonlyArray<string> {
  const holds = (value: unknown, path: ReadonlyArray<string>): boolean => {
    const [name, ...rest] = path;
    if (name === undefined) return value !== undefined;
    if (Array.isArray(value)) return value.some((entry) => holds(entry, path));
    return typeof value === 'object' && value !== null && holds(Reflect.get(value, name), rest);
  };
  const secret = (fields: Readonly<Record<string, string>>) =>
    Object.keys(fields).filter((path) => fields[path] === 'secret');
  const unmarked = (name: string, fields: Readonly<Record<string, string>>, bodies: ReadonlyArray<unknown>) =>
    secret(fields)
      .filter((path) => !bodies.some((body) => holds(body, path.split('.'))))
      .map((path) => `${name} ${path}`);
  return [
    ...unmarked(
      'referrals',
      REFERRAL_FIELDS,
      lives.map(({ referral }) => referral),
    ),
    ...Object.entries(COMMAND_FIELDS).flatMap(([name, fields]) => {
      const steps = lives.flatMap((life) => life.steps.filter(([path]) => path.endsWith(name)));
      return steps.length === 0
        ? [name]
        : unmarked(
            name,
            fields,
            steps.map(([, body]) => body),
          );
    }),
  ];
}
