import * as z from 'zod';
import { localDateSchema } from '../../../shared/domain/time/local-date.ts';
import { dateInStockholm } from '../../../shared/domain/time/stockholm.ts';
import { type WorkItem, workItemSchema } from '../../../shared/ports/work.ts';
import { jsonOf } from '../server/json.ts';

/** What a dead letter is about, in words that can hold nothing of a person: its kind, some ids, and how to do it again. */
export interface LetterInWords {
  readonly kind: WorkItem['kind'] | 'stream' | 'schedule' | 'unreadable';
  readonly about: string;
  /** How it is done again when sending it back is no help; `null` when it is sent back. */
  readonly again: string | null;
}

/** Ids, days and numbers are shown; a field that could be something else makes the letter unreadable. */
const shown = z.string().regex(/^[\w.:-]{1,80}$/);
const instant = z.iso.datetime({ offset: true });

/** What Lambda leaves of records that a stream's consumer gave up. */
const streamSchema = z.object({
  requestContext: z.object({ condition: shown }),
  DDBStreamBatchInfo: z.object({
    shardId: shown,
    startSequenceNumber: shown,
    approximateArrivalOfFirstRecord: instant,
    batchSize: z.int().positive(),
  }),
});

/** What Scheduler leaves of a run that it could not start, and Lambda of one that kept failing. */
const scheduled = z.object({ scheduledTime: instant, of: z.enum(['reports', 'retention']).optional() });
const scheduleSchema = z.union([
  scheduled,
  z.object({ requestPayload: scheduled }).transform(({ requestPayload }) => requestPayload),
]);

/** Reads a letter; nothing of what cannot be read is told. */
export function letterInWords(body: string): LetterInWords {
  const json = jsonOf(body);
  return workInWords(json) ?? streamInWords(json) ?? scheduleInWords(json) ?? UNREADABLE;
}

const UNREADABLE: LetterInWords = {
  kind: 'unreadable',
  about: 'nothing that this version can read',
  again: 'it is left: it was written by another version, or by nobody of this suite',
};

function workInWords(json: unknown): LetterInWords | undefined {
  const work = workItemSchema.safeParse(json);
  if (!work.success) return undefined;
  const { kind, ...fields } = work.data;
  const parts = Object.entries(fields).map(([name, value]) => {
    if (Array.isArray(value)) return `${name}: ${value.length}`;
    return typeof value === 'number' || shown.safeParse(value).success ? `${name} ${value}` : undefined;
  });
  return parts.includes(undefined) ? undefined : { kind, about: parts.join(', '), again: null };
}

function streamInWords(json: unknown): LetterInWords | undefined {
  const stream = streamSchema.safeParse(json);
  if (!stream.success) return undefined;
  const { requestContext, DDBStreamBatchInfo: info } = stream.data;
  const day = dayOf(info.approximateArrivalOfFirstRecord);
  const records = info.batchSize === 1 ? '1 record' : `${info.batchSize} records`;
  return {
    kind: 'stream',
    about: `${records} from ${info.startSequenceNumber} in ${info.shardId}, of ${day} (${requestContext.condition})`,
    again: `npm run republish -- --since ${day}; POST /v1/check-runs {"asOf": "${day}"}; ask for that day's reports again with POST /v1/reports`,
  };
}

function scheduleInWords(json: unknown): LetterInWords | undefined {
  const schedule = scheduleSchema.safeParse(json);
  if (!schedule.success) return undefined;
  const { scheduledTime, of } = schedule.data;
  return {
    kind: 'schedule',
    about: of === undefined ? `the run of ${scheduledTime}` : `the ${of} of ${scheduledTime}`,
    again: AGAIN[of ?? 'check'](scheduledTime),
  };
}

/** How what was scheduled is done again. */
const AGAIN = {
  check: (at: string) => `POST /v1/check-runs {"asOf": "${dayOf(at)}"}`,
  reports: (at: string) =>
    `invoke request-reports with {"scheduledTime": "${at}"}; what it asked for already stays as it is`,
  retention: (at: string) =>
    `invoke apply-retention with {"scheduledTime": "${at}"}; a run that is there stays as it is`,
} as const;

function dayOf(at: string): string {
  return localDateSchema.parse(dateInStockholm(at));
}
