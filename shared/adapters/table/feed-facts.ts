import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { Fact } from '../../domain/case/facts.ts';
import type { Commit } from '../../ports/feed.ts';
import { commitText } from './feed-items.ts';
import { caseKeys } from './keys.ts';
import { queryItems } from './query.ts';

/** How many commits are fetched at a time when some have not come by the stream: mostly one is missing. */
const FETCHED_AT_ONCE = 10;

/** Sorts after every commit. */
const LAST_COMMIT = `${caseKeys.commits}~`;

/** A fact, and whether its person was protected when it was recorded. */
export interface MaskedFact {
  readonly fact: Fact;
  readonly masked: boolean;
}

/** A case's facts as they lie in the table, for the feed. */
export interface FeedFacts {
  /** The facts from one to another; `undefined` when the case is gone, and its facts with it. */
  between(caseId: string, from: number, to: number): Promise<ReadonlyArray<MaskedFact> | undefined>;
  /** All of them, in sequence. */
  all(caseId: string): Promise<ReadonlyArray<MaskedFact>>;
}

export function tableFeedFacts(client: DynamoDBDocumentClient, tableName: string): FeedFacts {
  const commits = (caseId: string, last: string, Limit?: number) =>
    queryItems(client, {
      TableName: tableName,
      ConsistentRead: true,
      ScanIndexForward: false,
      KeyConditionExpression: 'pk = :case AND sk BETWEEN :first AND :last',
      ExpressionAttributeValues: {
        ':case': caseKeys.partition(caseId),
        ':first': caseKeys.commits,
        ':last': last,
      },
      Limit,
    });

  return {
    between: async (caseId, from, to) => {
      const found: Array<MaskedFact> = [];
      for await (const item of commits(caseId, caseKeys.commit(caseId, to).sk, FETCHED_AT_ONCE)) {
        found.unshift(...factsOf(commitText.parse(item)));
        if ((found[0]?.fact.sequence ?? 0) <= from) break;
      }
      if (found.length === 0) return undefined;
      const wanted = found.filter(({ fact }) => from <= fact.sequence && fact.sequence <= to);
      if (wanted.length !== to - from + 1) throw new Error('facts of a case are missing from the table');
      return wanted;
    },
    all: async (caseId) => {
      const found = await Array.fromAsync(commits(caseId, LAST_COMMIT), (item) => commitText.parse(item));
      return found.toReversed().flatMap(factsOf);
    },
  };
}

export function factsOf({ facts, masked }: Commit): ReadonlyArray<MaskedFact> {
  return facts.map((fact) => ({ fact, masked }));
}
