import { type ListEntry, lists, unregisteredUpTo, WORKLISTS } from '../../shared/domain/case/worklists.ts';
import { fromEpochDay, type LocalDate } from '../../shared/domain/time/local-date.ts';
import { listingBy } from '../../shared/http/access.ts';
import type { Caller } from '../../shared/http/caller.ts';
import { type ApiRequest, problem, type Reply, reply } from '../../shared/http/endpoint.ts';
import type { getWorklist, getWorklists } from '../../shared/http/endpoints/compliance.ts';
import { pageOf } from '../../shared/http/paging.ts';
import { today as todayBy } from '../../shared/ports/clock.ts';
import type { CaseDeps } from './case-deps.ts';
import { logListed } from './log-listed.ts';
import { type HeldRow, listItem, readRoster } from './roster.ts';

type WorklistRequest<E extends typeof getWorklists | typeof getWorklist> = ApiRequest<E> & { readonly caller: Caller };

/** Counts the caller's cases on every worklist, the empty ones too. */
export async function countWorklists(request: WorklistRequest<typeof getWorklists>, deps: CaseDeps): Promise<Reply> {
  const found = await listed(request, deps);
  const counts = Map.groupBy(found, ({ entry }) => entry.name);
  const items = WORKLISTS.map((list) => ({ ...list, count: counts.get(list.name)?.length ?? 0 }));
  const counted = new Set(found.filter(({ held }) => !held.isProtected).map(({ held }) => held.row.id));
  await deps.store.logAccess(listingBy(request, 'GET worklists', counted.size, deps.clock()));
  return reply(200, pageOf(items, request.query));
}

/** Lists the caller's cases on one worklist, those that have waited longest or fall due first before the others. */
export async function readWorklist(request: WorklistRequest<typeof getWorklist>, deps: CaseDeps): Promise<Reply> {
  const list = WORKLISTS.find(({ name }) => name === request.params['name']);
  if (list === undefined) return problem('not-found');
  const found = (await listed(request, deps))
    .filter(({ entry }) => entry.name === list.name)
    .toSorted((a, b) => since(a).localeCompare(since(b)) || a.held.row.id.localeCompare(b.held.row.id));
  const { items, ...page } = pageOf(found, request.query);
  await logListed(
    request,
    'GET worklist',
    items.map(({ held }) => held),
    deps,
  );
  const shown = items.map(({ held, entry: { clock, unregistered } }) => ({ ...listItem(held), clock, unregistered }));
  return reply(200, { items: shown, ...page });
}

/** A case on one of the lists. */
interface Listed {
  readonly held: HeldRow;
  readonly entry: ListEntry;
}

/** Every case of the caller's on every list that it is on: one reading, from which all are counted, told and paged. */
async function listed(
  request: WorklistRequest<typeof getWorklists | typeof getWorklist>,
  deps: CaseDeps,
): Promise<ReadonlyArray<Listed>> {
  const today = todayBy(deps.clock);
  const roster = await readRoster(request, { office: request.query.office }, ['open'], today, deps);
  const unregistered = await unregisteredBy(roster, today, deps);
  return roster.flatMap((held) =>
    lists(held.row, today, deps.city, unregistered.get(held.row.id) ?? []).map((entry) => ({ held, entry })),
  );
}

/** The days of unregistered occasions, by case. They stand with the office that expected them, whoever holds the case now. */
async function unregisteredBy(
  roster: ReadonlyArray<HeldRow>,
  today: LocalDate,
  { store }: CaseDeps,
): Promise<ReadonlyMap<string, ReadonlyArray<LocalDate>>> {
  const offices = new Set(roster.flatMap(({ row }) => row.holders.map(({ office }) => office)));
  const occasions = await store.listUnregistered([...offices], unregisteredUpTo(today));
  const byCase = Map.groupBy(occasions, ({ caseId }) => caseId);
  return new Map([...byCase].map(([caseId, own]) => [caseId, own.map(({ date }) => date)]));
}

function since({ held, entry: { clock, unregistered } }: Listed): LocalDate {
  return clock?.dueOn ?? unregistered?.oldestOn ?? fromEpochDay(held.row.receivedOn);
}
