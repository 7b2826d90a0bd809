import { createHash } from 'node:crypto';
import type { LocalDate } from '../../domain/time/local-date.ts';

/** The names of the table's own attributes; everything else of an item is its content. */
export const TABLE = {
  partition: 'pk',
  sort: 'sk',
  /** Seconds since 1970 when DynamoDB may remove the item: housekeeping, never a clock. */
  timeToLive: 'expiresAt',
} as const;

/** The indexes: name, key attributes, and what is projected beside the keys. */
export const INDEXES = {
  /** The nightly check's timer wheel: sparse, sharded, nothing in it but keys and when each case last changed. */
  due: { name: 'due', partition: 'dueShard', sort: 'nextCheckOn', include: ['recordedAt'] },
  /** The cases of an office or district, for lists. */
  office: { name: 'by-office', partition: 'officeRoster', sort: 'rosterOrder', include: ['row', 'named', 'ground'] },
  district: {
    name: 'by-district',
    partition: 'districtRoster',
    sort: 'rosterOrder',
    include: ['row', 'named', 'ground'],
  },
  /** Every case and occasion at a place that never changes, so that a report meets each exactly once while cases change. */
  receipt: { name: 'by-receipt', partition: 'receiptShard', sort: 'receiptOrder', include: ['row'] },
  /** Every access of a day, for whoever reviews them. */
  access: { name: 'by-access-day', partition: 'accessDay', sort: 'accessOrder', include: ['access'] },
} as const;

/** Marks items that the table's stream passes on: the value is what `publish-events` is to do with them. */
export const STREAM_ATTRIBUTE = 'stream';
export const STREAM_WORK = 'work';
export const STREAM_FACTS = 'facts';

export const DUE_SHARDS = 8;
export const RECEIPT_SHARDS = 4;
export const ACCESS_SHARDS = 8;

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

const SEQUENCE_DIGITS = 8;
const padded = (sequence: number) => String(sequence).padStart(SEQUENCE_DIGITS, '0');

/**
 * A case's item collection. `ATTENDANCE#` and `COMMIT#`, which grow with the years, sort before the rest, so that one query
 * reads all but them.
 */
export const caseKeys = {
  caseOf: (partition: string) => partition.slice('CASE#'.length),
  partition: (caseId: string) => `CASE#${caseId}`,
  head: (caseId: string): Key => ({ pk: `CASE#${caseId}`, sk: 'HEAD' }),
  person: (caseId: string): Key => ({ pk: `CASE#${caseId}`, sk: 'PERSON' }),
  /** Something put in the way of the case's destruction. */
  retentionHold: (caseId: string, ground: string): Key => ({ pk: `CASE#${caseId}`, sk: `HOLD#${ground}` }),
  retentionHolds: 'HOLD#',
  /** The facts of one command, under the sequence of the first. */
  commit: (caseId: string, firstSequence: number): Key => ({
    pk: `CASE#${caseId}`,
    sk: `COMMIT#${padded(firstSequence)}`,
  }),
  /** An expected occasion and how it went. */
  attendance: (caseId: string, occasion: string): Key => ({ pk: `CASE#${caseId}`, sk: `ATTENDANCE#${occasion}` }),
  attendances: 'ATTENDANCE#',
  /** The person's record as it was until a fact changed it. */
  earlierPerson: (caseId: string, sequence: number): Key => ({
    pk: `CASE#${caseId}`,
    sk: `PERSON#${padded(sequence)}`,
  }),
  earlierPersons: 'PERSON#',
  commits: 'COMMIT#',
  afterCommits: 'HEAD',
  text: (caseId: string, sequence: number): Key => ({ pk: `CASE#${caseId}`, sk: `TEXT#${padded(sequence)}` }),
  texts: 'TEXT#',
} as const;

/** One open case a person: the lock is held by the case of the person's keyed hash. */
export const lockKey = (keyId: string, hash: string): Key => ({ pk: `LOCK#${keyId}#${hash}`, sk: 'LOCK' });
/** Under which key a lock is held. */
export const hashKeyOfLock = (partition: string) => partition.split('#')[1] ?? '';

export const idempotencyKey = (client: string, hash: string): Key => ({
  pk: `IDEMPOTENCY#${client}#${hash}`,
  sk: 'IDEMPOTENCY',
});

/** Access-log entries stand outside the case's collection: they survive it. */
export const accessPartition = (caseId: string) => `ACCESS#${caseId}`;
export const accessKey = (caseId: string, instant: string, id: string): Key => ({
  pk: accessPartition(caseId),
  sk: `${instant}#${id}`,
});
export const accessDay = (day: LocalDate, shard: number) => `ACCESSED#${day}#${shard}`;

export const checkRunKey = (run: string): Key => ({ pk: `CHECK#${run}`, sk: 'RUN' });
/** The batches of a run: those of each shard of the due cases side by side, in the order in which they go out. */
export const checkBatchKey = (run: string, batch: number): Key => ({
  pk: `CHECK#${run}`,
  sk: `${checkBatchesOf((batch - 1) % DUE_SHARDS)}${padded(Math.floor((batch - 1) / DUE_SHARDS))}`,
});
export const checkBatches = 'BATCH#';
export const checkBatchesOf = (shard: number) => `${checkBatches}${shard}#`;

/** A run of the retention, what each month of receipt came to, and the cases that it may destroy. */
export const retentionKeys = {
  partition: (run: string) => `RETENTION#${run}`,
  run: (run: string): Key => ({ pk: `RETENTION#${run}`, sk: 'RUN' }),
  certificate: (run: string): Key => ({ pk: `RETENTION#${run}`, sk: 'CERTIFICATE' }),
  month: (run: string, month: string): Key => ({ pk: `RETENTION#${run}`, sk: `MONTH#${month}` }),
  months: 'MONTH#',
  due: (run: string, caseId: string): Key => ({ pk: `RETENTION#${run}`, sk: `DUE#${caseId}` }),
  dues: 'DUE#',
} as const;

export const reportKey = (report: string): Key => ({ pk: `REPORT#${report}`, sk: 'REPORT' });
/** The periods of a year that reports of a kind have been on. */
export const reportPeriodsKey = (kind: string, year: number): Key => ({ pk: `PERIODS#${kind}`, sk: String(year) });
/** A question that the calendar asks, and what is published of it. */
export const standingKey = (question: string): Key => ({ pk: `STANDING#${question}`, sk: 'STANDING' });
/** Points from those who may see a report to it, in the order of cut-offs. */
export const reportListingKey = (readers: string, cutOff: string, report: string): Key => ({
  pk: `REPORTS#${readers}`,
  sk: `${cutOff}#${report}`,
});
export const workKey = (id: string): Key => ({ pk: `WORK#${id}`, sk: 'WORK' });
export const refusalCountKey = (month: string, code: string): Key => ({ pk: `REFUSALS#${month}`, sk: code });
export const refusalOnceKey = (client: string, hash: string): Key => ({ pk: `REFUSED#${client}#${hash}`, sk: 'ONCE' });
/** Keyed-hash keys, wrapped by the master key. */
export const hashKeyKey = (keyId: string): Key => ({ pk: 'HASH-KEYS', sk: keyId });

/** So many places of the feed lie together: none of its partitions ever grows beyond a few megabytes. */
export const FEED_PLACES = 10_000;
const PLACE_DIGITS = 12;
const paddedPlace = (place: number) => String(place).padStart(PLACE_DIGITS, '0');

/** The feed: one log, its places numbered from 0. */
export const feedKeys = {
  /** How many places are taken. */
  counter: { pk: 'FEED', sk: 'COUNTER' },
  event: (place: number): Key => ({
    pk: `FEED#${paddedPlace(Math.floor(place / FEED_PLACES))}`,
    sk: paddedPlace(place),
  }),
  /** How much of a case is in the feed; it goes with the case. */
  published: (caseId: string): Key => ({ pk: caseKeys.partition(caseId), sk: 'PUBLISHED' }),
} as const;

/** Where a case stands in the indexes. */
export const indexKeys = {
  due: (caseId: string, on: LocalDate) => ({ dueShard: dueShard(shardOf(caseId, DUE_SHARDS)), nextCheckOn: on }),
  roster: (holder: { readonly office: string; readonly district: string }, roster: Roster, order: string) => ({
    officeRoster: officeRoster(holder.office, roster),
    districtRoster: districtRoster(holder.district, roster),
    rosterOrder: order,
  }),
  receipt: (caseId: string, receivedOn: LocalDate) => ({
    receiptShard: receiptShard(shardOf(caseId, RECEIPT_SHARDS), Number(receivedOn.slice(0, 4))),
    receiptOrder: `${receivedOn}#${caseId}`,
  }),
  /** An occasion, by its own day. */
  expected: (caseId: string, { date, id }: { readonly date: LocalDate; readonly id: string }) => ({
    receiptShard: expectedShard(shardOf(caseId, RECEIPT_SHARDS), monthOf(date)),
    receiptOrder: `${date}#${caseId}#${id}`,
  }),
  /** Spread by the entries themselves: most of a day's are nobody's in particular. */
  access: (on: LocalDate, order: string) => ({
    accessDay: accessDay(on, shardOf(order, ACCESS_SHARDS)),
    accessOrder: order,
  }),
} as const;

/** Occasions of an office that nobody has registered attendance at: in the index of rosters, gone from it once somebody has. */
export const unregisteredRoster = (office: string) => `${office}#unregistered`;
export const unregisteredOrder = (date: LocalDate, caseId: string, occasion: string) => `${date}#${caseId}#${occasion}`;

/** Cases of people with protected identity stand apart, so that no list can show them by mistake. */
export type Roster = 'open' | 'closed' | 'protected';

export const officeRoster = (office: string, roster: Roster) => `${office}#${roster}`;
export const districtRoster = (district: string, roster: Roster) => `${district}#${roster}`;
/** The district whose roster it is. */
export const districtOfRoster = (roster: string) => roster.slice(0, roster.lastIndexOf('#'));
export const dueShard = (shard: number) => `DUE#${shard}`;
export const receiptShard = (shard: number, year: number) => `RECEIVED#${year}#${shard}`;
export const expectedShard = (shard: number, month: string) => `EXPECTED#${month}#${shard}`;

/** `2026-03` of a day. */
export const monthOf = (day: LocalDate) => day.slice(0, 'YYYY-MM'.length);

function shardOf(name: string, shards: number): number {
  return createHash('sha256').update(name).digest().readUInt8(0) % shards;
}
