import { KMSClient, ReEncryptCommand } from '@aws-sdk/client-kms';
import { type DynamoDBDocumentClient, ScanCommand, type ScanCommandOutput, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { transiently } from './failures.ts';
import { ENCRYPTION_CONTEXT, masterKeysIn, parted, withKeyWrapped } from './kms-vault.ts';
import { unlessRefused } from './table/conditional-writes.ts';

/** Wraps a data key by the first master key; `undefined` when it is already. The key itself never leaves KMS. */
export type Rewrap = (wrapped: Uint8Array) => Promise<Uint8Array | undefined>;

export function kmsRewrap(keyId: string, client = new KMSClient({ maxAttempts: 3 })): Rewrap {
  const [first] = masterKeysIn(keyId);
  return async (wrapped) => {
    const request = {
      CiphertextBlob: wrapped,
      SourceEncryptionContext: ENCRYPTION_CONTEXT,
      DestinationKeyId: first,
      DestinationEncryptionContext: ENCRYPTION_CONTEXT,
    };
    const { SourceKeyId, KeyId, CiphertextBlob } = await transiently(client.send(new ReEncryptCommand(request)));
    if (CiphertextBlob === undefined) throw new Error('KMS gave no key');
    return SourceKeyId === KeyId ? undefined : CiphertextBlob;
  };
}

/** How many items carry a data key, and how many of those were put under the first master key. */
export interface RewrappedPage {
  readonly items: number;
  readonly rewrapped: number;
}

const placed = { pk: z.string(), sk: z.string() };
const bytes = z.instanceof(Uint8Array);

/** What carries a wrapped data key: a sealed text in front of it, a hash key as it is. */
const carrierSchema = z.union([
  z.object({ ...placed, sealed: bytes }).transform(({ sealed, ...place }) => ({
    place,
    attribute: 'sealed',
    was: sealed,
    wrapped: parted(sealed).wrapped,
    carrying: (wrapped: Uint8Array) => withKeyWrapped(sealed, wrapped),
  })),
  z.object({ ...placed, wrapped: bytes }).transform(({ wrapped: was, ...place }) => ({
    place,
    attribute: 'wrapped',
    was,
    wrapped: was,
    carrying: (wrapped: Uint8Array) => wrapped,
  })),
]);
type Carrier = z.infer<typeof carrierSchema>;

/**
 * Puts the data key of everything in the table under the first master key, page by page, while everything goes on: what
 * is written meanwhile is under that key already. What it sealed is neither opened nor changed.
 */
export async function* rewrapItems(
  client: DynamoDBDocumentClient,
  tableName: string,
  rewrap: Rewrap,
): AsyncGenerator<RewrappedPage> {
  let from: ScanCommandOutput['LastEvaluatedKey'];
  do {
    const page: ScanCommandOutput = await transiently(
      client.send(
        new ScanCommand({
          TableName: tableName,
          ConsistentRead: true,
          FilterExpression: 'attribute_exists(#sealed) OR attribute_exists(#wrapped)',
          ProjectionExpression: 'pk, sk, #sealed, #wrapped',
          ExpressionAttributeNames: { '#sealed': 'sealed', '#wrapped': 'wrapped' },
          ExclusiveStartKey: from,
        }),
      ),
    );
    const carriers = (page.Items ?? []).map((item) => carrierSchema.parse(item));
    // An hour's texts of a container have one data key between them.
    const known = new Map<string, ReturnType<Rewrap>>();
    const done = await Promise.all(
      carriers.map(async (carrier) => {
        const name = Buffer.from(carrier.wrapped).toString('base64');
        const rewrapping = known.get(name) ?? rewrap(carrier.wrapped);
        known.set(name, rewrapping);
        const wrapped = await rewrapping;
        if (wrapped !== undefined) await replace(client, tableName, carrier, wrapped);
        return wrapped !== undefined;
      }),
    );
    yield { items: carriers.length, rewrapped: done.filter((one) => one).length };
    from = page.LastEvaluatedKey;
  } while (from !== undefined);
}

/** Whoever has written the item in between has wrapped its key by the first master key. */
async function replace(
  client: DynamoDBDocumentClient,
  tableName: string,
  { place, attribute, was, carrying }: Carrier,
  wrapped: Uint8Array,
): Promise<void> {
  const update = new UpdateCommand({
    TableName: tableName,
    Key: place,
    UpdateExpression: 'SET #attribute = :becomes',
    ConditionExpression: '#attribute = :was',
    ExpressionAttributeNames: { '#attribute': attribute },
    ExpressionAttributeValues: { ':was': was, ':becomes': carrying(wrapped) },
  });
  await unlessRefused(client.send(update));
}
