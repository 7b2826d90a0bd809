import { once } from 'node:events';
import { Agent, createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import * as z from 'zod';
import { CALM, type Fault, type FaultPlan, type Mishap, type Sent } from './fault-plans.ts';

/** Stands before the engine and lets requests through, or not, by a plan. */
export interface FaultProxy {
  readonly url: string;
  /** Follows another plan from now on; requests are counted anew. */
  follow(plan: FaultPlan): void;
  /** Holds the next request that fits until it is released. */
  hold(fits: (sent: Sent) => boolean): HeldRequest;
  /** How many requests have met each fault since the start. */
  readonly met: ReadonlyMap<Fault, number>;
  /** How many requests have come since the plan was changed. */
  requests(): number;
  stop(): Promise<void>;
}

/** A request that waits at the proxy. */
export interface HeldRequest {
  /** Settles when the request has come. */
  readonly held: Promise<void>;
  release(): void;
}

interface Call {
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
  readonly operation: string;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** What the caller is given: an answer, one that breaks off in the middle, or a connection that breaks before it. */
type Given = Answer | { readonly half: Answer } | 'broken';

const LONGEST_DELAY = 8;
/** How long a request waits for a later one; alone on its way it would wait for ever. */
const PATIENCE = 10;

/** Starts a proxy before the engine at `target`; nothing goes wrong until a plan says so. */
export async function startFaultProxy(target: string): Promise<FaultProxy> {
  const agent = new Agent({ keepAlive: true });
  const met = new Map<Fault, number>();
  const alike = new Map<string, number>();
  const passing = passingRequests();
  const gates = gatekeeper();
  let plan = CALM;
  let before = 0;

  const sent = ({ operation, body }: Call): Sent => {
    const known = alike.get(operation) ?? 0;
    alike.set(operation, known + 1);
    return { operation, text: body.toString('utf8'), before: before++, alike: known };
  };
  const meet = (fault: Fault) => met.set(fault, (met.get(fault) ?? 0) + 1);
  const forward = (call: Call) => send(target, agent, call);

  async function carryOut(call: Call, arrival: number): Promise<Given> {
    const coming = sent(call);
    await gates.pass(coming);
    const mishap = plan(coming);
    if (mishap === null || (mishap.fault === 'conflicted' && call.operation !== TRANSACTION)) return forward(call);
    if (mishap.fault !== 'overtaken') meet(mishap.fault);
    else if (await passing.overtaken(arrival)) meet('overtaken');
    return MISHAPS[mishap.fault](call, forward, mishap);
  }

  const server = createServer(async (incoming, response) => {
    const arrival = passing.arrive();
    const given = await callOf(incoming)
      .then((call) => carryOut(call, arrival))
      .catch((): Given => 'broken');
    give(response, given);
    passing.answered(arrival);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${portOf(server)}`,
    follow: (next) => {
      plan = next;
      before = 0;
      alike.clear();
    },
    hold: gates.hold,
    met,
    requests: () => before,
    stop: async () => {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** The requests on their way, so that one can wait until a later one has been answered. */
function passingRequests() {
  const waiting = new Set<{ readonly arrival: number; readonly overtaken: () => void }>();
  let arrivals = 0;
  return {
    arrive: () => arrivals++,
    answered: (arrival: number) => {
      for (const waiter of waiting) if (waiter.arrival < arrival) waiter.overtaken();
    },
    /** Whether a later request was answered before patience ended. */
    overtaken: async (arrival: number): Promise<boolean> => {
      const patience = new AbortController();
      const { promise: later, resolve } = Promise.withResolvers<boolean>();
      const waiter = { arrival, overtaken: () => resolve(true) };
      waiting.add(waiter);
      const nobody = delay(PATIENCE, false, { signal: patience.signal }).catch(() => false);
      const overtaken = await Promise.race([later, nobody]);
      patience.abort();
      waiting.delete(waiter);
      return overtaken;
    },
  };
}

/** Gates that each stop one request. */
function gatekeeper() {
  const gates = new Set<{ readonly fits: (sent: Sent) => boolean; readonly stop: () => Promise<void> }>();
  return {
    hold: (fits: (sent: Sent) => boolean): HeldRequest => {
      const coming = Promise.withResolvers<void>();
      const leaving = Promise.withResolvers<void>();
      const stop = () => {
        coming.resolve();
        return leaving.promise;
      };
      gates.add({ fits, stop });
      return { held: coming.promise, release: leaving.resolve };
    },
    pass: async (sent: Sent): Promise<void> => {
      const gate = [...gates].find(({ fits }) => fits(sent));
      if (gate === undefined) return;
      gates.delete(gate);
      await gate.stop();
    },
  };
}

type Meeting = (call: Call, forward: (call: Call) => Promise<Answer>, mishap: Mishap) => Promise<Given>;

const half = (lot: number) => lot < 0.5;
/** The part of a lot that is left once it has said yes or no. */
const rest = (lot: number) => (lot * 2) % 1;

const MISHAPS: Readonly<Record<Fault, Meeting>> = {
  delayed: async (call, forward, { lot }) => {
    const pause = () => delay(Math.ceil(rest(lot) * LONGEST_DELAY));
    if (half(lot)) await pause();
    const answer = await forward(call);
    if (!half(lot)) await pause();
    return answer;
  },
  overtaken: (call, forward) => forward(call),
  repeated: async (call, forward, { lot }) => {
    if (!half(lot)) return (await Promise.all([forward(call), forward(call)]))[1];
    await forward(call);
    return forward(call);
  },
  lost: async (call, forward, { lot }) => {
    const answer = await forward(call);
    if (half(lot)) return 'broken';
    return half(rest(lot)) ? INTERNAL_ERROR : { half: answer };
  },
  dropped: async () => 'broken',
  failed: async (_, __, { lot }) => (half(lot) ? INTERNAL_ERROR : UNAVAILABLE),
  throttled: async (call, forward, { lot }) => {
    const inTransaction = call.operation === TRANSACTION && half(lot);
    if (inTransaction) return cancelled(call, forward, rest(lot), THROTTLED_IN_TRANSACTION);
    return half(rest(lot)) ? THROTTLED : THROUGHPUT_EXCEEDED;
  },
  conflicted: (call, forward, { lot }) => cancelled(call, forward, lot, CONFLICT),
};

const TRANSACTION = 'TransactWriteItems';

/** An error as DynamoDB writes it (AWS JSON 1.0). */
function refusal(status: number, name: string, more: Readonly<Record<string, unknown>> = {}): Answer {
  const content = { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message: `${name} by the plan`, ...more };
  const body = Buffer.from(JSON.stringify(content));
  return { status, headers: { 'content-type': 'application/x-amz-json-1.0' }, body };
}

const INTERNAL_ERROR = refusal(500, 'InternalServerError');
/** As whatever stands before the service writes it. */
const UNAVAILABLE: Answer = {
  status: 503,
  headers: { 'content-type': 'text/html' },
  body: Buffer.from('<html><body><h1>503 Service Unavailable</h1></body></html>'),
};
const THROTTLED = refusal(400, 'ThrottlingException');
const THROUGHPUT_EXCEEDED = refusal(400, 'ProvisionedThroughputExceededException');

const CONFLICT = { Code: 'TransactionConflict', Message: 'Transaction is ongoing for the item' };
const THROTTLED_IN_TRANSACTION = { Code: 'ThrottlingError', Message: 'Throughput exceeds the current capacity' };

const transactionSchema = z.looseObject({
  TransactItems: z.array(z.record(z.string(), z.looseObject({ TableName: z.string() }))),
  ClientRequestToken: z.string().optional(),
});
const reasonSchema = z.looseObject({ Code: z.string() });
const cancelledSchema = z.object({ CancellationReasons: z.array(reasonSchema) });

/**
 * A transaction that was called off because of one of its items. What stands in the way of the others is told too: the
 * engine judges them all, together with one condition more that can never hold.
 */
async function cancelled(
  call: Call,
  forward: (call: Call) => Promise<Answer>,
  lot: number,
  reason: typeof CONFLICT,
): Promise<Answer> {
  const { TransactItems, ClientRequestToken: _, ...rest } = transactionSchema.parse(JSON.parse(call.body.toString()));
  const [table] = TransactItems.flatMap((item) => Object.values(item).map(({ TableName }) => TableName));
  const Key = { pk: { S: 'NOBODY' }, sk: { S: 'NOBODY' } };
  const never = { ConditionCheck: { TableName: table, Key, ConditionExpression: 'attribute_exists(pk)' } };
  const body = Buffer.from(JSON.stringify({ ...rest, TransactItems: [...TransactItems, never] }));
  const judged = await forward({ ...call, headers: { ...call.headers, 'content-length': String(body.length) }, body });
  const { CancellationReasons } = cancelledSchema.parse(JSON.parse(judged.body.toString()));
  const met = Math.floor(lot * TransactItems.length);
  const reasons = CancellationReasons.slice(0, -1).map((judgement, index) => (index === met ? reason : judgement));
  return refusal(400, 'TransactionCanceledException', { CancellationReasons: reasons });
}

async function callOf(incoming: IncomingMessage): Promise<Call> {
  const chunks: Array<Buffer> = [];
  for await (const chunk of incoming) chunks.push(Buffer.from(chunk));
  const operation = String(incoming.headers['x-amz-target'] ?? '').split('.')[1] ?? '';
  return { headers: incoming.headers, body: Buffer.concat(chunks), operation };
}

async function send(target: string, agent: Agent, { headers, body }: Call): Promise<Answer> {
  const outgoing = request(target, { method: 'POST', agent, headers: { ...headers, host: new URL(target).host } });
  outgoing.end(body);
  const [answer]: Array<IncomingMessage> = await once(outgoing, 'response');
  if (answer === undefined) throw new Error('no answer');
  const chunks: Array<Buffer> = [];
  for await (const chunk of answer) chunks.push(Buffer.from(chunk));
  return { status: answer.statusCode ?? 500, headers: answer.headers, body: Buffer.concat(chunks) };
}

function give(response: ServerResponse, given: Given): void {
  if (given === 'broken') {
    response.destroy();
    return;
  }
  const { status, headers: all, body } = 'half' in given ? given.half : given;
  const { 'transfer-encoding': _, connection: __, ...headers } = all;
  response.writeHead(status, { ...headers, 'content-length': body.length });
  if ('half' in given) response.write(body.subarray(0, body.length / 2), () => response.destroy());
  else response.end(body);
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
