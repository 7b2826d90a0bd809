import * as z from 'zod';
import { ANSWERS, CLOSURE_OUTCOMES, PRESENCES, RECEIPT_KINDS, STATUSES } from '../domain/case/vocabulary.ts';
import { WORKLISTS } from '../domain/case/worklists.ts';
import { ENROLMENT_FORMS, PROTECTIONS, SEXES } from '../domain/referral/referral.ts';

const date = z.string().meta({ format: 'date', example: '2026-03-02' });
const instant = z.string().meta({ format: 'date-time', example: '2026-03-02T08:15:00.000Z' });

/** One page of a list, its total counted in the same read. */
export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), page: z.int(), limit: z.int(), total: z.int() });

/** How a list is paged: `limit` 1–100 (20), `page` from 1. */
export const paging = {
  limit: z.coerce.number().int().min(1).max(100).default(20),
  page: z.coerce.number().int().min(1).max(100_000).default(1),
};

export const findingView = z.object({
  id: z.string(),
  clock: z.string(),
  kind: z.enum(['warned', 'missed']),
  asOf: date,
  annotation: z.literal('met-but-registered-late').nullable(),
});

export const clockView = z.object({
  id: z.string(),
  kind: z.enum(['guarantee', 'review']),
  policy: z.string(),
  state: z.enum(['not-started', 'running', 'at-risk', 'met', 'missed', 'met-late', 'void']),
  startedOn: date.nullable(),
  warnOn: date.nullable(),
  dueOn: date.nullable(),
  stoppedOn: date.nullable(),
  stoppedBy: z.enum(['plan', 'work', 'other-measure', 'review']).nullable(),
  registeredOn: date.nullable(),
  waitingFor: z.enum(['district', 'office', 'aspirant', 'other']).nullable(),
  explanation: z.array(z.object({ sv: z.string(), en: z.string(), date })),
});

const targetGroupView = z.object({ code: z.string(), matches: z.array(z.string()), policy: z.string() });

const planView = z.object({
  version: z.int(),
  thin: z.boolean(),
  drawnUpOn: date,
  goal: z.string().nullable(),
  activities: z.array(
    z.object({
      service: z.string(),
      provider: z.string().nullable(),
      hoursPerWeek: z.number(),
      occasionsPerWeek: z.number(),
      minutesPerOccasion: z.number(),
      startsOn: date,
      endsOn: date.optional(),
    }),
  ),
  answer: z.enum(ANSWERS).nullable(),
  answeredOn: date.nullable(),
  /** A keyed hash of the version as written; the answer in the timeline repeats it. */
  hash: z.string(),
  receipts: z.partialRecord(z.enum(RECEIPT_KINDS), date),
});

const personView = z.object({
  identityNumber: z.string().optional(),
  localId: z.string().optional(),
  birthDate: date,
  sex: z.enum(SEXES),
  givenName: z.string(),
  familyName: z.string(),
  contact: z
    .object({ phone: z.string().optional(), email: z.string().optional(), address: z.string().optional() })
    .optional(),
  protection: z.enum(PROTECTIONS),
  languages: z.array(z.string()).optional(),
  interpreter: z.string().optional(),
  childrenInHousehold: z.boolean(),
});

/** An expected occasion and how it went; `presence` is `null` while nobody has registered it, which is no absence. */
export const occasionView = z.object({
  id: z.string().meta({ example: '2026-03-04.meeting.1' }),
  date,
  kind: z.string(),
  service: z.string().nullable(),
  presence: z.enum(PRESENCES).nullable(),
  registeredAt: instant.nullable(),
  registeredBy: z.object({ client: z.string(), officer: z.string().nullable() }).nullable(),
});

/** All that a district sees of a case it has handed on. */
export const transferredView = z.object({ id: z.string(), status: z.literal('transferred') });

/** A case as those who may see it do. `person` is `null` where protection masks it. */
export const caseView = z.object({
  id: z.string(),
  version: z.int(),
  status: z.enum(STATUSES),
  district: z.string(),
  office: z.string(),
  coach: z.string().nullable(),
  targetGroup: targetGroupView,
  priority: z.array(z.string()),
  receivedOn: date,
  enrolment: z.object({ form: z.enum(ENROLMENT_FORMS), heldOn: date }).nullable(),
  plan: planView.nullable(),
  services: z.array(z.object({ service: z.string(), startedOn: date, district: z.string() })),
  disclosure: z.object({ basis: z.string(), givenOn: date, withdrawnOn: date.nullable() }),
  restrictedOn: date.nullable(),
  interruption: z.object({ from: date }).nullable(),
  closure: z.object({ on: date, outcome: z.enum(CLOSURE_OUTCOMES) }).nullable(),
  /** In the answer to a command about an occasion: that occasion. */
  occasion: occasionView.optional(),
  clocks: z.array(clockView),
  findings: z.array(findingView),
  person: personView.nullable(),
  links: z.record(z.string(), z.string()),
});
export type OccasionView = z.infer<typeof occasionView>;
export type CaseView = z.infer<typeof caseView>;

/** A case in a list: nothing of the person. */
export const caseListItem = z.object({
  id: z.string(),
  version: z.int(),
  status: z.enum(STATUSES),
  district: z.string(),
  office: z.string(),
  targetGroup: z.string(),
  priority: z.array(z.string()),
  receivedOn: date,
  findings: z.int(),
  links: z.record(z.string(), z.string()),
});

export type CaseListItem = z.infer<typeof caseListItem>;

/** The open case that a search met and its caller may see. */
export const personSearchView = z.object({ case: caseView.nullable() });

/** How many cases are on a worklist. */
export const worklistView = z.object({
  name: z.enum(WORKLISTS.map(({ name }) => name)),
  sv: z.string(),
  en: z.string(),
  count: z.int(),
});

/** A case on a worklist, with the clock or the unregistered occasions that put it there. */
export const worklistItem = caseListItem.extend({
  clock: clockView.pick({ id: true, state: true, waitingFor: true }).extend({ dueOn: date }).nullable(),
  unregistered: z.object({ oldestOn: date, count: z.int() }).nullable(),
});

export const findingListItem = findingView.extend({ caseId: z.string(), office: z.string(), district: z.string() });

/** The timeline of a case: every fact, in sequence. */
export const factView = z.object({
  sequence: z.int(),
  type: z.string(),
  schema: z.int(),
  occurredOn: date,
  recordedAt: instant,
  source: z.enum(['live', 'history']),
  by: z.object({ client: z.string(), officer: z.string().nullable() }),
  registeredLate: z.boolean(),
  data: z.record(z.string(), z.unknown()),
});

export const checkRunView = z.object({
  id: z.string(),
  asOf: date,
  startedAt: instant,
  finishedAt: instant.nullable(),
  found: z.int(),
  assessed: z.int(),
  warned: z.int(),
  missed: z.int(),
  unchanged: z.int(),
  failed: z.int(),
  /** The cases that could not be judged, and why; not more than a hundred. */
  failures: z.array(z.object({ caseId: z.string(), reason: z.string() })),
});

export const reportView = z.object({
  id: z.string(),
  kind: z.string(),
  from: date,
  to: date,
  status: z.enum(['queued', 'building', 'ready', 'failed']),
  /** How many cases, or occasions, have been counted so far. */
  progress: z.object({ counted: z.int() }),
  /** Why it could not be built. */
  failure: z
    .object({ code: z.enum(['defect', 'unavailable', 'interrupted']), sv: z.string(), en: z.string() })
    .nullable(),
  /** Of a question that the calendar asks: the number of what it came to; `null` before that, and of all others. */
  version: z.int().nullable(),
  /** Where a version differs from the one before it; a table that is not named stands as it was published. */
  changes: z.array(z.object({ table: z.string(), rows: z.array(z.string()), measures: z.array(z.string()) })),
  files: z.array(z.object({ format: z.string(), href: z.string(), bytes: z.int(), sha256: z.string() })),
});
