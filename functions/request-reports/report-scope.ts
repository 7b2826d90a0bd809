import type { City } from '../../shared/domain/city.ts';
import type { ReportScope } from '../../shared/domain/reports/question.ts';
import type { CallerParty } from '../../shared/http/caller.ts';

/** What a caller's report covers, or why it cannot. */
export type ScopeAsked =
  | { readonly outcome: 'covered'; readonly scope: ReportScope }
  /** There is no such office, and the caller may know it. */
  | { readonly outcome: 'unknown-office' }
  /** Somebody else's, which looks like nothing. */
  | { readonly outcome: 'not-found' };

/** A report covers its caller's own; the city's may be narrowed down to an office. */
export function scopeAsked(party: CallerParty, office: string | undefined, city: Pick<City, 'offices'>): ScopeAsked {
  if (office === undefined) return { outcome: 'covered', scope: party };
  if (party.kind === 'city') {
    return city.offices.some(({ code }) => code === office)
      ? { outcome: 'covered', scope: { kind: 'office', code: office } }
      : { outcome: 'unknown-office' };
  }
  return party.kind === 'office' && party.code === office
    ? { outcome: 'covered', scope: party }
    : { outcome: 'not-found' };
}

/** Whether a caller may see a report: the city all of them, others those that cover just them. */
export function maySee(party: CallerParty, scope: ReportScope): boolean {
  if (party.kind === 'city') return true;
  return scope.kind === party.kind && scope.code === party.code;
}
