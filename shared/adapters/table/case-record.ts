import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { referralSchema } from '../../domain/referral/referral.ts';
import type { CaseStore } from '../../ports/case-store.ts';
import type { Vault } from '../../ports/vault.ts';
import {
  commitItem,
  headItem,
  isWithdrawn,
  occasionItem,
  parseCommandText,
  retentionHoldItem,
  sealedContent,
  sealedItem,
} from './items.ts';
import { caseKeys } from './keys.ts';
import { queryItems } from './query.ts';

const keyed = z.looseObject({ pk: z.string(), sk: z.string() });
type Stored = z.infer<typeof keyed>;

/** Reads everything of a case, every secret opened when asked for: for the person it is about. */
export function caseRecords(
  client: DynamoDBDocumentClient,
  tableName: string,
  vault: Vault,
): Pick<CaseStore, 'readRecord'> {
  return {
    readRecord: async (caseId) => {
      const query = {
        TableName: tableName,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': caseKeys.partition(caseId) },
      };
      const items = (await Array.fromAsync(queryItems(client, query))).map((item) => keyed.parse(item));
      const head = items.find(({ sk }) => sk === caseKeys.head(caseId).sk);
      const person = items.find(({ sk }) => sk === caseKeys.person(caseId).sk);
      if (head === undefined || isWithdrawn(head) || person === undefined) return undefined;
      const { state, named, locks, historyBody } = headItem.parse(head);
      const under = (prefix: string) => items.filter(({ sk }) => sk.startsWith(prefix));
      const opened = async (item: Stored) => {
        const { sealed } = sealedItem.parse(item);
        return sealedContent.parse(await vault.open({ caseId, item: item.sk }, sealed)).content;
      };
      const bySequence = async <T>(prefix: string, parse: (content: unknown) => T) => {
        const found = under(prefix).map(async (item) => [sequenceIn(item), parse(await opened(item))] as const);
        return new Map(await Promise.all(found));
      };
      return {
        state,
        named,
        secrets: async () => ({
          ...{ state, named, locks, historyBody },
          referral: referralSchema.parse(await opened(person)),
          facts: under(caseKeys.commits).flatMap((item) => commitItem.parse(item).facts),
          texts: await bySequence(caseKeys.texts, parseCommandText),
          earlierRecords: await bySequence(caseKeys.earlierPersons, (content) => referralSchema.parse(content)),
          occasions: under(caseKeys.attendances).map((item) => occasionItem.parse(item).occasion),
          holds: under(caseKeys.retentionHolds).map((item) => retentionHoldItem.parse(item)),
        }),
      };
    },
  };
}

/** The sequence that ends the sort key of an item that belongs to a fact. */
function sequenceIn({ sk }: Stored): number {
  return Number(sk.slice(sk.lastIndexOf('#') + 1));
}
