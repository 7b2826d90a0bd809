import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { nextRun, runSchedule, scheduledEvent, UnknownSchedule } from '../../../infra/local/schedules.ts';

const nextOf = (expression: string, zone: string, after: string) =>
  nextRun(expression, zone)(new Date(after))?.toISOString();

describe('A schedule', () => {
  test.each([
    ['cron(15 4 * * ? *)', 'Europe/Stockholm', '2026-03-28T12:00:00Z', '2026-03-29T02:15:00.000Z'],
    ['cron(15 4 * * ? *)', 'Europe/Stockholm', '2026-03-27T12:00:00Z', '2026-03-28T03:15:00.000Z'],
    ['cron(15 4 * * ? *)', 'Europe/Stockholm', '2026-10-25T00:00:00Z', '2026-10-25T03:15:00.000Z'],
    ['cron(15 4 * * ? *)', 'UTC', '2026-03-28T04:15:00Z', '2026-03-29T04:15:00.000Z'],
    ['cron(0 12 ? * 2 *)', 'UTC', '2026-01-01T00:00:00Z', '2026-01-05T12:00:00.000Z'],
    ['cron(0 12 ? * MON-FRI *)', 'UTC', '2026-01-02T13:00:00Z', '2026-01-05T12:00:00.000Z'],
    ['cron(0/15 * * * ? *)', 'UTC', '2026-01-02T13:01:00Z', '2026-01-02T13:15:00.000Z'],
    ['cron(0 3 1 * ? *)', 'Europe/Stockholm', '2026-01-02T00:00:00Z', '2026-02-01T02:00:00.000Z'],
    ['rate(5 minutes)', 'UTC', '2026-01-02T13:01:00Z', '2026-01-02T13:05:00.000Z'],
    ['rate(1 hour)', 'UTC', '2026-01-02T13:00:00Z', '2026-01-02T14:00:00.000Z'],
  ])('%s in %s comes up after %s at %s', (expression, zone, after, due) => {
    expect(nextOf(expression, zone, after)).toBe(due);
  });

  test('of a past year never comes up', () => {
    expect(nextOf('cron(0 3 1 * ? 2020)', 'UTC', '2026-01-01T00:00:00Z')).toBeUndefined();
  });

  test.each([
    ['at(2026-01-01T00:00:00)', 'UTC'],
    ['cron(15 4 * * *)', 'UTC'],
    ['cron(99 4 * * ? *)', 'UTC'],
    ['cron(15 4 * * ? *)', 'Europe/Nowhere'],
    ['rate(0 minutes)', 'UTC'],
    ['rate(5 weeks)', 'UTC'],
    ['every day', 'UTC'],
  ])('%s in %s is not known here', (expression, zone) => {
    expect(() => nextOf(expression, zone, '2026-01-01T00:00:00Z')).toThrow(UnknownSchedule);
  });

  test('tells the function the time it was scheduled for', () => {
    const input = '{"at":"<aws.scheduler.scheduled-time>","by":"<aws.scheduler.schedule-arn>"}';
    const event = scheduledEvent({ arn: 'arn:of:it', input }, new Date('2026-03-29T02:15:00Z'));
    expect(event).toEqual({ at: '2026-03-29T02:15:00Z', by: 'arn:of:it' });
  });
});

describe('A running schedule', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: new Date('2026-03-28T12:00:00Z') });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  const running = () => {
    const events: Array<unknown> = [];
    const next = nextRun('cron(15 4 * * ? *)', 'Europe/Stockholm');
    const input = '"<aws.scheduler.scheduled-time>"';
    const schedule = runSchedule({ arn: 'arn', next, input, run: (event) => events.push(event) });
    return { events, schedule };
  };

  test('calls its function each time it comes up, and not once it is stopped', async () => {
    const { events, schedule } = running();
    await vi.advanceTimersByTimeAsync(14 * 3_600_000);
    expect(events).toEqual([]);
    await vi.advanceTimersByTimeAsync(25 * 3_600_000);
    expect(events).toEqual(['2026-03-29T02:15:00Z', '2026-03-30T02:15:00Z']);
    await schedule.stop();
    await vi.advanceTimersByTimeAsync(48 * 3_600_000);
    expect(events).toHaveLength(2);
  });

  test('calls it once, with the time it was due, after the machine has slept past several', async () => {
    const { events, schedule } = running();
    vi.setSystemTime(new Date('2026-03-31T12:00:00Z'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(events).toEqual(['2026-03-29T02:15:00Z']);
    await vi.advanceTimersByTimeAsync(15 * 3_600_000);
    expect(events).toEqual(['2026-03-29T02:15:00Z', '2026-04-01T02:15:00Z']);
    await schedule.stop();
  });
});
