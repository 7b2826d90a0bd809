import type { Caller } from '../../shared/http/caller.ts';
import { type ApiRequest, type Reply, reply } from '../../shared/http/endpoint.ts';
import type { getDisclosureGrounds } from '../../shared/http/endpoints/audit.ts';
import { pageOf } from '../../shared/http/paging.ts';
import { today } from '../../shared/ports/clock.ts';
import type { CaseDeps } from './case-deps.ts';
import { logListed } from './log-listed.ts';
import { readRoster } from './roster.ts';

/** Lists the cases, open and closed, whose data are held without a ground in force, the longest withdrawn first. */
export async function listGrounds(
  request: ApiRequest<typeof getDisclosureGrounds> & { readonly caller: Caller },
  deps: CaseDeps,
): Promise<Reply> {
  const { ground, limit, page, ...filter } = request.query;
  const held = await readRoster(request, filter, ['open', 'closed'], today(deps.clock), deps);
  const found = held
    .flatMap((one) => (one.ground === null ? [] : [{ ...one, ended: one.ground }]))
    .filter(({ ended }) => ground === undefined || ended.ground === ground)
    .toSorted((a, b) => orderOf(a).localeCompare(orderOf(b)));
  const { items, ...rest } = pageOf(found, { limit, page });
  await logListed(request, 'GET disclosure-grounds', items, deps);
  return reply(200, {
    items: items.map(({ row, office, district, ended }) => ({ caseId: row.id, office, district, ...ended })),
    ...rest,
  });
}

function orderOf({
  row,
  ended,
}: {
  readonly row: { readonly id: string };
  readonly ended: { withdrawnOn: string };
}): string {
  return `${ended.withdrawnOn} ${row.id}`;
}
