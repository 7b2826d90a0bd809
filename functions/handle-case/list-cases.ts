import type { Status } from '../../shared/domain/case/vocabulary.ts';
import type { Caller } from '../../shared/http/caller.ts';
import { type ApiRequest, type Reply, reply } from '../../shared/http/endpoint.ts';
import type { getCases } from '../../shared/http/endpoints/cases.ts';
import { pageOf } from '../../shared/http/paging.ts';
import type { RosterQuery } from '../../shared/ports/case-store.ts';
import { today } from '../../shared/ports/clock.ts';
import type { CaseDeps } from './case-deps.ts';
import { logListed } from './log-listed.ts';
import { listItem, readRoster } from './roster.ts';

/** Lists the cases a caller holds, or those of them that an office, a district and a state pick out. */
export async function listCases(
  request: ApiRequest<typeof getCases> & { readonly caller: Caller },
  deps: CaseDeps,
): Promise<Reply> {
  const { query } = request;
  const held = await readRoster(request, query, rostersWith(query.status), today(deps.clock), deps);
  const found = held
    .filter(({ row }) => query.status === undefined || row.status === query.status)
    .toSorted((a, b) => a.row.receivedOn - b.row.receivedOn || a.row.id.localeCompare(b.row.id));
  const { items, ...page } = pageOf(found, query);
  await logListed(request, 'GET cases', items, deps);
  return reply(200, { items: items.map(listItem), ...page });
}

function rostersWith(status: Status | undefined): RosterQuery['rosters'] {
  if (status === undefined) return ['open', 'closed'];
  return status === 'closed' ? ['closed'] : ['open'];
}
