import type { CaseRow } from '../../shared/domain/case/case-row.ts';
import type { City } from '../../shared/domain/city.ts';
import { annotationOf, type Finding, findingId } from '../../shared/domain/clocks/findings.ts';
import { reckonClocks } from '../../shared/domain/clocks/reckon.ts';
import type { Caller } from '../../shared/http/caller.ts';
import { type ApiRequest, type Reply, reply } from '../../shared/http/endpoint.ts';
import type { getFindings } from '../../shared/http/endpoints/compliance.ts';
import { pageOf } from '../../shared/http/paging.ts';
import { today } from '../../shared/ports/clock.ts';
import type { CaseDeps } from './case-deps.ts';
import { logListed } from './log-listed.ts';
import { readRoster } from './roster.ts';

/** Lists findings in the order in which the clocks changed state. */
export async function listFindings(
  request: ApiRequest<typeof getFindings> & { readonly caller: Caller },
  deps: CaseDeps,
): Promise<Reply> {
  const { kind, from, to, office, ...paging } = request.query;
  const held = await readRoster(request, { office }, ['open', 'closed'], today(deps.clock), deps);
  const found = held
    .flatMap((one) => one.row.findings.map((finding) => ({ ...one, finding })))
    .filter(({ finding }) => kind === undefined || finding.kind === kind)
    .filter(({ finding: { asOf } }) => (from ?? asOf) <= asOf && asOf <= (to ?? asOf))
    .toSorted((a, b) => a.finding.asOf.localeCompare(b.finding.asOf) || idOf(a).localeCompare(idOf(b)));
  const { items, ...page } = pageOf(found, paging);
  await logListed(request, 'GET findings', items, deps);
  return reply(200, {
    items: items.map((item) => ({
      id: idOf(item),
      caseId: item.row.id,
      office: item.office,
      district: item.district,
      ...item.finding,
      annotation: annotation(item.row, item.finding, deps.city),
    })),
    ...page,
  });
}

function idOf({ row, finding }: { readonly row: CaseRow; readonly finding: Finding }): string {
  return findingId(row.id, finding);
}

function annotation(row: CaseRow, finding: Finding, city: City) {
  const clocks = reckonClocks(row.timeline, city.clocks, city.calendar);
  return annotationOf(
    finding,
    clocks.find((clock) => clock.id === finding.clock),
  );
}
