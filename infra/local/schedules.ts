import { randomUUID } from 'node:crypto';
import { Cron } from 'croner';
import type { Running } from './sqs-poller.ts';

const LONGEST_TIMER_MILLISECONDS = 60_000;
const UNITS = { minute: 60, minutes: 60, hour: 3600, hours: 3600, day: 86_400, days: 86_400 } as const;

/** When a schedule runs next, after an instant; `undefined` when never again. */
export type NextRun = (after: Date) => Date | undefined;

/** A schedule's expression is not one that EventBridge Scheduler knows. */
export class UnknownSchedule extends Error {
  override readonly name = 'UnknownSchedule';
}

/**
 * Reads a schedule expression: `cron(15 4 * * ? *)` with six fields in the given zone, or `rate(5 minutes)`, counted
 * from the start of 1970. Throws {@link UnknownSchedule} for anything else.
 */
export function nextRun(expression: string, timeZone: string): NextRun {
  const [, cron] = /^cron\((.+)\)$/.exec(expression) ?? [];
  if (cron !== undefined) return cronRuns(expression, cron, timeZone);
  const [, count, unit] = /^rate\((\d+) (minutes?|hours?|days?)\)$/.exec(expression) ?? [];
  const seconds = Object.entries(UNITS).find(([name]) => name === unit)?.[1];
  if (seconds === undefined || Number(count) === 0) throw new UnknownSchedule(expression);
  const period = Number(count) * seconds * 1000;
  return (after) => new Date((Math.floor(after.getTime() / period) + 1) * period);
}

/** AWS counts the days of the week from Sunday as 1, and marks the one of two day fields that says nothing with `?`. */
function cronRuns(expression: string, fields: string, timeZone: string): NextRun {
  const parts = fields.trim().split(/\s+/);
  if (parts.length !== 6) throw new UnknownSchedule(expression);
  const pattern = ['0', ...parts.map((part) => (part === '?' ? '*' : part))].join(' ');
  try {
    const options = { mode: '7-part', alternativeWeekdays: true, sloppyRanges: true, paused: true } as const;
    const cron = new Cron(pattern, { ...options, timezone: timeZone });
    // The zone is not looked at before.
    cron.nextRun(new Date(0));
    return (after) => cron.nextRun(after) ?? undefined;
  } catch (error) {
    throw new UnknownSchedule(`${expression} in ${timeZone}`, { cause: error });
  }
}

export interface ScheduleOptions {
  readonly arn: string;
  readonly next: NextRun;
  /** JSON, with Scheduler's placeholders. */
  readonly input: string;
  readonly run: (event: unknown) => void;
}

/** Calls a function whenever its schedule comes up, with the time it was scheduled for. */
export function runSchedule(options: ScheduleOptions): Running {
  let timer: NodeJS.Timeout | undefined;
  const wait = (due: Date | undefined): void => {
    if (due === undefined) return;
    const left = due.getTime() - Date.now();
    // A timer does not count the time that the machine sleeps: look at the clock every minute.
    const pause = Math.min(Math.max(left, 0), LONGEST_TIMER_MILLISECONDS);
    timer = setTimeout(() => {
      if (Date.now() < due.getTime()) return wait(due);
      options.run(scheduledEvent(options, due));
      wait(options.next(new Date(Math.max(Date.now(), due.getTime()))));
    }, pause);
  };
  wait(options.next(new Date()));
  return {
    stop: async () => clearTimeout(timer),
  };
}

/** A schedule's input with Scheduler's placeholders filled in. */
export function scheduledEvent({ arn, input }: Pick<ScheduleOptions, 'arn' | 'input'>, due: Date): unknown {
  return JSON.parse(
    input
      .replaceAll('<aws.scheduler.scheduled-time>', due.toISOString().replace('.000Z', 'Z'))
      .replaceAll('<aws.scheduler.execution-id>', randomUUID())
      .replaceAll('<aws.scheduler.attempt-number>', '1')
      .replaceAll('<aws.scheduler.schedule-arn>', arn),
  );
}
