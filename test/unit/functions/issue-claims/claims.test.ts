import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claimsOf } from '../../../../functions/issue-claims/claims.ts';
import { callerOf, SCOPES } from '../../../../shared/http/caller.ts';
import { STOCKHOLM } from '../../../../shared/reference/stockholm.ts';

const claims = (...scopes: ReadonlyArray<string>) => claimsOf(scopes, STOCKHOLM);
const NOTHING = { claims: {}, scopes: [] };
const PARTIES = ['party/city', 'party/district.bromma', 'party/office.vantor'];

describe('the claims of a token', () => {
  it('name the district that its client calls for', () => {
    expect(claims('party/district.bromma', 'jobbtorg/cases:read')).toEqual({
      claims: { district: 'bromma' },
      scopes: ['cases:read'],
    });
  });

  it('name the office that its client calls for', () => {
    expect(claims('party/office.kista-youth').claims).toEqual({ office: 'kista-youth' });
  });

  it('say that its client calls for the city', () => {
    expect(claims('party/city', 'party/city').claims).toEqual({ city: 'true' });
  });

  it('still name a district that has been merged away', () => {
    expect(claims('party/district.rinkeby-kista').claims).toEqual({ district: 'rinkeby-kista' });
  });

  it.each([
    ['no party', ['jobbtorg/cases:read']],
    ['two districts', ['party/district.bromma', 'party/district.farsta', 'jobbtorg/cases:read']],
    ['a district and the city', ['party/district.bromma', 'party/city', 'jobbtorg/cases:read']],
    ['an unknown district', ['party/district.atlantis', 'jobbtorg/cases:read']],
    ['an office named as a district', ['party/district.vallingby']],
    ['a code with more behind it', ['party/district.bromma.farsta']],
    ['a party written as a right', ['jobbtorg/party/city']],
  ])('are none for a client with %s', (_case, scopes) => {
    expect(claimsOf(scopes, STOCKHOLM)).toEqual(NOTHING);
  });

  it('hold no scope that the API does not know', () => {
    expect(claims('party/city', 'jobbtorg/everything', 'cases:write', 'openid', 'jobbtorg/feed:read').scopes).toEqual([
      'feed:read',
    ]);
  });

  it('make a caller whom the API accepts, or none, whatever the client is configured with', () => {
    const names = fc.constantFrom(
      ...PARTIES,
      'party/district.nowhere',
      'party/',
      'jobbtorg/',
      ...SCOPES,
      ...SCOPES.map((scope) => `jobbtorg/${scope}`),
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(names, fc.string())), (configured) => {
        const issued = claimsOf(configured, STOCKHOLM);
        const caller = callerOf({ sub: 'a-client', scope: issued.scopes.join(' '), ...issued.claims });
        const parties = PARTIES.filter((party) => configured.includes(party));
        expect(caller !== undefined).toBe(parties.length === 1);
        for (const scope of caller?.scopes ?? []) expect(configured).toContain(`jobbtorg/${scope}`);
      }),
    );
  });
});
