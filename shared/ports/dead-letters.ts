/** Where work that was given up lies. */
export interface DeadLetterQueue {
  readonly name: string;
  /** The queue its letters came from; `null` when they are those of a stream or a schedule. */
  readonly source: string | null;
}

/** A message that was given up. */
export interface DeadLetter {
  readonly id: string;
  readonly body: string;
  /** How often it has been received, here and where it came from. */
  readonly receives: number;
  /** When it was first sent, in milliseconds since 1970. */
  readonly sentAt: number;
}

/** Letters as they lie: those that anybody can take, and those that somebody has in hand. */
export interface LetterCount {
  readonly waiting: number;
  readonly inHand: number;
}

/** The dead letters of an installation. A letter that is taken shows itself again by itself after a minute or two. */
export interface DeadLetters {
  queues(): Promise<ReadonlyArray<DeadLetterQueue>>;
  count(queue: DeadLetterQueue): Promise<LetterCount>;
  /** Takes some letters that nobody has in hand; none when there are no more. */
  take(queue: DeadLetterQueue): Promise<ReadonlyArray<DeadLetter>>;
  /** Lays taken letters back. */
  layBack(queue: DeadLetterQueue, letters: ReadonlyArray<DeadLetter>): Promise<void>;
  /**
   * Sends taken letters to where they came from, and only then removes them here: one that is interrupted is there twice
   * rather than not at all. Gives those that were sent.
   */
  sendBack(queue: DeadLetterQueue, letters: ReadonlyArray<DeadLetter>): Promise<ReadonlyArray<DeadLetter>>;
}
