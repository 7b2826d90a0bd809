import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { unpackRow } from '../../domain/case/case-row.ts';
import { unpackOccasion } from '../../domain/case/occasion-row.ts';
import type { City } from '../../domain/city.ts';
import {
  addDays,
  addMonths,
  fromEpochDay,
  type LocalDate,
  localDate,
  toEpochDay,
} from '../../domain/time/local-date.ts';
import type { ReportCases } from '../../ports/report-cases.ts';
import { commitItem } from '../table/items.ts';
import { caseKeys, expectedShard, monthOf, RECEIPT_SHARDS, receiptShard, TABLE } from '../table/keys.ts';
import { queryItems } from '../table/query.ts';
import { receiptRows } from './receipt-rows.ts';

/**
 * Cases by the day they were received, occasions by their own: index places that never change, however often what lies
 * there does.
 */
export function tableReportCases(
  client: DynamoDBDocumentClient,
  tableName: string,
  city: Pick<City, 'districts'>,
): ReportCases {
  const firstDay = firstDayOf(city);

  return {
    receivedUpTo: async function* (day) {
      const span = { from: firstDay, upTo: addDays(day, 1) };
      for (const shard of shardsBetween(yearOf(firstDay), yearOf(day))) {
        for await (const page of receiptRows(client, tableName, { shard, ...span })) yield unpackEach(page, unpackRow);
      }
    },
    expectedBetween: async function* (from, to) {
      const span = { from, upTo: addDays(to, 1) };
      for (const shard of shardsOfMonths(from, to)) {
        for await (const page of receiptRows(client, tableName, { shard, ...span })) {
          yield unpackEach(page, unpackOccasion);
        }
      }
    },
    factsOf: async (caseId) => {
      const facts = [];
      const commits = queryItems(client, {
        TableName: tableName,
        ConsistentRead: true,
        KeyConditionExpression: `${TABLE.partition} = :case AND begins_with(${TABLE.sort}, :commits)`,
        ExpressionAttributeValues: { ':case': caseKeys.partition(caseId), ':commits': caseKeys.commits },
      });
      for await (const item of commits) facts.push(...commitItem.parse(item).facts);
      return facts;
    },
  };
}

/** One row after the other, so that no more than one of a page is ever unpacked. */
function* unpackEach<Row>(page: ReadonlyArray<string>, unpack: (packed: string) => Row): Generator<Row> {
  for (const packed of page) yield unpack(packed);
}

/** The first day of the oldest district: every case has been referred by one that there was. */
function firstDayOf({ districts }: Pick<City, 'districts'>): LocalDate {
  const [first] = districts.map(({ validFrom }) => validFrom).toSorted();
  if (first === undefined) throw new Error('a city has districts');
  return first;
}

const yearOf = (day: LocalDate): number => Number(day.slice(0, 4));

function shardsBetween(firstYear: number, lastYear: number): ReadonlyArray<string> {
  const years = Array.from({ length: Math.max(lastYear - firstYear + 1, 0) }, (_, index) => firstYear + index);
  return years.flatMap((year) => SHARDS.map((shard) => receiptShard(shard, year)));
}

function shardsOfMonths(from: LocalDate, to: LocalDate): ReadonlyArray<string> {
  const months: Array<string> = [];
  for (let month = monthOf(from); month <= monthOf(to); month = monthAfter(month)) months.push(month);
  return months.flatMap((month) => SHARDS.map((shard) => expectedShard(shard, month)));
}

function monthAfter(month: string): string {
  return monthOf(fromEpochDay(addMonths(toEpochDay(localDate(`${month}-01`)), 1)));
}

const SHARDS = Array.from({ length: RECEIPT_SHARDS }, (_, shard) => shard);
