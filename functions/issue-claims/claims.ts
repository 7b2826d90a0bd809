import type { City } from '../../shared/domain/city.ts';
import { SCOPES } from '../../shared/http/caller.ts';

/** What a token says beyond its client: on whose behalf, and what it may do. */
export interface IssuedClaims {
  /** Exactly one claim, or none: a token without one is refused by the API. */
  readonly claims: Readonly<Record<string, string>>;
  readonly scopes: ReadonlyArray<string>;
}

const NOTHING: IssuedClaims = { claims: {}, scopes: [] };
const PARTY = 'party/';
const RIGHT = 'jobbtorg/';

/**
 * Reads a client's configured scopes. An identity provider knows its clients only by scopes, so a party is written as
 * one: `party/district.bromma`. A client must have exactly one party: none, or two, is a mistake in the configuration,
 * and a guess would open another district's cases. Codes of districts that have since been merged stay known, because
 * their old cases do.
 */
export function claimsOf(configured: ReadonlyArray<string>, city: Pick<City, 'districts' | 'offices'>): IssuedClaims {
  const names = [...new Set(configured)];
  const [party, ...others] = names.flatMap((name) => partyClaim(name, city));
  if (party === undefined || others.length > 0) return NOTHING;
  return { claims: party, scopes: SCOPES.filter((scope) => names.includes(`${RIGHT}${scope}`)) };
}

function partyClaim(
  name: string,
  { districts, offices }: Pick<City, 'districts' | 'offices'>,
): Array<IssuedClaims['claims']> {
  if (!name.startsWith(PARTY)) return [];
  const party = name.slice(PARTY.length);
  if (party === 'city') return [{ city: 'true' }];
  const [kind, code, ...rest] = party.split('.');
  if (code === undefined || rest.length > 0) return [];
  const known = (things: ReadonlyArray<{ readonly code: string }>) => things.some((thing) => thing.code === code);
  if (kind === 'district' && known(districts)) return [{ district: code }];
  return kind === 'office' && known(offices) ? [{ office: code }] : [];
}
