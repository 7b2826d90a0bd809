import { setTimeout } from 'node:timers/promises';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, QueryCommand, TransactGetCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type CloudEvent, masked, subjectOf } from '../../../events/cloud-event.ts';
import { TransientFailure } from '../../ports/failures.ts';
import type { Feed, FeedAnswer, FeedQuestion } from '../../ports/feed.ts';
import { transiently } from '../failures.ts';
import { readItems } from './batch-reads.ts';
import { counterItem, eventText, placedItem } from './feed-items.ts';
import { isWithdrawn } from './items.ts';
import { caseKeys, districtOfRoster, feedKeys } from './keys.ts';

/** How many places one call looks at, however few of them are for its reader: it is answered in time, and goes on next time. */
const EXAMINED_AT_MOST = 3_000;
const FIRST_PAGE = 100;
const NEXT_PAGES = 1_000;
const ATTEMPTS = 5;
const JITTER_MILLISECONDS = 40;

type Placed = z.infer<typeof placedItem>;

/** Who is named for a case and where it is at home, as its head says. */
const protectionInHead = z.object({
  pk: z.string().transform(caseKeys.caseOf),
  named: z.array(z.string()).nullable(),
  districtRoster: z.string().transform(districtOfRoster),
});

/** The feed in the table, read strongly consistently and place by place: a reader never passes over one that is still being written. */
export function tableFeed(client: DynamoDBDocumentClient, tableName: string): Feed {
  /** How many places are taken. */
  async function end(): Promise<number> {
    const request = { TableName: tableName, Key: feedKeys.counter, ConsistentRead: true };
    const { Item } = await transiently(client.send(new GetCommand(request)));
    return Item === undefined ? 0 : counterItem.parse(Item).next;
  }

  /** Some of the events from a place on, as far as its partition goes. */
  async function pageFrom(place: number, size: number): Promise<ReadonlyArray<Placed>> {
    const { pk, sk } = feedKeys.event(place);
    const { Items = [] } = await transiently(
      client.send(
        new QueryCommand({
          TableName: tableName,
          ConsistentRead: true,
          KeyConditionExpression: 'pk = :pk AND sk >= :sk',
          ExpressionAttributeValues: { ':pk': pk, ':sk': sk },
          Limit: size,
        }),
      ),
    );
    return Items.map((item) => placedItem.parse(item));
  }

  /** The event at a taken place, however lately it was taken; `undefined` when it has been removed. */
  async function at(place: number): Promise<Placed | undefined> {
    const request = { TransactItems: [{ Get: { TableName: tableName, Key: feedKeys.event(place) } }] };
    for (let attempt = 1; ; attempt++) {
      try {
        const { Responses = [] } = await transiently(client.send(new TransactGetCommand(request)));
        return Responses[0]?.Item === undefined ? undefined : placedItem.parse(Responses[0].Item);
      } catch (error) {
        if (!(error instanceof TransactionCanceledException)) throw error;
        if (attempt === ATTEMPTS) throw new TransientFailure('an event is still being written', { cause: error });
        await setTimeout(Math.random() * JITTER_MILLISECONDS * attempt);
      }
    }
  }

  /** The first of `taken` places whose event can be read; `taken` itself when there is none. */
  async function oldest(taken: number, keptSince: string): Promise<number> {
    let [low, high] = [0, taken];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (isKept(await at(middle), keptSince)) high = middle;
      else low = middle + 1;
    }
    return low;
  }

  async function readFrom(
    start: number,
    taken: number,
    firstPage: ReadonlyArray<Placed>,
    { limit, isFor }: FeedQuestion,
  ): Promise<FeedAnswer> {
    const told: Array<CloudEvent> = [];
    let place = start;
    const enough = () => told.length === limit || place === taken || place - start >= EXAMINED_AT_MOST;
    for (let page = firstPage; page.length > 0; page = enough() ? [] : await pageFrom(place, NEXT_PAGES)) {
      const whole = unbroken(page, place).slice(0, Math.min(taken, start + EXAMINED_AT_MOST) - place);
      for (let rest = whole; rest.length > 0 && !enough(); ) {
        const some = upToNth(rest, isFor, limit - told.length);
        told.push(...(await asTold(some.filter(isFor))));
        place += some.length;
        rest = rest.slice(some.length);
      }
      if (whole.length < page.length) break;
    }
    return { outcome: 'read', events: told, next: place };
  }

  /**
   * Events as they may be told now: what was recorded before its person was protected, too, is masked from that moment.
   * The head is read for every case, so that nobody can tell by the time it takes.
   */
  async function asTold(some: ReadonlyArray<Placed>): Promise<ReadonlyArray<CloudEvent>> {
    const placed = some.map(({ event, district }) => ({ event: eventText.parse(event), district }));
    const keys = [...new Set(placed.map(({ event }) => subjectOf(event)))].map(caseKeys.head);
    const heads = await readItems(client, tableName, keys, ['pk', 'named', 'districtRoster', 'withdrawn']);
    const homes = new Map(
      heads
        .filter((head) => !isWithdrawn(head))
        .map((head) => protectionInHead.parse(head))
        .filter(({ named }) => named !== null)
        .map(({ pk, districtRoster }) => [pk, districtRoster]),
    );
    return placed.map(({ event, district }) => {
      const home = homes.get(subjectOf(event));
      return home === undefined ? event : masked(event, district ?? home);
    });
  }

  return {
    read: async (question) => {
      const { after, keptSince } = question;
      if (after === null) {
        const taken = await end();
        const start = await oldest(taken, keptSince);
        return readFrom(start, taken, await pageFrom(start, FIRST_PAGE), question);
      }
      const [taken, page] = await Promise.all([end(), pageFrom(after, FIRST_PAGE)]);
      if (after > taken) return { outcome: 'unknown-place' };
      const first = page[0]?.sk === after ? page[0] : undefined;
      if (after < taken && !isKept(first ?? (await at(after)), keptSince)) return { outcome: 'no-longer-kept' };
      return readFrom(after, taken, page, question);
    },
  };
}

/** What has been removed has been too old for a week. */
function isKept(placed: Placed | undefined, since: string): boolean {
  return placed !== undefined && placed.at >= since;
}

/** Of a page what follows on a place without a gap: what is missing is still being written. */
function unbroken(page: ReadonlyArray<Placed>, place: number): ReadonlyArray<Placed> {
  const gap = page.findIndex(({ sk }, index) => sk !== place + index);
  return gap === -1 ? page : page.slice(0, gap);
}

/** Some things up to the nth of a kind, or all when there are not so many. */
function upToNth<T>(some: ReadonlyArray<T>, isOne: (one: T) => boolean, nth: number): ReadonlyArray<T> {
  let count = 0;
  const end = some.findIndex((one) => {
    if (isOne(one)) count++;
    return count === nth;
  });
  return end === -1 ? some : some.slice(0, end + 1);
}
