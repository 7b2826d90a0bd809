import * as z from 'zod';
import { localDateSchema } from '../shared/domain/time/local-date.ts';
import { contractOf, EVENT_TYPES, type EventType } from './event-types.ts';

/** Where every event comes from; with its id it names an event once and for all. */
export const EVENT_SOURCE = 'urn:jobbtorg:cases';

/** What an event says: that something happened in a case, and when. What it was is read from the case, by who may. */
const caseData = z.strictObject({
  caseId: z.string().min(1),
  /** The version of the case that the event led to. */
  version: z.int().positive(),
  occurredOn: localDateSchema,
  recordedOn: localDateSchema,
});

/** All that is told of a protected person's case. */
const protectedData = z.strictObject({
  version: z.int().positive(),
  /** The home district. */
  district: z.string().min(1),
});

/** A CloudEvent (1.0, JSON format) of some types: of a case, or of a protected person's. */
function cloudEvent<T extends z.ZodType<EventType>, C extends z.ZodType<string>>(type: T, contract: C) {
  const attributes = {
    specversion: z.literal('1.0'),
    /** `caseId/sequence`, as the fact behind it; the same event once more has the same id. */
    id: z.string().min(1),
    source: z.literal(EVENT_SOURCE),
    type,
    dataschema: contract,
    datacontenttype: z.literal('application/json'),
  };
  return z.union([
    z.strictObject({ ...attributes, subject: z.string().min(1), time: z.iso.datetime(), data: caseData }),
    z.strictObject({ ...attributes, data: protectedData }),
  ]);
}

/** The contract of one type of event in its present version. */
export function eventSchema(type: EventType) {
  return cloudEvent(z.literal(type), z.literal(contractOf(type)));
}

/** An event of any type, in any version that can still be in the feed. */
export const anyEventSchema = cloudEvent(z.enum(EVENT_TYPES), z.string().regex(/^urn:jobbtorg:event:[a-z.-]+:\d+$/));

export type CloudEvent = z.infer<typeof anyEventSchema>;

/** The case that an event is of. */
export function subjectOf({ id }: Pick<CloudEvent, 'id'>): string {
  return id.slice(0, id.indexOf('/'));
}

/** An event as it is told of a protected person's case, whose home is a district. */
export function masked(event: CloudEvent, district: string): CloudEvent {
  if ('district' in event.data) return event;
  const { specversion, id, source, type, dataschema, datacontenttype, data } = event;
  return { specversion, id, source, type, dataschema, datacontenttype, data: { version: data.version, district } };
}
