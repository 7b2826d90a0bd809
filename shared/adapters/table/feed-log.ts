import { setTimeout } from 'node:timers/promises';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { type AddressedEvent, caseOf, eventsOf } from '../../../events/events-of-fact.ts';
import type { Fact } from '../../domain/case/facts.ts';
import type { City } from '../../domain/city.ts';
import { dateInStockholm } from '../../domain/time/stockholm.ts';
import type { Clock } from '../../ports/clock.ts';
import { TransientFailure } from '../../ports/failures.ts';
import type { Commit, FeedLog } from '../../ports/feed.ts';
import { readItems } from './batch-reads.ts';
import { ABSENT } from './conditional-writes.ts';
import { factsOf, tableFeedFacts } from './feed-facts.ts';
import { counterItem, placedContent, publishedItem } from './feed-items.ts';
import { caseKeys, feedKeys } from './keys.ts';
import { transact, type Write } from './transaction.ts';

/** What DynamoDB takes in one transaction. */
const TRANSACTION_ITEMS = 100;
/** A fact of a case of its own takes two items of it, so that so many commits mostly go in one. */
const COMMITS_AT_ONCE = 40;
const ATTEMPTS = 12;
const JITTER_MILLISECONDS = 50;

/** A fact on its way into the log, and what it tells; nothing, if it is of the past. */
interface Step {
  readonly caseId: string;
  readonly sequence: number;
  readonly events: ReadonlyArray<AddressedEvent>;
}

/** How far the log has come, with all cases and with some. */
interface Progress {
  readonly next: number;
  /** Instant of the latest event; `null` before the first. */
  readonly at: string | null;
  /** The last fact of each case that is in the log. */
  readonly published: ReadonlyMap<string, number>;
}

type Role = 'counter' | 'published' | 'event';

/**
 * The feed in the table. Each transaction moves the counter from the value it read, puts events at the places so won, and
 * moves the mark of each of their cases from the value it read: whoever comes second, or comes again, reads anew.
 */
export function tableFeedLog(
  client: DynamoDBDocumentClient,
  tableName: string,
  { city, clock }: { readonly city: Pick<City, 'districts'>; readonly clock: Clock },
): FeedLog {
  const facts = tableFeedFacts(client, tableName);
  const stepOf = (fact: Fact, masked: boolean): Step => ({
    caseId: caseOf(fact),
    sequence: fact.sequence,
    events: fact.source === 'live' ? eventsOf(fact, masked, city) : [],
  });

  /** What of some commits is not in the log yet, with everything before it that is not either. */
  async function missing(given: ReadonlyArray<Commit>, { published }: Progress): Promise<ReadonlyArray<Step>> {
    const upTo = new Map(published);
    const steps: Array<Step> = [];
    for (const { fact, masked } of given.flatMap(factsOf)) {
      const caseId = caseOf(fact);
      const last = upTo.get(caseId) ?? 0;
      if (fact.sequence <= last) continue;
      const earlier = fact.sequence === last + 1 ? [] : await facts.between(caseId, last + 1, fact.sequence - 1);
      if (earlier === undefined) continue;
      // Whoever has been protected since is protected in what comes late, too.
      steps.push(...earlier.map((one) => stepOf(one.fact, one.masked || masked)), stepOf(fact, masked));
      upTo.set(caseId, fact.sequence);
    }
    return steps;
  }

  async function progressOf(cases: ReadonlyArray<string>): Promise<Progress> {
    const keys = [feedKeys.counter, ...cases.map(feedKeys.published)];
    const items = await readItems(client, tableName, keys);
    const counter = items.find((item) => item['pk'] === feedKeys.counter.pk);
    const { next, at } = counter === undefined ? { next: 0, at: null } : counterItem.parse(counter);
    const marks = items.filter((item) => item !== counter).map((item) => publishedItem.parse(item));
    return { next, at, published: new Map(marks.map(({ pk, published }) => [caseKeys.caseOf(pk), published])) };
  }

  const put = (role: Role, item: Readonly<Record<string, unknown>>, was: Condition): Write<Role> => ({
    role,
    write: { Put: { TableName: tableName, Item: { ...item }, ...was } },
  });

  /** Appends as many steps as go into one transaction, and gives them; none when somebody else came first. */
  async function write(steps: ReadonlyArray<Step>, before: Progress): Promise<ReadonlyArray<Step>> {
    const some = steps.slice(0, fitting(steps));
    const events = some.flatMap((step) => step.events);
    const marks = new Map<string, number>();
    for (const { caseId, sequence } of some) {
      if (sequence > (before.published.get(caseId) ?? 0)) marks.set(caseId, sequence);
    }
    const at = later(clock(), before.at);
    const counter = { ...feedKeys.counter, next: before.next + events.length, at };
    const outcome = await transact<Role>(client, [
      ...(events.length === 0
        ? []
        : [put('counter', counter, before.at === null ? NOTHING_THERE : stillAt('next', before.next))]),
      ...[...marks].map(([caseId, published]) =>
        put(
          'published',
          { ...feedKeys.published(caseId), published },
          stillAt('published', before.published.get(caseId)),
        ),
      ),
      ...events.map((event, index) => put('event', placedContent(before.next + index, event, at), NOTHING_THERE)),
    ]);
    return outcome.outcome === 'done' ? some : [];
  }

  /** Plans and writes until nothing is left, anew after each transaction; gives how many events were written. */
  async function settle(
    cases: ReadonlyArray<string>,
    plan: (progress: Progress) => Promise<ReadonlyArray<Step>>,
    written: (steps: ReadonlyArray<Step>) => void = () => {},
  ): Promise<number> {
    let count = 0;
    let failures = 0;
    while (failures < ATTEMPTS) {
      const before = await progressOf(cases);
      const steps = await plan(before);
      if (steps.length === 0) return count;
      const done = await write(steps, before);
      written(done);
      count += done.reduce((sum, { events }) => sum + events.length, 0);
      if (done.length === steps.length) return count;
      failures = done.length > 0 ? 0 : failures + 1;
      await setTimeout(Math.random() * JITTER_MILLISECONDS * failures);
    }
    throw new TransientFailure('the feed is busy');
  }

  return {
    append: async (given) => {
      let count = 0;
      for (let from = 0; from < given.length; from += COMMITS_AT_ONCE) {
        const some = given.slice(from, from + COMMITS_AT_ONCE);
        const cases = new Set(some.flatMap(({ facts }) => facts.map(caseOf)));
        count += await settle([...cases], (progress) => missing(some, progress));
      }
      return count;
    },
    repeat: async (caseId, since) => {
      const all = await facts.all(caseId);
      if (!all.some(({ fact }) => isSince(fact, since))) return 0;
      const masked = all.at(-1)?.masked ?? false;
      let repeated = 0;
      return settle(
        [caseId],
        async ({ published }) =>
          all
            .filter(({ fact }) => fact.sequence > repeated)
            .filter(({ fact }) => fact.sequence > (published.get(caseId) ?? 0) || isSince(fact, since))
            .map((one) => stepOf(one.fact, one.masked || masked)),
        (steps) => {
          repeated = steps.at(-1)?.sequence ?? repeated;
        },
      );
    },
  };
}

function isSince({ source, recordedAt }: Fact, day: string): boolean {
  return source === 'live' && dateInStockholm(recordedAt) >= day;
}

/** How many steps, from the first, go into one transaction beside the counter. */
function fitting(steps: ReadonlyArray<Step>): number {
  const cases = new Set<string>();
  let items = 1;
  const over = steps.findIndex(({ caseId, events }) => {
    cases.add(caseId);
    items += events.length;
    return items + cases.size > TRANSACTION_ITEMS;
  });
  return over === -1 ? steps.length : over;
}

interface Condition {
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: Record<string, unknown>;
}

const NOTHING_THERE: Condition = { ConditionExpression: ABSENT };

/** What is written takes the place of what was read; of nothing, when nothing was. */
function stillAt(attribute: string, value: number | undefined): Condition {
  if (value === undefined) return NOTHING_THERE;
  return {
    ConditionExpression: '#attribute = :was',
    ExpressionAttributeNames: { '#attribute': attribute },
    ExpressionAttributeValues: { ':was': value },
  };
}

/** Instants never go back in the log, whatever two clocks say. */
function later(now: string, latest: string | null): string {
  return latest !== null && latest > now ? latest : now;
}
