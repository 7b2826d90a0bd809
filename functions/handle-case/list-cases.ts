import type { CaseRow } from '../../shared/domain/case/case-row.ts';
import { type City, districtCodes, districtOn } from '../../shared/domain/city.ts';
import { annotationOf, type Finding, findingId } from '../../shared/domain/clocks/findings.ts';
import { reckonClocks } from '../../shared/domain/clocks/reckon.ts';
import { fromEpochDay, type LocalDate } from '../../shared/domain/time/local-date.ts';
import type { Caller } from '../../shared/http/caller.ts';
import { linksOf } from '../../shared/http/case-view.ts';
import { type ApiRequest, type Reply, reply } from '../../shared/http/endpoint.ts';
import type { getCases } from '../../shared/http/endpoints/cases.ts';
import type { getFindings } from '../../shared/http/endpoints/compliance.ts';
import { pageOf } from '../../shared/http/paging.ts';
import { protectionOf, type Viewer } from '../../shared/http/visibility.ts';
import type { RosterQuery } from '../../shared/ports/case-store.ts';
import { today as todayBy } from '../../shared/ports/clock.ts';
import type { CaseDeps } from './case-deps.ts';

type Listing<E extends typeof getCases | typeof getFindings> = ApiRequest<E> & { readonly caller: Caller };

/** Lists the cases a caller holds, or those of them that an office, a district and a state pick out. */
export async function listCases(request: Listing<typeof getCases>, deps: CaseDeps): Promise<Reply> {
  const { query } = request;
  const today = todayBy(deps.clock);
  const rows = await listed(request, query, rostersWith(query.status), today, deps);
  const items = rows
    .map((row) => ({ row, ...holderOn(row, deps.city, today) }))
    .filter(({ row }) => query.status === undefined || row.status === query.status)
    .filter(matching(query))
    .toSorted((a, b) => a.row.receivedOn - b.row.receivedOn || a.row.id.localeCompare(b.row.id))
    .map(({ row, district, office }) => ({
      id: row.id,
      version: row.version,
      status: row.status,
      district,
      office,
      targetGroup: row.targetGroup,
      priority: row.priority,
      receivedOn: fromEpochDay(row.receivedOn),
      findings: row.findings.length,
      links: linksOf(row.id),
    }));
  return reply(200, pageOf(items, query));
}

/** Lists findings in the order in which the clocks changed state. */
export async function listFindings(request: Listing<typeof getFindings>, deps: CaseDeps): Promise<Reply> {
  const { query } = request;
  const today = todayBy(deps.clock);
  const rows = await listed(request, query, ALL, today, deps);
  const found = rows
    .map((row) => ({ row, ...holderOn(row, deps.city, today) }))
    .filter(matching(query))
    .flatMap(({ row, ...holder }) => row.findings.map((finding) => ({ row, finding, ...holder })))
    .filter(({ finding }) => query.kind === undefined || finding.kind === query.kind)
    .filter(({ finding: { asOf } }) => (query.from ?? asOf) <= asOf && asOf <= (query.to ?? asOf))
    .toSorted((a, b) => a.finding.asOf.localeCompare(b.finding.asOf) || idOf(a).localeCompare(idOf(b)));
  const { items, ...page } = pageOf(found, query);
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

const ALL = ['open', 'closed'] as const;

function rostersWith(status: CaseRow['status'] | undefined): RosterQuery['rosters'] {
  if (status === undefined) return ALL;
  return status === 'closed' ? ['closed'] : ['open'];
}

interface Filter {
  readonly office?: string | undefined;
  readonly district?: string | undefined;
}

/** The rows of the caller's own list, without those of protected people for whom the caller's officer is not named. */
async function listed(
  viewer: Viewer,
  filter: Filter,
  rosters: RosterQuery['rosters'],
  today: LocalDate,
  { store, city, hashes }: CaseDeps,
): Promise<ReadonlyArray<CaseRow>> {
  const query = { ...rosterFor(viewer.caller, filter, city, today), rosters: [...rosters, 'protected' as const] };
  const [all, sees] = await Promise.all([store.list(query), protectionOf(viewer, hashes)]);
  return all.filter(({ named }) => sees(named)).map(({ row }) => row);
}

/** Where to read: the caller's own list, or for the city the narrowest that the filter names. */
function rosterFor(caller: Caller, filter: Filter, city: City, today: LocalDate): Pick<RosterQuery, 'of' | 'codes'> {
  const { party } = caller;
  if (party.kind === 'office') return { of: 'office', codes: [party.code] };
  const district = party.kind === 'district' ? party.code : filter.district;
  if (district !== undefined) return { of: 'district', codes: districtCodes(city, district, today) };
  return { of: 'office', codes: filter.office === undefined ? city.offices.map(({ code }) => code) : [filter.office] };
}

function matching(filter: Filter) {
  return ({ office, district }: { readonly office: string; readonly district: string }): boolean =>
    (filter.office === undefined || filter.office === office) &&
    (filter.district === undefined || filter.district === district);
}

function holderOn(row: CaseRow, city: City, today: LocalDate): { readonly office: string; readonly district: string } {
  const holder = row.holders.at(-1);
  if (holder === undefined) throw new Error('a case always has a holder');
  return { office: holder.office, district: districtOn(city, holder.district, today) };
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
