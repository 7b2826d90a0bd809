import * as z from 'zod';
import type { Access } from '../domain/access/access.ts';
import type { CaseRow } from '../domain/case/case-row.ts';
import type { Referral } from '../domain/referral/referral.ts';
import { type JudgedCounts, judgedCountsSchema } from '../domain/retention/counts.ts';
import type { PlacedHold } from '../domain/retention/rule.ts';
import { type LocalDate, localDateSchema } from '../domain/time/local-date.ts';
import type { CaseIdentity, StoredCase } from './case-store.ts';
import type { WorkOf } from './work.ts';

/** A system and the officer behind it; `null` for the calendar. */
const actorSchema = z.strictObject({ client: z.string(), officer: z.string().nullable() });
export type Actor = z.infer<typeof actorSchema>;

/** What a run is asked for with. */
const requestedSchema = z.strictObject({
  id: z.string(),
  asOf: localDateSchema,
  /** A dry run judges and counts, and names no case. */
  dryRun: z.boolean(),
  /** The rule by which it judges. */
  rule: z.string(),
  requestedBy: actorSchema,
  /** Instant. */
  startedAt: z.string(),
});
export type RequestedRetention = z.infer<typeof requestedSchema>;

/**
 * What became of a case that a run was approved to destroy. `spared`: something has come to hold it. `gone`: another run
 * had destroyed it before.
 */
export const DESTRUCTION_OUTCOMES = ['destroyed', 'spared', 'gone'] as const;
export type DestructionOutcome = (typeof DESTRUCTION_OUTCOMES)[number];

/** A run of the retention as it stands. */
export const retentionRunSchema = requestedSchema.extend({
  /** Whether every case that it is about has been judged. */
  judged: z.boolean(),
  counts: judgedCountsSchema,
  approval: actorSchema.extend({ at: z.string() }).nullable(),
  destruction: z.record(z.enum(DESTRUCTION_OUTCOMES), z.int()),
  /** How many cases could not be destroyed. */
  notDestroyed: z.int(),
  /** Instant; `null` until every case has been destroyed that could be. */
  finishedAt: z.string().nullable(),
});
export type RetentionRun = z.infer<typeof retentionRunSchema>;

/** What is kept for ever of a run that destroyed cases: counts, rules and who answered for it; nothing of any person. */
export const certificateSchema = z.strictObject({
  run: retentionRunSchema,
  /** The last day on which a backup can still hold what was destroyed. */
  backupsUntil: localDateSchema,
});
export type Certificate = z.infer<typeof certificateSchema>;

/** For how many days the table can be put back to an earlier moment (point-in-time recovery): the most there is. */
export const BACKUP_DAYS = 35;
/** For how many days what functions print is kept at the most; the stages' own periods are in their configuration. */
export const LOG_DAYS = 180;
/** For how many days a run's list of cases is kept: longer than it waits to be approved, and gone soon after, approved or not. */
export const LISTED_DAYS = 60;

/** A case that a run may destroy. */
export interface DueCase {
  readonly caseId: string;
  /** Whether its person is protected: it is counted, and named to nobody. */
  readonly masked: boolean;
}

type RetentionWork = WorkOf<'carry-out-retention'>;

/** Where runs of the retention are kept. No item of one, and no work item, names a case but those awaiting destruction. */
export interface RetentionRuns {
  /** Records a run and its work unless it exists; gives the one that is stored. */
  start(run: RequestedRetention, work: RetentionWork): Promise<RetentionRun>;
  get(run: string): Promise<RetentionRun | undefined>;
  /** Leaves the rest of a run to another message, once. */
  leave(next: RetentionWork, at: string): Promise<void>;
  /** Whether any case was received in a year. */
  hasReceived(year: number): Promise<boolean>;
  /** The rows of all cases received in a month, `2008-03`. */
  received(month: string): AsyncIterable<CaseRow>;
  /** The months of a run that have been judged and had a candidate. */
  judgedMonths(run: string): Promise<ReadonlySet<string>>;
  /** Notes that a case is to be destroyed once the run is approved. */
  noteDue(run: string, due: DueCase, at: string): Promise<void>;
  /** Records what the cases of a month came to, unless it has been. */
  noteMonth(run: string, month: string, counts: JudgedCounts, at: string): Promise<void>;
  /** Marks that every case has been judged, and sums the months up. */
  judged(run: string): Promise<void>;
  /** Approves a judged run and orders the destruction, unless somebody has. */
  approve(run: RetentionRun, by: Actor & { readonly at: string }): Promise<'approved' | 'changed-meanwhile'>;
  /** The cases of a run that wait to be destroyed. */
  due(run: string): AsyncIterable<DueCase>;
  /** Takes a case off the list and counts what became of it, both or neither. */
  tally(run: string, caseId: string, outcome: DestructionOutcome): Promise<void>;
  /** Marks a run as finished and writes its certificate, once. */
  finish(certificate: Certificate): Promise<void>;
  certificate(run: string): Promise<Certificate | undefined>;
}

/** A case as it is judged: what is known of it and, for that alone, of the person. */
export interface RetainedCase {
  readonly stored: Pick<StoredCase, 'state' | 'revision' | 'recordedAt' | 'locks' | 'named'>;
  /** The day of the latest fact that somebody noted. */
  readonly lastNoteOn: LocalDate;
  readonly referral: Referral;
  readonly placed: ReadonlyArray<RetentionHoldPlaced>;
}

/** Something put in the way of a case's destruction. */
export interface RetentionHoldPlaced {
  readonly ground: PlacedHold;
  /** The last day that it stands. */
  readonly until: LocalDate;
}

/** A case to be destroyed, as it was when that was decided, and by whose approval. */
export interface Doomed {
  readonly run: string;
  readonly caseId: string;
  readonly revision: number;
  readonly locks: CaseIdentity['locks'];
  readonly approvedBy: string;
  readonly at: string;
}

/** Where the cases are that retention is about. */
export interface RetainedCases {
  /** `undefined` for one that is not there, `withdrawn` for one whose destruction has begun. */
  read(caseId: string): Promise<RetainedCase | 'withdrawn' | undefined>;
  /** Whether the person of some locks has an open case other than this. */
  hasOpenCase(caseId: string, locks: CaseIdentity['locks']): Promise<boolean>;
  /**
   * Takes a case away from everybody at one moment, unless it has changed: from here on there is no way back, and no
   * command, list or report finds it. Written in the access log with that.
   */
  withdraw(doomed: Doomed): Promise<'withdrawn' | 'changed-meanwhile'>;
  /** Whether a run has withdrawn a case that it has not taken off its list. */
  hasWithdrawn(run: string, caseId: string): Promise<boolean>;
  /** The items that are left of a case, what holds its place last. */
  remains(caseId: string): Promise<ReadonlyArray<string>>;
  remove(caseId: string, item: string): Promise<void>;
}

/** Where somebody puts something in the way of a case's destruction. */
export interface RetentionHolds {
  /** The same ground once more moves its day. Written in the access log with that. */
  placeHold(caseId: string, hold: RetentionHoldPlaced, access: Access): Promise<'placed' | 'gone'>;
}
