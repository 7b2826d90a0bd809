import { describe, expect, it } from 'vitest';
import { handler } from '../../../../functions/issue-claims/handler.ts';

const event = (scopes: ReadonlyArray<string> | undefined, triggerSource = 'TokenGeneration_ClientCredentials') => ({
  version: '3',
  triggerSource,
  region: 'eu-north-1',
  userPoolId: 'eu-north-1_example',
  userName: '',
  callerContext: { awsSdkVersion: 'aws-sdk-unknown-unknown', clientId: 'a-client' },
  request: { userAttributes: {}, groupConfiguration: {}, ...(scopes === undefined ? {} : { scopes }) },
  response: { claimsAndScopeOverrideDetails: null },
});

const details = (claims: object, add: ReadonlyArray<string>, suppress: ReadonlyArray<string>) => ({
  claimsAndScopeOverrideDetails: {
    accessTokenGeneration: { claimsToAddOrOverride: claims, scopesToAdd: add, scopesToSuppress: suppress },
  },
});

describe('issue-claims', () => {
  it('adds the plain scopes and takes the prefixed ones away', async () => {
    const scopes = ['party/office.vallingby', 'jobbtorg/cases:write', 'jobbtorg/cases:read'];
    const answer = await handler(event(scopes));
    expect(answer.response).toEqual(details({ office: 'vallingby' }, ['cases:read', 'cases:write'], scopes));
  });

  it('hands the rest of the event back as it came', async () => {
    const given = event(['party/city']);
    expect(await handler(given)).toEqual({ ...given, response: details({ city: 'true' }, [], ['party/city']) });
  });

  it.each([[undefined], [[]], [['jobbtorg/cases:read']]])(
    'leaves a client with %j without any right',
    async (scopes) => {
      expect((await handler(event(scopes))).response).toEqual(details({}, [], scopes ?? []));
    },
  );

  it('issues nothing to a person who signs in', async () => {
    await expect(handler(event(['party/city'], 'TokenGeneration_HostedAuth'))).rejects.toThrow();
  });
});
