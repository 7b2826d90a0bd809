import { type Dated, inForce } from '../dated.ts';
import type { LocalDate } from '../time/local-date.ts';
import { type Access, NOBODY } from './access.ts';

/** What makes a day's accesses worth a look by somebody: numbers that a city confirms or changes, with their days. */
export interface AccessReviewRule extends Dated {
  readonly id: string;
  readonly source: string;
  /** So many different cases looked at by one officer. */
  readonly casesByOfficer: number;
  /** So many different officers at one case. */
  readonly officersAtCase: number;
  /** So many searches for a person by one officer, whether or not they found anybody: tried numbers are each one. */
  readonly searchesByOfficer: number;
  /** So many refusals of one officer without a look at a case, or a change of one, between them. */
  readonly refusalsInARow: number;
  /** One access in so many, chosen by its own content, whatever it was. */
  readonly oneIn: number;
}

export const REVIEW_REASONS = [
  'protected-person',
  'oversight-unstated',
  'many-cases',
  'many-officers',
  'many-searches',
  'refused-repeatedly',
  'sample',
] as const;
export type ReviewReason = (typeof REVIEW_REASONS)[number];

/** An access and why somebody should ask about it. */
export interface ReviewedAccess {
  readonly access: Access;
  readonly reasons: ReadonlyArray<ReviewReason>;
}

/** The rule for a day. */
export function reviewRuleOn(rules: ReadonlyArray<AccessReviewRule>, on: LocalDate): AccessReviewRule {
  const rule = rules.find((known) => inForce(known, on));
  if (rule === undefined) throw new RangeError(`no rule for access reviews is in force on ${on}`);
  return rule;
}

/**
 * The accesses of a day that are worth a look, in the order of time. The log is only added to, so that a day which is
 * over gives the same list however often it is asked for. What retention destroys two people have answered for already.
 *
 * A look at one's own case, or at a colleague's or a neighbour's, cannot be told from any other: officers are ids that
 * their own systems give out, nothing here says what an officer is called, and what would say it of the person, or of the
 * coach of a case, is sealed. What can be told stands for it. Whoever looks for somebody they know searches for them, or
 * opens a case that is not their work: searches are counted one by one, found or not; a case of another office is refused,
 * and refusals in a row are listed; a look from above, to which every case is open, is listed where it does not say why;
 * and a sample is taken of all the rest, so that no look is sure of never being asked about. Those who know the names, the
 * city's auditors, compare the list with them.
 */
export function accessesToReview(
  accesses: ReadonlyArray<Access>,
  rule: AccessReviewRule,
  protectedCases: ReadonlySet<string>,
): ReadonlyArray<ReviewedAccess> {
  const looked = accesses.filter(({ outcome }) => outcome !== 'destroyed');
  const inOrder = looked.toSorted((a, b) => a.at.localeCompare(b.at) || textOf(a).localeCompare(textOf(b)));
  const byOfficer = Map.groupBy(inOrder, officerOf);
  const casesOf = new Map([...byOfficer].map(([officer, own]) => [officer, distinct(own.filter(isOfCase), caseOf)]));
  const searchesOf = new Map([...byOfficer].map(([officer, own]) => [officer, own.filter(isSearch).length]));
  const officersAt = new Map(
    [...Map.groupBy(inOrder.filter(isOfCase), caseOf)].map(([caseId, own]) => [caseId, distinct(own, officerOf)]),
  );
  const rows = new Set([...byOfficer.values()].flatMap((own) => refusedInARow(own, rule.refusalsInARow)));
  return inOrder
    .map((access) => {
      const met: Readonly<Record<ReviewReason, boolean>> = {
        'protected-person': protectedCases.has(access.caseId),
        'oversight-unstated': access.why === 'oversight' && LOOKED.has(access.what),
        'many-cases': isOfCase(access) && (casesOf.get(officerOf(access)) ?? 0) >= rule.casesByOfficer,
        'many-officers': (officersAt.get(access.caseId) ?? 0) >= rule.officersAtCase,
        'many-searches': isSearch(access) && (searchesOf.get(officerOf(access)) ?? 0) >= rule.searchesByOfficer,
        'refused-repeatedly': rows.has(access),
        sample: checksum(textOf(access)) % rule.oneIn === 0,
      };
      return { access, reasons: REVIEW_REASONS.filter((reason) => met[reason]) };
    })
    .filter(({ reasons }) => reasons.length > 0);
}

/** Looks at a person's data: what the city does beside looking is its own work. */
const LOOKED: ReadonlySet<string> = new Set(['GET case', 'GET facts', 'GET occasions', 'POST persons/searches']);

function isSearch({ what }: Access): boolean {
  return what === 'POST persons/searches';
}

function isOfCase({ caseId }: Access): boolean {
  return caseId !== NOBODY;
}

function caseOf({ caseId }: Access): string {
  return caseId;
}

function officerOf({ client, officer }: Access): string {
  return JSON.stringify([client, officer]);
}

function textOf({ caseId, client, officer, what, at }: Access): string {
  return JSON.stringify([at, caseId, client, officer, what]);
}

function distinct<T>(values: ReadonlyArray<T>, of: (value: T) => string): number {
  return new Set(values.map(of)).size;
}

/** The refusals that stand in a row of at least so many: a page of a list or a search for nobody breaks none. */
function refusedInARow(own: ReadonlyArray<Access>, atLeast: number): ReadonlyArray<Access> {
  const rows: Array<Array<Access>> = [[]];
  for (const access of own) {
    if (access.outcome === 'refused') rows.at(-1)?.push(access);
    else if (isOfCase(access)) rows.push([]);
  }
  return rows.filter(({ length }) => length >= atLeast).flat();
}

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** FNV-1a, 32 bits: spreads texts evenly, and the same text always to the same number. */
function checksum(text: string): number {
  let hash = FNV_OFFSET;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, FNV_PRIME) >>> 0;
  return hash;
}
