import { type Occasion, occasionSchema } from '../../domain/case/attendance.ts';
import { packRow, rowOf } from '../../domain/case/case-row.ts';
import { endedGround, endedGroundSchema } from '../../domain/case/disclosures.ts';
import { packOccasion } from '../../domain/case/occasion-row.ts';
import { caseStateSchema, holderOf } from '../../domain/case/state.ts';
import type { LocalDate } from '../../domain/time/local-date.ts';
import { REMEMBERED_DAYS, type Repeatable, type StoredCase } from '../../ports/case-store.ts';
import { type KeyedHash, keyedHashText, newestHash } from '../../ports/keyed-hash.ts';
import { derivedId } from '../ids.ts';
import { HEAD_SCHEMA } from './items.ts';
import { caseKeys, idempotencyKey, indexKeys, lockKey, unregisteredOrder, unregisteredRoster } from './keys.ts';
import { daysAfter } from './time-to-live.ts';

type Item = Readonly<Record<string, unknown>>;

/** The head of a case with its places in the indexes, all derived from the case. */
export function headContent(stored: StoredCase, nextCheckOn: LocalDate | null): Item {
  const { state, revision, recordedAt, locks, named, lastCheck, historyBody } = stored;
  const roster = named !== null ? 'protected' : state.status === 'closed' ? 'closed' : 'open';
  const ground = endedGround(state);
  return {
    ...caseKeys.head(state.id),
    schema: HEAD_SCHEMA,
    state: JSON.stringify(caseStateSchema.parse(state)),
    revision,
    recordedAt,
    locks: locks.map(keyedHashText),
    named,
    lastCheck,
    historyBody: historyBody === null ? null : keyedHashText(historyBody),
    row: packRow(rowOf(state, recordedAt)),
    ...(ground === null ? {} : { ground: JSON.stringify(endedGroundSchema.parse(ground)) }),
    ...indexKeys.roster(holderOf(state), roster, `${state.receivedOn}#${state.id}`),
    ...indexKeys.receipt(state.id, state.receivedOn),
    ...(nextCheckOn === null ? {} : indexKeys.due(state.id, nextCheckOn)),
  };
}

/** An occasion at its place for reports, listed under the office that expects it until attendance is registered. */
export function occasionContent(caseId: string, occasion: Occasion): Item {
  const listed = {
    officeRoster: unregisteredRoster(occasion.office),
    rosterOrder: unregisteredOrder(occasion.date, caseId, occasion.id),
  };
  return {
    ...caseKeys.attendance(caseId, occasion.id),
    occasion: JSON.stringify(occasionSchema.parse(occasion)),
    registered: registeredAs(occasion),
    row: packOccasion(caseId, occasion),
    ...indexKeys.expected(caseId, occasion),
    ...(occasion.attendance === null ? listed : {}),
  };
}

/** What tells whether attendance at an occasion has been registered since: the sequence of the fact that last did, or 0. */
export function registeredAs({ attendance }: Occasion): number {
  return attendance?.sequence ?? 0;
}

/** The open-case lock of a person, held by a case. */
export function lockContent(lock: KeyedHash, caseId: string): Item {
  return { ...lockKey(lock.keyId, lock.hash), caseId };
}

/** What is kept of a repeatable request: never its answer, only what it led to. */
export function idempotencyContent(request: Repeatable, caseId: string, version: number, at: string): Item {
  return {
    ...idempotencyPlace(request),
    body: keyedHashText(newestHash(request.bodies)),
    caseId,
    version,
    expiresAt: daysAfter(at, REMEMBERED_DAYS),
  };
}

/** Where a request's idempotency record lies: keys may hold anything, so only their hash is stored. */
export function idempotencyPlace({ client, key }: Pick<Repeatable, 'client' | 'key'>): { pk: string; sk: string } {
  return idempotencyKey(client, derivedId(client, key));
}
