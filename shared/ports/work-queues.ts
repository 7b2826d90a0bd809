import type { WorkItem } from './work.ts';

/** The queues that work items are sent to, each to that of its kind. */
export interface WorkQueues {
  /** Sends all of them; throws when any could not be sent, since sending one twice does no harm. */
  send(items: ReadonlyArray<WorkItem>): Promise<void>;
}
