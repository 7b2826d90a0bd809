import type { CaseRow } from '../../shared/domain/case/case-row.ts';
import type { EndedGround } from '../../shared/domain/case/disclosures.ts';
import { type City, districtCodes, districtOn } from '../../shared/domain/city.ts';
import { fromEpochDay, type LocalDate } from '../../shared/domain/time/local-date.ts';
import type { Caller } from '../../shared/http/caller.ts';
import { linksOf } from '../../shared/http/case-view.ts';
import type { CaseListItem } from '../../shared/http/views.ts';
import { protectionOf, type Viewer } from '../../shared/http/visibility.ts';
import type { Listed, RosterQuery } from '../../shared/ports/case-store.ts';
import type { CaseDeps } from './case-deps.ts';

/** A case in a list, with who holds it. */
export interface HeldRow {
  readonly row: CaseRow;
  readonly office: string;
  /** The district that stands today for the one that holds it. */
  readonly district: string;
  /** The ground for disclosing its data, where it is no longer in force. */
  readonly ground: EndedGround | null;
  /** Whether only named officers may see that it is there. */
  readonly isProtected: boolean;
}

/** Which of the caller's cases are asked for. */
export interface HolderFilter {
  readonly office?: string | undefined;
  readonly district?: string | undefined;
}

/**
 * The cases that the caller holds, or those of them that an office and a district pick out; of protected people only
 * those for whom the caller's officer is named. A protected case is read whether it is open or closed.
 */
export async function readRoster(
  viewer: Viewer,
  filter: HolderFilter,
  rosters: RosterQuery['rosters'],
  today: LocalDate,
  { store, city, hashes }: CaseDeps,
): Promise<ReadonlyArray<HeldRow>> {
  const query = { ...rosterFor(viewer.caller, filter, city, today), rosters: [...rosters, 'protected' as const] };
  const [all, sees] = await Promise.all([store.list(query), protectionOf(viewer, hashes)]);
  return all
    .filter(({ named }) => sees(named))
    .map((listed) => held(listed, city, today))
    .filter(({ office }) => filter.office === undefined || filter.office === office)
    .filter(({ district }) => filter.district === undefined || filter.district === district);
}

/** A case as lists show it: nothing of the person. */
export function listItem({ row, office, district }: HeldRow): CaseListItem {
  return {
    id: row.id,
    version: row.version,
    status: row.status,
    district,
    office,
    targetGroup: row.targetGroup,
    priority: [...row.priority],
    receivedOn: fromEpochDay(row.receivedOn),
    findings: row.findings.length,
    links: linksOf(row.id),
  };
}

/** Where to read: the caller's own list, or for the city the narrowest that the filter names. */
function rosterFor(
  { party }: Caller,
  filter: HolderFilter,
  city: City,
  today: LocalDate,
): Pick<RosterQuery, 'of' | 'codes'> {
  if (party.kind === 'office') return { of: 'office', codes: [party.code] };
  const district = party.kind === 'district' ? party.code : filter.district;
  if (district !== undefined) return { of: 'district', codes: districtCodes(city, district, today) };
  return { of: 'office', codes: filter.office === undefined ? city.offices.map(({ code }) => code) : [filter.office] };
}

function held({ row, named, ground }: Listed, city: City, today: LocalDate): HeldRow {
  const holder = row.holders.at(-1);
  if (holder === undefined) throw new Error('a case always has a holder');
  const district = districtOn(city, holder.district, today);
  return { row, office: holder.office, district, ground, isProtected: named !== null };
}
