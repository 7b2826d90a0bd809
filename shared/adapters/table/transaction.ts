import { setTimeout } from 'node:timers/promises';
import { TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  TransactWriteCommand,
  type TransactWriteCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { TransientFailure } from '../../ports/failures.ts';
import { transiently } from '../failures.ts';

type TransactItem = NonNullable<TransactWriteCommandInput['TransactItems']>[number];

/** One write of a transaction, under the name by which a refusal of it is recognised. */
export interface Write<Role extends string> {
  readonly role: Role;
  readonly write: TransactItem;
}

/** How a transaction ended: done, in conflict with another however often tried, or refused by a condition. */
export type TransactionOutcome<Role extends string> =
  | { readonly outcome: 'done' }
  | { readonly outcome: 'conflict' }
  /** The items that stood in the way, by role, as they were. */
  | { readonly outcome: 'refused'; readonly by: ReadonlyMap<Role, Readonly<Record<string, unknown>>> };

/** Reasons that say nothing of the items: the same transaction may succeed later. */
const PASSING: ReadonlySet<string> = new Set(['ThrottlingError', 'ProvisionedThroughputExceeded']);
const CONFLICT_RETRIES = 2;
const JITTER_MILLISECONDS = 60;

/**
 * Writes all or nothing. A refusal by the condition of `decisive` is told before anything else, because it stays true
 * whatever the others would say; then a conflict, which is tried twice more after a random pause; then other refusals.
 */
export async function transact<Role extends string>(
  client: DynamoDBDocumentClient,
  writes: ReadonlyArray<Write<Role>>,
  decisive?: Role,
): Promise<TransactionOutcome<Role>> {
  for (let attempt = 0; ; attempt++) {
    const outcome = await attemptOnce(client, writes, decisive);
    if (outcome.outcome !== 'conflict' || attempt === CONFLICT_RETRIES) return outcome;
    await setTimeout(Math.random() * JITTER_MILLISECONDS * (attempt + 1));
  }
}

async function attemptOnce<Role extends string>(
  client: DynamoDBDocumentClient,
  writes: ReadonlyArray<Write<Role>>,
  decisive: Role | undefined,
): Promise<TransactionOutcome<Role>> {
  try {
    await transiently(client.send(new TransactWriteCommand({ TransactItems: writes.map(({ write }) => write) })));
    return { outcome: 'done' };
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    return outcomeOf(error, writes, decisive);
  }
}

function outcomeOf<Role extends string>(
  error: TransactionCanceledException,
  writes: ReadonlyArray<Write<Role>>,
  decisive: Role | undefined,
): TransactionOutcome<Role> {
  const reasons = error.CancellationReasons ?? [];
  const by = new Map<Role, Readonly<Record<string, unknown>>>();
  for (const [index, { role }] of writes.entries()) {
    const reason = reasons[index];
    if (reason?.Code === 'ConditionalCheckFailed') by.set(role, reason.Item ? unmarshall(reason.Item) : {});
  }
  if (decisive !== undefined && by.has(decisive)) return { outcome: 'refused', by };
  if (reasons.some((reason) => reason.Code === 'TransactionConflict')) return { outcome: 'conflict' };
  if (by.size > 0) return { outcome: 'refused', by };
  if (reasons.some((reason) => PASSING.has(reason.Code ?? ''))) {
    throw new TransientFailure('the table is busy', { cause: error });
  }
  throw error;
}
