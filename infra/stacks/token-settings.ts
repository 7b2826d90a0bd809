import type * as z from 'zod';
import type { tokenEnvironment } from '../../shared/config/environment.ts';
import type { TokenSource } from '../config.ts';
import type { IdentityStack } from './identity-stack.ts';

/** What the HTTP functions are told of the tokens they accept. */
export type TokenSettings = z.input<typeof tokenEnvironment>;

/** The audience of every token that says one; Cognito's do not, and are known by their clients instead. */
const AUDIENCE = 'jobbtorg';

/** Tokens of our own user pool, and of no other client than those the identity stack makes. */
export function poolTokens({ pool, clients }: Pick<IdentityStack, 'pool' | 'clients'>): TokenSettings {
  return {
    TOKEN_ISSUER: pool.userPoolProviderUrl,
    TOKEN_JWKS_URI: `${pool.userPoolProviderUrl}/.well-known/jwks.json`,
    TOKEN_AUDIENCE: AUDIENCE,
    TOKEN_CLIENT_IDS: clients.map(({ client }) => client.userPoolClientId).join(','),
  };
}

/** Tokens of an identity provider that the city already has. */
export function externalTokens(source: Extract<TokenSource, { kind: 'external' }>): TokenSettings {
  return {
    TOKEN_ISSUER: source.issuer,
    TOKEN_JWKS_URI: source.jwksUri,
    TOKEN_AUDIENCE: source.audience,
    TOKEN_CLIENT_IDS: '',
  };
}
