import { createRemoteJWKSet, errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { TransientFailure } from '../ports/failures.ts';
import { type Caller, callerOf } from './caller.ts';

/** Whose tokens are accepted; see `tokenEnvironment`. */
export interface TokenIssuer {
  readonly TOKEN_ISSUER: string;
  readonly TOKEN_JWKS_URI: string;
  readonly TOKEN_AUDIENCE: string;
  readonly TOKEN_CLIENT_IDS: ReadonlyArray<string>;
}

/** The caller behind a bearer token, or `undefined` when the token is not to be trusted. Throws when the issuer's keys cannot be fetched. */
export type VerifyToken = (token: string) => Promise<Caller | undefined>;

const ALGORITHMS = ['RS256', 'ES256'];

/**
 * Verifies tokens of one issuer: signature by its published keys (cached in the container), issuer, expiry, and `aud`,
 * or, where the issuer sets no `aud` (as Cognito does not), the client id. A token that its issuer (as Cognito does) calls
 * something else than an access token opens nothing.
 */
export function tokenVerifier(issuer: TokenIssuer): VerifyToken {
  const keys = publishedKeys(new URL(issuer.TOKEN_JWKS_URI));
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer: issuer.TOKEN_ISSUER,
        algorithms: ALGORITHMS,
        requiredClaims: ['exp', 'sub'],
        clockTolerance: 5,
      });
      const isAccess = (payload['token_use'] ?? 'access') === 'access';
      const audiences = [payload.aud ?? []].flat();
      const forUs =
        payload.aud === undefined
          ? issuer.TOKEN_CLIENT_IDS.includes(String(payload['client_id']))
          : audiences.includes(issuer.TOKEN_AUDIENCE);
      return isAccess && forUs ? callerOf(payload) : undefined;
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined;
      throw error;
    }
  };
}

/** The issuer's keys. That they cannot be fetched says nothing of the token: it may be good once they can. */
function publishedKeys(uri: URL): JWTVerifyGetKey {
  const find = createRemoteJWKSet(uri);
  return async (header, token) => {
    try {
      return await find(header, token);
    } catch (error) {
      if (isAboutToken(error)) throw error;
      throw new TransientFailure("the issuer's keys cannot be fetched", { cause: error });
    }
  };
}

function isAboutToken(error: unknown): boolean {
  return [errors.JWKSNoMatchingKey, errors.JWKSMultipleMatchingKeys, errors.JOSENotSupported].some(
    (kind) => error instanceof kind,
  );
}
