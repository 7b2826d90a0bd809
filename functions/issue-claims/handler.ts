import { lambdaObserver } from '../../shared/observability/observer.ts';
import { DISTRICTS } from '../../shared/reference/districts.ts';
import { OFFICES } from '../../shared/reference/offices.ts';
import { claimsOf } from './claims.ts';
import { type TokenRequest, type TokenResponse, tokenRequestSchema, tokenResponseSchema } from './trigger.ts';

const observer = lambdaObserver('issue-claims');

/** Called by the identity provider before it issues a token; throwing means that no token is issued. */
export async function handler(event: unknown): Promise<TokenRequest & { readonly response: TokenResponse }> {
  observer.begin();
  const request = tokenRequestSchema.parse(event);
  const configured = request.request.scopes ?? [];
  const { claims, scopes } = claimsOf(configured, { districts: DISTRICTS, offices: OFFICES });
  const accessTokenGeneration = {
    claimsToAddOrOverride: claims,
    scopesToAdd: scopes,
    scopesToSuppress: configured.filter((name) => !scopes.some((scope) => scope === name)),
  };
  const response = tokenResponseSchema.parse({ claimsAndScopeOverrideDetails: { accessTokenGeneration } });
  if (Object.keys(claims).length > 0) observer.log('TOKEN_ISSUED', { client: request.callerContext.clientId });
  else observer.count('TokensWithoutParty', 1);
  observer.end();
  return { ...request, response };
}
