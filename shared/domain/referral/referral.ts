import * as z from 'zod';
import { localDateSchema } from '../time/local-date.ts';

const text = (max: number) => z.string().min(1).max(max);
const language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/);

/** How an officer is named by a calling system: 1–64 visible ASCII characters. */
export const OFFICER_ID = /^[\x21-\x7e]{1,64}$/;

/** Who may see and act for a person with protected identity: a system and an officer behind it. */
export const namedOfficerSchema = z.strictObject({ client: text(128), officer: z.string().regex(OFFICER_ID) });

export const PROTECTIONS = ['none', 'secrecy-marking', 'protected-registration'] as const;
export const SEXES = ['woman', 'man', 'unknown'] as const;
export const ENROLMENT_FORMS = ['group-information', 'three-party-meeting', 'jobbstart-work-training'] as const;
export const UNITS = [
  'income-support',
  'refugee-reception',
  'substance-care',
  'social-psychiatry',
  'disability-support',
  'case-worker-team',
] as const;
export const GROUNDS = ['unemployment', 'other-reason', 'introduction-compensation', 'none'] as const;

/** The person referred. Everything here but `sex` is secret and is stored encrypted only. */
export const personSchema = z.strictObject({
  identityNumber: z.string().max(13).optional().meta({ description: 'Personnummer or samordningsnummer.' }),
  localId: text(128).optional().meta({ description: 'Unique within the referring district only.' }),
  birthDate: localDateSchema,
  sex: z.enum(SEXES),
  givenName: text(200),
  familyName: text(200),
  contact: z
    .strictObject({ phone: text(50).optional(), email: text(320).optional(), address: text(500).optional() })
    .optional(),
  protection: z.enum(PROTECTIONS),
  namedOfficers: z.array(namedOfficerSchema).min(1).max(20).optional(),
  languages: z.array(language).max(10).optional(),
  interpreter: language.optional(),
  childrenInHousehold: z.boolean().default(false),
});

/** What the district knows of the person's situation. Secret; facts keep only what the rules made of it. */
export const circumstancesSchema = z.strictObject({
  supportSince: localDateSchema.optional(),
  unemployedSince: localDateSchema.optional(),
  newVisit: z.boolean().default(false),
  sfiStudent: z.boolean().default(false),
  refugeeOrFamilyImmigrant: z.boolean().default(false),
  hindrance: z.enum(['none', 'illness', 'other']).default('none'),
  occupation: z.enum(['none', 'part-time', 'full-time']).default('none'),
  stateCompensation: z.boolean().default(false),
  stateProgramme: z.enum(['none', 'covered-by-agreement', 'not-covered']).default('none'),
  sickListed: z.enum(['no', 'partly', 'fully']).default('no'),
  sicknessBenefitIncomeZero: z.boolean().default(false),
  newcomer: z.boolean().default(false),
  agreementWithEmploymentService: z.boolean().default(false),
  unaccompaniedYouth: z.boolean().default(false),
  activeSubstanceAbuse: z.boolean().default(false),
  workAbilityToBeTested: z.boolean().default(false),
  jointAssessmentOn: localDateSchema.nullable().default(null),
});

/** A district asks a Jobbtorg to take a person on. Unknown fields are refused, so a misspelt one never disappears. */
export const referralSchema = z.strictObject({
  district: z.string().max(64),
  unit: z.enum(UNITS),
  receivedOn: localDateSchema.optional(),
  officer: z.strictObject({ id: text(128), name: text(200), phone: text(50).optional(), email: text(320).optional() }),
  person: personSchema,
  ground: z.enum(GROUNDS),
  circumstances: circumstancesSchema.prefault({}),
  purpose: z.enum([
    'work-or-studies',
    'occupation-only',
    'work-ability-investigation',
    'neuropsychiatric-investigation',
  ]),
  enrolmentForm: z.enum(ENROLMENT_FORMS),
  benefitDecision: z.enum(['not-awaited', 'awaited', 'made']),
  districtAssessment: z
    .strictObject({ officer: text(128), on: localDateSchema, reason: text(4000) })
    .nullable()
    .default(null),
  disclosure: z
    .strictObject({
      basis: z.enum(['consent', 'harm-test', 'own-task', 'statutory-duty']),
      givenOn: localDateSchema,
      reference: text(200).optional(),
    })
    .nullish()
    .meta({ description: 'Required: without it the referral is refused as disclosure-basis-missing.' }),
  note: text(4000).optional(),
});

export type Referral = z.infer<typeof referralSchema>;
export type Person = z.infer<typeof personSchema>;
export type Sex = (typeof SEXES)[number];
