import * as z from 'zod';

/** Every scope a token can carry. */
export const SCOPES = [
  'referrals:write',
  'cases:read',
  'cases:write',
  'compliance:read',
  'compliance:run',
  'reports:read',
  'reports:write',
  'feed:read',
  'history:write',
  'audit:read',
  'retention:run',
] as const;
export type Scope = (typeof SCOPES)[number];

/** On whose behalf a system calls. */
export type CallerParty =
  | { readonly kind: 'district'; readonly code: string }
  | { readonly kind: 'office'; readonly code: string }
  | { readonly kind: 'city' };

/** Who calls: the system its token names, for whom, and what it may do. */
export interface Caller {
  readonly client: string;
  readonly party: CallerParty;
  readonly scopes: ReadonlySet<string>;
}

const claimsSchema = z
  .object({
    sub: z.string().min(1).max(128),
    scope: z.string(),
    district: z.string().min(1).optional(),
    office: z.string().min(1).optional(),
    city: z.union([z.literal(true), z.literal('true')]).optional(),
  })
  .refine(({ district, office, city }) => [district, office, city].filter((claim) => claim !== undefined).length === 1);

/** The caller behind verified claims; `undefined` unless they name exactly one of district, office and city. */
export function callerOf(claims: unknown): Caller | undefined {
  const parsed = claimsSchema.safeParse(claims);
  if (!parsed.success) return undefined;
  const { sub, scope, district, office } = parsed.data;
  const scopes = new Set(scope.split(' ').filter((name) => name !== ''));
  if (district !== undefined) return { client: sub, party: { kind: 'district', code: district }, scopes };
  if (office !== undefined) return { client: sub, party: { kind: 'office', code: office }, scopes };
  return { client: sub, party: { kind: 'city' }, scopes };
}
