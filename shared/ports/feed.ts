import type { CloudEvent } from '../../events/cloud-event.ts';
import type { Audience } from '../../events/events-of-fact.ts';
import type { Fact } from '../domain/case/facts.ts';
import type { LocalDate } from '../domain/time/local-date.ts';

/** For how long an event can be read, at the least and at the most. */
export const FEED_DAYS = 90;
/** For how long an event is stored: a week more than it can be read, since what is removed early must never be missed. */
export const FEED_STORED_DAYS = FEED_DAYS + 7;

/** The facts of one command, as they were recorded together. */
export interface Commit {
  readonly facts: ReadonlyArray<Fact>;
  /** Whether the person was protected then. */
  readonly masked: boolean;
}

/** The one log of events that every reader reads. Each place says what is written how often; the order of a case's is exact. */
export interface FeedLog {
  /**
   * Appends the events of commits, in the order given, and gives how many. Whatever has been appended before is passed
   * over, and facts of a case that never came this way are fetched and appended first: nothing twice, nothing left out.
   */
  append(commits: ReadonlyArray<Commit>): Promise<number>;
  /** Appends once more what a case's facts recorded since a day tell, under the same ids. */
  repeat(caseId: string, since: LocalDate): Promise<number>;
}

/** What a reader asks of the log. */
export interface FeedQuestion {
  /** How many places of the log the reader has passed; `null` for the oldest event that can be read. */
  readonly after: number | null;
  readonly limit: number;
  readonly isFor: (audience: Audience) => boolean;
  /** Instant from which on events can be read. */
  readonly keptSince: string;
}

/** Events for one reader, in the order of the log, and how many places the reader has passed with them. */
export interface FeedPage {
  readonly events: ReadonlyArray<CloudEvent>;
  readonly next: number;
}

export type FeedAnswer =
  | ({ readonly outcome: 'read' } & FeedPage)
  /** Something after the reader's place has been forgotten: it would miss events without knowing. */
  | { readonly outcome: 'no-longer-kept' }
  /** A place that the log has not come to. */
  | { readonly outcome: 'unknown-place' };

/** The log as it is read. */
export interface Feed {
  /**
   * Of a person who is protected when it is read, nothing is told but that something happened, and in which district,
   * whenever it happened; and of what happens meanwhile nothing more is told later.
   */
  read(question: FeedQuestion): Promise<FeedAnswer>;
}

/** A reader's place in the log as it is handed out: nothing can be read from it, and it is good for that reader only. */
export interface FeedCursors {
  /** The same place of the same reader is always the same text. */
  seal(reader: string, place: number): Promise<string>;
  /** `undefined` for what was not sealed for this reader. */
  open(reader: string, cursor: string): Promise<number | undefined>;
}
