import { type DynamoDBDocumentClient, GetCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { unpackRow } from '../../domain/case/case-row.ts';
import { endedGroundSchema } from '../../domain/case/disclosures.ts';
import { addDays, localDateSchema } from '../../domain/time/local-date.ts';
import type { CaseLists } from '../../ports/case-store.ts';
import { transiently } from '../failures.ts';
import { json } from '../json-text.ts';
import { lockItem } from './items.ts';
import { caseKeys, districtRoster, INDEXES, lockKey, officeRoster, unregisteredRoster } from './keys.ts';
import { occasionsOf } from './occasions.ts';
import { queryItems } from './query.ts';

const rosterItem = z.object({
  row: z.string(),
  named: z.array(z.string()).nullable(),
  ground: json(endedGroundSchema).optional(),
});

/** An occasion's place in the list of those unregistered is led by its day. */
const unregisteredItem = z.object({
  pk: z.string(),
  rosterOrder: z
    .string()
    .transform((order) => order.slice(0, 'YYYY-MM-DD'.length))
    .pipe(localDateSchema),
});

/** Lists of cases from their indexes, and the one open case of a person. */
export function tableCaseLists(client: DynamoDBDocumentClient, tableName: string): CaseLists {
  const queryAll = (query: Omit<QueryCommandInput, 'TableName'>) =>
    Array.fromAsync(queryItems(client, { ...query, TableName: tableName }));

  return {
    listOccasions: (caseId) => occasionsOf(client, tableName, caseId, ''),
    listUnregistered: async (offices, upTo) => {
      const { office } = INDEXES;
      const found = await Promise.all(
        offices.map((code) =>
          queryAll({
            IndexName: office.name,
            KeyConditionExpression: '#partition = :partition AND #order < :end',
            ExpressionAttributeNames: { '#partition': office.partition, '#order': office.sort },
            ExpressionAttributeValues: { ':partition': unregisteredRoster(code), ':end': addDays(upTo, 1) },
          }),
        ),
      );
      return found
        .flat()
        .map((item) => unregisteredItem.parse(item))
        .map(({ pk, rosterOrder }) => ({ caseId: caseKeys.caseOf(pk), date: rosterOrder }));
    },
    openCaseOf: async (locks) => {
      const found = await Promise.all(
        locks.map(({ keyId, hash }) =>
          transiently(
            client.send(new GetCommand({ TableName: tableName, Key: lockKey(keyId, hash), ConsistentRead: true })),
          ),
        ),
      );
      const held = found.find(({ Item }) => Item !== undefined)?.Item;
      return held === undefined ? undefined : lockItem.parse(held).caseId;
    },
    list: async ({ of, codes, rosters }) => {
      const index = INDEXES[of];
      const name = of === 'office' ? officeRoster : districtRoster;
      const partitions = codes.flatMap((code) => rosters.map((roster) => name(code, roster)));
      const pages = await Promise.all(
        partitions.map((partition) =>
          queryAll({
            IndexName: index.name,
            KeyConditionExpression: '#partition = :partition',
            ExpressionAttributeNames: { '#partition': index.partition },
            ExpressionAttributeValues: { ':partition': partition },
          }),
        ),
      );
      return pages.flat().map((item) => {
        const { row, named, ground = null } = rosterItem.parse(item);
        return { row: unpackRow(row), named, ground };
      });
    },
  };
}
