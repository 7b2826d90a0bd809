import { describe, expect, test } from 'vitest';
import { publishEvents, type StreamChange } from '../../../../functions/publish-events/publish-events.ts';
import { readRecord } from '../../../../functions/publish-events/stream-record.ts';
import type { Commit } from '../../../../shared/ports/feed.ts';
import type { WorkItem } from '../../../../shared/ports/work.ts';
import { begin } from '../../domain/case/stories.ts';
import { keepingObserver } from '../../reports/memory.ts';

const { facts } = begin('2026-03-02');
const work = (report: string): WorkItem => ({ kind: 'build-report', report });
const ofWork = (sequenceNumber: string): StreamChange => ({
  sequenceNumber,
  read: () => ({ kind: 'work', item: work(sequenceNumber) }),
});
const ofFacts = (sequenceNumber: string): StreamChange => ({
  sequenceNumber,
  read: () => ({ kind: 'facts', commit: { facts, masked: false } }),
});
const unreadable = (sequenceNumber: string): StreamChange => ({
  sequenceNumber,
  read: () => {
    throw new Error('not what it should be');
  },
});

/** Queues and a feed that keep what they are given, or refuse it. */
function publisher({ refuse }: { readonly refuse?: 'work' | 'facts' } = {}) {
  const sent: Array<WorkItem> = [];
  const appended: Array<Commit> = [];
  const observer = keepingObserver();
  const deps = {
    observer,
    queues: {
      send: async (items: ReadonlyArray<WorkItem>) => {
        if (refuse === 'work') throw new Error('the queue is full');
        sent.push(...items);
      },
    },
    feed: {
      append: async (commits: ReadonlyArray<Commit>) => {
        if (refuse === 'facts') throw new Error('the feed is busy');
        appended.push(...commits);
        return commits.length;
      },
    },
  };
  return { deps, sent, appended, observer };
}

describe('What the stream brings', () => {
  test('is work for its queue and facts for the feed, whichever comes first', async () => {
    const { deps, sent, appended, observer } = publisher();
    expect(await publishEvents([ofFacts('1'), ofWork('2'), ofFacts('3'), ofWork('4')], deps)).toBeUndefined();
    expect(sent).toEqual([work('2'), work('4')]);
    expect(appended).toHaveLength(2);
    expect(observer.lines.map(({ code, fields }) => ({ code, fields }))).toEqual([
      { code: 'WORK_PUBLISHED', fields: { count: 2 } },
      { code: 'EVENTS_PUBLISHED', fields: { count: 2 } },
    ]);
  });

  test('is published up to a record that nobody can read, and read again from there', async () => {
    const { deps, sent, appended } = publisher();
    expect(await publishEvents([ofWork('1'), ofFacts('2'), unreadable('3'), ofWork('4')], deps)).toBe('3');
    expect([sent.length, appended.length]).toEqual([1, 1]);
  });

  test.each(['work', 'facts'] as const)(
    'is read again from the beginning when the %s could not be published',
    async (refuse) => {
      const { deps } = publisher({ refuse });
      expect(await publishEvents([ofWork('1'), ofFacts('2')], deps)).toBe('1');
    },
  );

  test('is not read again from before what has been published', async () => {
    const { deps, sent } = publisher({ refuse: 'facts' });
    const many = Array.from({ length: 90 }, (_, index) => ofWork(String(index + 1)));
    const failedAt = await publishEvents([...many, ofFacts('91')], deps);
    expect(Number(failedAt)).toBeGreaterThan(sent.length - 40);
    expect(Number(failedAt)).toBeLessThanOrEqual(91);
    expect(sent.map((item) => item)).toEqual(many.map(({ sequenceNumber }) => work(sequenceNumber)));
  });
});

describe('A record of the stream', () => {
  const image = (attributes: object) => ({ dynamodb: { NewImage: { ...attributes } } });
  const factsImage = image({
    stream: { S: 'facts' },
    facts: { S: JSON.stringify(facts) },
    masked: { BOOL: true },
    recordedAt: { S: '2026-03-02T11:00:00Z' },
  });

  test('is work or facts, as its item is marked', () => {
    const item = { S: JSON.stringify(work('report-1')) };
    expect(readRecord(image({ stream: { S: 'work' }, item }))).toEqual({ kind: 'work', item: work('report-1') });
    expect(readRecord(factsImage)).toEqual({ kind: 'facts', commit: { facts, masked: true } });
  });

  test.each([
    ['nothing', {}],
    ['a mark that nobody knows', { stream: { S: 'other' }, facts: { S: '[]' }, masked: { BOOL: true } }],
    ['facts that do not say whether the person is protected', { stream: { S: 'facts' }, facts: { S: '[]' } }],
    ['no facts', { stream: { S: 'facts' }, facts: { S: '[]' }, masked: { BOOL: false } }],
    ['facts of no known kind', { stream: { S: 'facts' }, facts: { S: '[{"type":"x"}]' }, masked: { BOOL: false } }],
  ])('that holds %s is not published as anything', (_, attributes) => {
    expect(() => readRecord(image(attributes))).toThrow();
  });
});
