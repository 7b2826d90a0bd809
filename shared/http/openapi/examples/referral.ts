/**
 * Invented people only. The identity number is one that the tax agency has set aside for testing, and belongs to nobody.
 */
export const REFERRAL = {
  district: 'hasselby-vallingby',
  unit: 'income-support',
  officer: { id: 'HV-1234', name: 'Handläggare Exempel', phone: '08-000 00 00', email: 'handlaggare@stadsdel.example' },
  person: {
    identityNumber: '19900118-9811',
    birthDate: '1990-01-18',
    sex: 'woman',
    givenName: 'Kim',
    familyName: 'Exempel',
    contact: { phone: '070-000 00 00', email: 'kim@post.example', address: 'Exempelgatan 1, 162 00 Vällingby' },
    protection: 'none',
    languages: ['sv', 'ar'],
    interpreter: 'ar',
    childrenInHousehold: true,
  },
  ground: 'unemployment',
  circumstances: {
    supportSince: '2025-11-01',
    unemployedSince: '2025-10-01',
    newVisit: true,
    sfiStudent: false,
    refugeeOrFamilyImmigrant: false,
    hindrance: 'none',
    occupation: 'none',
    stateCompensation: false,
    stateProgramme: 'none',
    sickListed: 'no',
    sicknessBenefitIncomeZero: false,
    newcomer: false,
    agreementWithEmploymentService: false,
    unaccompaniedYouth: false,
    activeSubstanceAbuse: false,
    workAbilityToBeTested: false,
    jointAssessmentOn: null,
  },
  purpose: 'work-or-studies',
  enrolmentForm: 'group-information',
  benefitDecision: 'not-awaited',
  districtAssessment: null,
  disclosure: { basis: 'consent', givenOn: '2026-03-01', reference: 'Samtycke 2026-03-01' },
  note: 'Har arbetat som undersköterska och vill tillbaka dit.',
} as const;

/** As little as a referral can say; the person is known to the district by a number of its own. */
export const SHORT_REFERRAL = {
  district: 'bromma',
  unit: 'income-support',
  officer: { id: 'BR-77', name: 'Handläggare Exempel' },
  person: {
    localId: 'BR-2026-0042',
    birthDate: '2004-05-06',
    sex: 'man',
    givenName: 'Robin',
    familyName: 'Exempel',
    protection: 'secrecy-marking',
    namedOfficers: [{ client: 'district-bromma', officer: 'BR-77' }],
  },
  ground: 'unemployment',
  purpose: 'work-or-studies',
  enrolmentForm: 'three-party-meeting',
  benefitDecision: 'awaited',
  disclosure: { basis: 'harm-test', givenOn: '2026-03-01' },
} as const;

const { namedOfficers: _, ...historyPerson } = { ...SHORT_REFERRAL.person, protection: 'none' };

export const HISTORY = {
  key: 'BR-2008-000123',
  referral: {
    ...SHORT_REFERRAL,
    receivedOn: '2008-01-14',
    benefitDecision: 'not-awaited',
    person: { ...historyPerson, birthDate: '1986-05-06' },
  },
  // biome-ignore lint/suspicious/noThenProperty: the contract names the field so; nothing here is awaited
  then: [
    ['enrolments', { heldOn: '2008-01-16', form: 'group-information' }],
    ['closures', { on: '2008-06-30', outcome: 'work' }],
  ],
} as const;
