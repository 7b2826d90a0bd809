import type { Access } from '../domain/access/access.ts';
import type { Occasion } from '../domain/case/attendance.ts';
import type { CaseRow } from '../domain/case/case-row.ts';
import type { Command } from '../domain/case/commands.ts';
import type { EndedGround } from '../domain/case/disclosures.ts';
import type { Fact } from '../domain/case/facts.ts';
import type { Recorded } from '../domain/case/record.ts';
import type { CaseState } from '../domain/case/state.ts';
import type { Referral } from '../domain/referral/referral.ts';
import type { LocalDate } from '../domain/time/local-date.ts';
import type { AccessNotes } from './access-log.ts';
import type { KeyedHash } from './keyed-hash.ts';
import type { RetentionHoldPlaced } from './retention.ts';

/** What the latest check that recorded anything of a case came to; kept with the case so that a redelivered batch repeats it. */
export interface LastCheck {
  readonly run: string;
  readonly warned: number;
  readonly missed: number;
}

/** A case as it is stored, without what is sealed. */
export interface StoredCase {
  readonly state: CaseState;
  /** Counts every write of the case, also those that add no fact. */
  readonly revision: number;
  /** Instant of the latest fact. */
  readonly recordedAt: string;
  /** The hashes under which the open-case lock of the person is held. */
  readonly locks: ReadonlyArray<KeyedHash>;
  /** For a protected person, hashes of the (client, officer) pairs that may see the case; else `null`. */
  readonly named: ReadonlyArray<string> | null;
  readonly lastCheck: LastCheck | null;
  /** For a case from an import, what its line said. */
  readonly historyBody: KeyedHash | null;
}

/** The free text and other secrets of one command, as they were sent. */
export type CommandText = Command;

/** The secrets that are shown with a case. */
export interface CaseSecrets {
  readonly referral: Referral;
  /** The commands behind the present coach and plan, by the sequence of their facts. */
  readonly texts: ReadonlyMap<number, CommandText>;
}

/** What lies sealed until it is known that whoever asks may see it: opening takes time, and so tells that it is there. */
export interface Sealed<Secrets> {
  secrets(): Promise<Secrets>;
}

/** A case with what is shown with it. */
export interface CaseFile extends StoredCase, Sealed<CaseSecrets> {
  /** The occasions that were asked for with it. */
  readonly occasions: ReadonlyArray<Occasion>;
}

/** A case with its facts, in sequence: all of them, or up to an earlier version, with the state and secrets of then. */
export interface CaseHistory extends StoredCase, Sealed<CaseSecrets> {
  readonly facts: ReadonlyArray<Fact>;
  /** Whether the person was protected when the last of these facts was recorded. */
  readonly wasProtected: boolean;
  /** The case as it stands now, whatever version was asked for. */
  readonly present: CaseState;
}

/** Everything that is held about a person in a case, earlier versions of it too. */
export interface CaseRecord extends Pick<StoredCase, 'state' | 'locks' | 'named' | 'historyBody'> {
  readonly referral: Referral;
  readonly facts: ReadonlyArray<Fact>;
  /** Every command with secrets, by the sequence of its first fact. */
  readonly texts: ReadonlyMap<number, CommandText>;
  /** What the referral and the person's record said until the fact of a sequence changed it. */
  readonly earlierRecords: ReadonlyMap<number, Referral>;
  readonly occasions: ReadonlyArray<Occasion>;
  /** What somebody has put in the way of its destruction. */
  readonly holds: ReadonlyArray<RetentionHoldPlaced>;
}

/** How many days a repeatable request is remembered. */
export const REMEMBERED_DAYS = 8;

/** What makes a request repeatable: whose it is, its key, and a keyed hash of what it said. */
export interface Repeatable {
  readonly client: string;
  readonly key: string;
  /** Under every key in force, the one to write first: a record written under another is still recognised. */
  readonly bodies: ReadonlyArray<KeyedHash>;
}

/** A request that was carried out before, and what the case's version was then. */
export interface Replay {
  readonly outcome: 'replay';
  readonly caseId: string;
  readonly version: number;
}

export interface NewCase {
  readonly caseId: string;
  readonly recorded: Recorded;
  readonly nextCheckOn: LocalDate | null;
  readonly referral: Referral;
  readonly locks: ReadonlyArray<KeyedHash>;
  readonly named: ReadonlyArray<string> | null;
  /** The commands with secrets, by the sequence of their first fact; only history brings any. */
  readonly texts: ReadonlyMap<number, CommandText>;
  /** What the person's record said until the fact of a sequence changed it; only history brings any. */
  readonly earlierRecords: ReadonlyMap<number, Referral>;
  /** Only history brings any. */
  readonly occasions: ReadonlyArray<Occasion>;
  readonly access: Access;
  readonly repeatable: Repeatable | null;
  /** What a line of history said, under the key that lasts: the same line again is then recognised for ever. */
  readonly historyBodies: ReadonlyArray<KeyedHash>;
}

export type OpenOutcome =
  | { readonly outcome: 'opened' }
  | Replay
  | { readonly outcome: 'key-reused' }
  | { readonly outcome: 'in-progress' }
  | { readonly outcome: 'open-case-exists'; readonly caseId: string }
  /** Only of history: the line was imported before, the same or another under its key. */
  | { readonly outcome: 'already-imported'; readonly same: boolean };

/** Under what a person's case is found, and by whom: derived from the person's record. */
export interface CaseIdentity {
  readonly locks: ReadonlyArray<KeyedHash>;
  readonly named: ReadonlyArray<string> | null;
}

/** The person's record as a command leaves it; what it said before is kept beside it. */
export interface ChangedRecord {
  readonly was: Referral;
  readonly becomes: Referral;
}

/** The occasion that a command adds, or at which it registers attendance. */
export interface ChangedOccasion {
  /** `null` for one that was not there before. */
  readonly was: Occasion | null;
  readonly becomes: Occasion;
}

export interface Change {
  readonly before: StoredCase;
  readonly recorded: Recorded;
  readonly nextCheckOn: LocalDate | null;
  readonly text: CommandText | null;
  readonly personRecord: ChangedRecord | null;
  /** `null` when it is as before. */
  readonly identity: CaseIdentity | null;
  readonly occasion: ChangedOccasion | null;
  readonly access: Access | null;
  readonly repeatable: Repeatable | null;
  readonly lastCheck: LastCheck | null;
}

/** A change of facts alone. */
export const NOTHING_ELSE = {
  text: null,
  personRecord: null,
  identity: null,
  occasion: null,
  access: null,
  repeatable: null,
  lastCheck: null,
} as const satisfies Partial<Change>;

export type ChangeOutcome =
  | { readonly outcome: 'recorded' }
  | Replay
  | { readonly outcome: 'key-reused' }
  | { readonly outcome: 'in-progress' }
  /** The person, under the number now known or since the closure, has an open case: another than this. */
  | { readonly outcome: 'open-case-exists'; readonly caseId: string }
  /** Someone else changed the case in between: read it again and decide again. */
  | { readonly outcome: 'changed-meanwhile' };

/** Which list to read: an office's or a district's cases, by its codes over time. */
export interface RosterQuery {
  readonly of: 'office' | 'district';
  readonly codes: ReadonlyArray<string>;
  readonly rosters: ReadonlyArray<'open' | 'closed' | 'protected'>;
}

/** An occasion that waits for somebody to say how it went. */
export interface UnregisteredOccasion {
  readonly caseId: string;
  readonly date: LocalDate;
}

/** A case in a list, and who may be shown it when its person is protected. */
export interface Listed {
  readonly row: CaseRow;
  readonly named: ReadonlyArray<string> | null;
  /** The ground for disclosing its data, where it is no longer in force. */
  readonly ground: EndedGround | null;
}

/** Where cases are kept. Every write is one transaction; every read of one case is strongly consistent. */
export interface CaseStore extends AccessNotes {
  open(newCase: NewCase): Promise<OpenOutcome>;
  /** One round trip; with the occasions whose ids begin so, when asked for. */
  read(caseId: string, occasionsFrom?: string): Promise<CaseFile | undefined>;
  /** With every fact; as the case was at a version, or as its line of history left it, when that is asked for. */
  readHistory(caseId: string, at?: number | 'as-imported'): Promise<CaseHistory | undefined>;
  /** All of it. */
  readRecord(caseId: string): Promise<(Pick<StoredCase, 'state' | 'named'> & Sealed<CaseRecord>) | undefined>;
  /** The case without its secrets, as the nightly check needs it. */
  readHead(caseId: string): Promise<StoredCase | undefined>;
  change(change: Change): Promise<ChangeOutcome>;
  /** Notes when to look again at a case of which a check found nothing to record: what an earlier one found stays noted. */
  noteCheck(before: StoredCase, nextCheckOn: LocalDate | null): Promise<'noted' | 'changed-meanwhile'>;
  /** What a repeatable request came to before, if it was carried out and is still remembered at an instant. */
  replayOf(repeatable: Repeatable, at: string): Promise<Replay | { readonly outcome: 'key-reused' } | undefined>;
}

/** What is found among cases: by who holds them, and by whose they are. A list may lag a write by seconds. */
export interface CaseLists {
  list(query: RosterQuery): Promise<ReadonlyArray<Listed>>;
  /** Every occasion of a case, in the order of their days. */
  listOccasions(caseId: string): Promise<ReadonlyArray<Occasion>>;
  /** The occasions up to a day at which nobody has registered attendance, by the office that expected them. */
  listUnregistered(offices: ReadonlyArray<string>, upTo: LocalDate): Promise<ReadonlyArray<UnregisteredOccasion>>;
  /** The open case that holds a person's lock, by any of its hashes. */
  openCaseOf(locks: ReadonlyArray<KeyedHash>): Promise<string | undefined>;
}

/** Counts refusals by eligibility: month and reason, nothing of the person. */
export interface RefusalCounter {
  /** `once` keeps a repeated request from being counted again. */
  count(month: string, codes: ReadonlyArray<string>, once: CountedRequest): Promise<void>;
}

/** A refused request, by whose it was and its key. */
export interface CountedRequest {
  readonly client: string;
  readonly key: string;
  /** Instant. */
  readonly at: string;
}
