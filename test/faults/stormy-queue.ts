import type { SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import { assessCases } from '../../functions/assess-cases/assess-cases.ts';
import { dispatchCheck } from '../../functions/check-deadlines/dispatch-check.ts';
import { handleBatch } from '../../shared/messaging/batch.ts';
import { readWork } from '../../shared/messaging/work-message.ts';
import { DELIVERIES, workItemSchema } from '../../shared/ports/work.ts';
import type { CaseWorld } from '../support/case-world.ts';
import { everythingIn } from '../support/stored-cases.ts';
import { mortal } from './mortal.ts';

/** What can befall a delivery, beside what its requests to the table meet. */
const MISFORTUNES = ['delivered twice at once', 'killed at work', 'killed before acknowledging', 'none'] as const;
type Misfortune = (typeof MISFORTUNES)[number];

interface Message {
  readonly kind: string;
  readonly body: string;
  deliveries: number;
}

export interface StormOptions {
  /** The worlds in which a delivery works: all but its last two in the storm. */
  readonly stormy: CaseWorld;
  readonly calm: CaseWorld;
  /** From 0 up to, but not including, 1. */
  readonly random: () => number;
  /** A case at which every worker ends. */
  readonly fatal: (caseId: string) => boolean;
}

const STORMY_DELIVERIES = DELIVERIES - 2;
const SIDE_BY_SIDE = 4;
const MOST_ROUNDS = 80;
const LONGEST_LIFE = 90;
/** How many batches there is time for: each of the eight shards finds its place again before it goes on. */
const FEWEST_BATCHES = 9;
const MOST_BATCHES = 24;

const published = z.object({ pk: z.string(), sk: z.string(), stream: z.literal('work'), item: z.string() });

/** The queues of the nightly check by SQS's rules, with everything going wrong that those rules allow. */
export function stormyQueue({ stormy, calm, random, fatal }: StormOptions) {
  const seen = new Set<string>();
  const befallen = new Map<Misfortune | 'published twice', number>();
  const setAside: Array<string> = [];
  let waiting: ReadonlyArray<Message> = [];

  const happens = (what: Misfortune | 'published twice') => befallen.set(what, (befallen.get(what) ?? 0) + 1);
  const put = (body: string) => {
    const kind = z.looseObject({ kind: z.string() }).parse(JSON.parse(body)).kind;
    waiting = [...waiting, { kind, body, deliveries: 0 }];
  };

  /** Sends out what the table holds to be sent, some of it twice. */
  async function publish(): Promise<void> {
    for (const item of await everythingIn(calm.table)) {
      const work = published.safeParse(item);
      const id = `${item.pk} ${item.sk}`;
      if (!work.success || seen.has(id)) continue;
      seen.add(id);
      put(work.data.item);
      if (random() < 0.1) {
        happens('published twice');
        put(work.data.item);
      }
    }
  }

  /** Whether a worker ended the message: one that was killed ends nothing. */
  async function work(message: Message, delivery: number, life: number): Promise<boolean> {
    const world = delivery <= STORMY_DELIVERIES ? stormy : calm;
    const { deps, death } = mortal(world.deps, life, fatal);
    const room = FEWEST_BATCHES + Math.floor(random() * (MOST_BATCHES - FEWEST_BATCHES));
    let batches = delivery <= STORMY_DELIVERIES ? room : Number.POSITIVE_INFINITY;
    const hasTime = () => batches-- > 0;
    const handled = handleBatch(
      eventOf(message.body, delivery),
      (body, tries) =>
        message.kind === 'dispatch-check'
          ? dispatchCheck(readWork('dispatch-check', body), deps, hasTime)
          : assessCases(readWork('assess-cases', body), deps, tries),
      deps.observer,
    );
    const answer = await Promise.race([handled, death]);
    return answer !== 'killed' && answer.batchItemFailures.length === 0;
  }

  async function deliver(message: Message): Promise<boolean> {
    const delivery = ++message.deliveries;
    const misfortune = (delivery <= STORMY_DELIVERIES && MISFORTUNES[Math.floor(random() * 6)]) || 'none';
    happens(misfortune);
    const life = misfortune === 'killed at work' ? Math.ceil(random() * LONGEST_LIFE) : Number.POSITIVE_INFINITY;
    if (misfortune === 'delivered twice at once') {
      const [first, second] = await Promise.all([work(message, delivery, life), work(message, delivery, life)]);
      return first && second;
    }
    return (await work(message, delivery, life)) && misfortune !== 'killed before acknowledging';
  }

  /** One message after another, in no order, several side by side. */
  async function round(messages: ReadonlyArray<Message>): Promise<ReadonlyArray<Message>> {
    const left = messages
      .map((message) => ({ message, place: random() }))
      .toSorted((a, b) => a.place - b.place)
      .map(({ message }) => message);
    const again: Array<Message> = [];
    const worker = async () => {
      for (let message = left.pop(); message !== undefined; message = left.pop()) {
        if (await deliver(message)) continue;
        if (message.deliveries === DELIVERIES) setAside.push(message.body);
        else again.push(message);
      }
    };
    await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
    return again;
  }

  return {
    befallen,
    put,
    /** What was given up since this was last asked. */
    deadLetters: () => setAside.splice(0),
    /** Delivers until nothing of the kinds is waiting; gives the number of rounds. */
    drain: async (...kinds: ReadonlyArray<string>): Promise<number> => {
      for (let rounds = 0; rounds < MOST_ROUNDS; rounds++) {
        await publish();
        const now = waiting.filter(({ kind }) => kinds.includes(kind));
        if (now.length === 0) return rounds;
        waiting = waiting.filter(({ kind }) => !kinds.includes(kind));
        const again = await round(now);
        waiting = [...waiting, ...again];
      }
      throw new Error('the queues never run dry');
    },
  };
}

function eventOf(body: string, delivery: number): SQSEvent {
  const attributes = {
    ApproximateReceiveCount: String(delivery),
    SentTimestamp: '',
    SenderId: '',
    ApproximateFirstReceiveTimestamp: '',
  };
  const source = { eventSource: 'aws:sqs', eventSourceARN: '', awsRegion: '' };
  const rest = { receiptHandle: '', messageAttributes: {}, md5OfBody: '' };
  return { Records: [{ messageId: 'message', body, attributes, ...source, ...rest }] };
}

/** The kinds of work that a run of the check is made of. */
export const CHECK_WORK = workItemSchema.options
  .map(({ shape }) => shape.kind.value)
  .filter((kind) => kind !== 'build-report' && kind !== 'print-report');
