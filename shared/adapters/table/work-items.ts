import { type WorkItem, workId, workItemSchema } from '../../ports/work.ts';
import { STREAM_ATTRIBUTE, STREAM_WORK, TABLE, workKey } from './keys.ts';
import { daysAfter } from './time-to-live.ts';

const WORK_DAYS = 14;

/** What makes the table's stream pass an item on as work. */
export function workAttributes(work: WorkItem) {
  return { [STREAM_ATTRIBUTE]: STREAM_WORK, item: JSON.stringify(workItemSchema.parse(work)) };
}

/** A piece of work at a place of its own, where the same work is written once and expires by itself. */
export function workContent(work: WorkItem, at: string) {
  return { ...workKey(workId(work)), ...workAttributes(work), [TABLE.timeToLive]: daysAfter(at, WORK_DAYS) };
}
