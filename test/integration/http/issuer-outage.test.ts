import { createServer } from 'node:http';
import { generateKeyPair, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { tokenVerifier } from '../../../shared/http/token-verifier.ts';
import { isTransient } from '../../../shared/ports/failures.ts';

describe('While the identity provider is out of order', () => {
  let answer: readonly [status: number, body: string] = [200, ''];
  const provider = createServer((_, response) => response.writeHead(answer[0]).end(answer[1]));
  let url = '';
  let token = '';

  beforeAll(async () => {
    await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${z.object({ port: z.int() }).parse(provider.address()).port}`;
    const { privateKey } = await generateKeyPair('RS256');
    const claims = { iss: url, sub: 'a', client_id: 'a', scope: 'cases:read', city: true };
    token = await new SignJWT(claims)
      .setProtectedHeader({ alg: 'RS256', kid: 'a' })
      .setExpirationTime('1h')
      .sign(privateKey);
  });
  afterAll(() => {
    provider.close();
  });

  const verified = (uri: string) =>
    tokenVerifier({ TOKEN_ISSUER: url, TOKEN_JWKS_URI: uri, TOKEN_AUDIENCE: 'jobbtorg', TOKEN_CLIENT_IDS: ['a'] })(
      token,
    );

  it.each([
    ['answers with an error', 500, ''],
    ['answers with a page', 200, '<html></html>'],
    ['answers with something that is no set of keys', 200, '{}'],
  ])('and it %s, a caller is asked to come again, not told that its token is bad', async (_, status, body) => {
    answer = [status, body];
    await expect(verified(`${url}/keys`)).rejects.toSatisfy(isTransient);
  });

  it('and it cannot be reached, a caller is asked to come again, not told that its token is bad', async () => {
    await expect(verified('http://127.0.0.1:9/keys')).rejects.toSatisfy(isTransient);
  });

  it('and once it is back, a token of an unknown key is refused as always', async () => {
    answer = [200, '{"keys":[]}'];
    await expect(verified(`${url}/keys`)).resolves.toBeUndefined();
  });
});
