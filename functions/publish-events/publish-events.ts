import type { Observer } from '../../shared/observability/observer.ts';
import type { Commit, FeedLog } from '../../shared/ports/feed.ts';
import type { WorkItem } from '../../shared/ports/work.ts';
import type { WorkQueues } from '../../shared/ports/work-queues.ts';

export interface PublishEvents {
  readonly queues: WorkQueues;
  readonly feed: Pick<FeedLog, 'append'>;
  readonly observer: Observer;
}

/** What the table's stream passes on: work for a queue, or the facts of one command for the feed. */
export type Published =
  | { readonly kind: 'work'; readonly item: WorkItem }
  | { readonly kind: 'facts'; readonly commit: Commit };

/** One change from the table's stream, in the stream's order. */
export interface StreamChange {
  readonly sequenceNumber: string;
  /** Read only when its turn comes: one that cannot be read must not hold up those before it. */
  readonly read: () => Published;
}

const CHANGES_AT_ONCE = 40;

/**
 * Sends work items to their queues and appends facts to the feed, in the order of the stream. Gives the position of the
 * first change that could not be published, from where the stream is to be read again; `undefined` when all were. What is
 * read again goes to its queue once more, and into the feed only if it is not there.
 */
export async function publishEvents(
  changes: ReadonlyArray<StreamChange>,
  deps: PublishEvents,
): Promise<string | undefined> {
  const { observer } = deps;
  for (let from = 0; from < changes.length; from += CHANGES_AT_ONCE) {
    const some = changes.slice(from, from + CHANGES_AT_ONCE);
    const { readable, unreadable } = readInTurn(some, observer);
    try {
      await publish(readable, deps);
    } catch (error) {
      observer.failed('MESSAGE_FAILED', error, { messageId: some[0]?.sequenceNumber ?? '' });
      return some[0]?.sequenceNumber;
    }
    if (unreadable !== undefined) return unreadable.sequenceNumber;
  }
  return undefined;
}

/** What can be read, up to the first change that cannot. */
function readInTurn(
  changes: ReadonlyArray<StreamChange>,
  observer: Observer,
): { readonly readable: ReadonlyArray<Published>; readonly unreadable?: StreamChange } {
  const readable: Array<Published> = [];
  for (const change of changes) {
    try {
      readable.push(change.read());
    } catch (error) {
      observer.failed('MESSAGE_FAILED', error, { messageId: change.sequenceNumber });
      return { readable, unreadable: change };
    }
  }
  return { readable };
}

async function publish(given: ReadonlyArray<Published>, { queues, feed, observer }: PublishEvents): Promise<void> {
  const work = given.flatMap((one) => (one.kind === 'work' ? [one.item] : []));
  const commits = given.flatMap((one) => (one.kind === 'facts' ? [one.commit] : []));
  if (work.length > 0) {
    await queues.send(work);
    observer.log('WORK_PUBLISHED', { count: work.length });
  }
  if (commits.length > 0) {
    observer.log('EVENTS_PUBLISHED', { count: await feed.append(commits) });
  }
}
