import type { LocalDate } from '../../../shared/domain/time/local-date.ts';
import { dateInStockholm } from '../../../shared/domain/time/stockholm.ts';
import type { FeedLog } from '../../../shared/ports/feed.ts';
import type { ReportCases } from '../../../shared/ports/report-cases.ts';

export interface Republication {
  readonly cases: Pick<ReportCases, 'receivedUpTo'>;
  readonly feed: Pick<FeedLog, 'repeat'>;
  readonly today: LocalDate;
  /** Says something to the person at the terminal. */
  readonly tell: (text: string) => void;
}

const PARTS = 10;

/** Appends to the feed what every case's facts since a day tell, once more; gives how many events that were. */
export async function republish(since: LocalDate, { cases, feed, today, tell }: Republication): Promise<number> {
  const changed: Array<string> = [];
  for await (const part of cases.receivedUpTo(today)) {
    for (const { id, changedAt } of part) {
      if (dateInStockholm(new Date(changedAt).toISOString()) >= since) changed.push(id);
    }
  }
  tell(`Cases changed since ${since}: ${changed.length}`);
  let events = 0;
  let told = 0;
  for (const [index, id] of changed.entries()) {
    events += await feed.repeat(id, since);
    const part = Math.floor((PARTS * (index + 1)) / changed.length);
    if (part > told) tell(`Cases: ${index + 1} of ${changed.length}, events: ${events}`);
    told = part;
  }
  return events;
}
