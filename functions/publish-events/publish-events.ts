import type { Observer } from '../../shared/observability/observer.ts';
import type { WorkItem } from '../../shared/ports/work.ts';
import type { WorkQueues } from '../../shared/ports/work-queues.ts';

export interface PublishEvents {
  readonly queues: WorkQueues;
  readonly observer: Observer;
}

/** One change from the table's stream, in the stream's order. */
export interface StreamChange {
  readonly sequenceNumber: string;
  /** Read only when its turn comes: one that cannot be read must not hold up those before it. */
  readonly read: () => WorkItem;
}

const ITEMS_AT_ONCE = 10;

/**
 * Sends work items to their queues in the order of the stream. Gives the position of the first change that could not be
 * sent, from where the stream is to be read again; `undefined` when all were.
 */
export async function publishEvents(
  changes: ReadonlyArray<StreamChange>,
  { queues, observer }: PublishEvents,
): Promise<string | undefined> {
  for (let from = 0; from < changes.length; from += ITEMS_AT_ONCE) {
    const some = changes.slice(from, from + ITEMS_AT_ONCE);
    const items: Array<WorkItem> = [];
    const unreadable = some.find((change) => {
      try {
        items.push(change.read());
        return false;
      } catch (error) {
        observer.failed('MESSAGE_FAILED', error, { messageId: change.sequenceNumber });
        return true;
      }
    });
    try {
      await queues.send(items);
    } catch (error) {
      observer.failed('MESSAGE_FAILED', error, { messageId: some[0]?.sequenceNumber ?? '' });
      return some[0]?.sequenceNumber;
    }
    if (unreadable !== undefined) return unreadable.sequenceNumber;
  }
  observer.log('WORK_PUBLISHED', { count: changes.length });
  return undefined;
}
