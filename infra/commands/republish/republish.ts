import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import { dateInStockholm } from '../../../shared/domain/time/stockholm.ts';
import type { FeedLog } from '../../../shared/ports/feed.ts';
import type { ReportCases } from '../../../shared/ports/report-cases.ts';
import { CommandFailure } from '../server/command-failure.ts';
import type { RepublishOptions } from './options.ts';

export interface Republication {
  readonly cases: Pick<ReportCases, 'receivedUpTo'>;
  readonly feed: Pick<FeedLog, 'repeat'>;
  readonly today: LocalDate;
  /** Says something to the person at the terminal. */
  readonly tell: (text: string) => void;
  /** Is told of each case that is done, from which on it can be gone on. */
  readonly reached: (caseId: string) => void;
  /** Ends it after the case in hand. */
  readonly stopping: AbortSignal;
}

const PARTS = 10;

/**
 * Appends to the feed what every case's facts since a day tell, once more; gives how many events that were. The cases
 * come in the order in which they were received, which never changes: so another run can go on after one of them.
 */
export async function republish(
  { since, from }: Pick<RepublishOptions, 'since' | 'from'>,
  { cases, feed, today, tell, reached, stopping }: Republication,
): Promise<number> {
  const changed: Array<string> = [];
  for await (const part of cases.receivedUpTo(today)) {
    for (const { id, changedAt } of part) {
      if (dateInStockholm(new Date(changedAt).toISOString()) >= since) changed.push(id);
    }
  }
  tell(`Cases changed since ${since}: ${changed.length}`);
  const before = from === null ? 0 : changed.indexOf(from) + 1;
  if (from !== null && before === 0) {
    throw new CommandFailure('--from names no case that has changed since that day: correct it, or leave it out.');
  }
  let events = 0;
  let told = 0;
  for (const [index, id] of changed.entries()) {
    if (index < before) continue;
    if (stopping.aborted) break;
    events += await feed.repeat(id, since);
    reached(id);
    const part = Math.floor((PARTS * (index + 1)) / changed.length);
    if (part > told) tell(`Cases: ${index + 1} of ${changed.length}, events: ${events}`);
    told = part;
  }
  return events;
}
