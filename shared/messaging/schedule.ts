import * as z from 'zod';
import type { Observer } from '../observability/observer.ts';

/** What a schedule sends: the instant it was meant for, so that a late run is still of its own day. */
const scheduleSchema = z.object({ scheduledTime: z.iso.datetime() });
export type ScheduleEvent = z.input<typeof scheduleSchema>;

/** Does what a schedule asks for; what fails is left to the schedule, which asks again. */
export async function handleSchedule(
  event: ScheduleEvent,
  handle: (scheduledTime: string) => Promise<unknown>,
  observer: Observer,
): Promise<void> {
  observer.begin();
  await handle(scheduleSchema.parse(event).scheduledTime);
  observer.end();
}
