import * as z from 'zod';
import { anyEventSchema } from '../../../events/cloud-event.ts';
import type { AddressedEvent } from '../../../events/events-of-fact.ts';
import { factSchema } from '../../domain/case/facts.ts';
import { FEED_STORED_DAYS } from '../../ports/feed.ts';
import { json } from '../json-text.ts';
import { feedKeys } from './keys.ts';
import { daysAfter } from './time-to-live.ts';

/** How many places are taken, and the instant of the last. */
export const counterItem = z.object({ next: z.int().min(0), at: z.string() });

/** The last fact of a case that is in the feed. */
export const publishedItem = z.object({ pk: z.string(), published: z.int().positive() });

/** An event at its place, and whom it is for. */
export const placedItem = z.object({
  sk: z.string().transform(Number),
  district: z.string().nullable(),
  office: z.string().nullable(),
  /** The instant at which it was put there: from it, and from nothing else, it follows how long it can be read. */
  at: z.string(),
  event: z.string(),
});

export const eventText = json(anyEventSchema);

/** A commit as the feed needs it. */
export const commitText = z.object({ facts: json(z.array(factSchema)), masked: z.boolean() });

/** What is written of an event. */
export function placedContent(place: number, { event, audience }: AddressedEvent, at: string) {
  return {
    ...feedKeys.event(place),
    ...audience,
    at,
    event: JSON.stringify(anyEventSchema.parse(event)),
    expiresAt: daysAfter(at, FEED_STORED_DAYS),
  };
}
