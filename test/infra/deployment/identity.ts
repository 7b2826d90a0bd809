import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { buildApp } from '../../../infra/app.ts';
import { STAGES } from '../../../infra/config.ts';
import { STOCKHOLM } from '../../../shared/reference/stockholm.ts';
import { literal, only, read, resourcesOf } from './templates.ts';

const OF_A_DISTRICT = ['referrals:write', 'cases:read', 'compliance:read', 'reports:read', 'feed:read'];
const OF_AN_OFFICE = ['cases:write', 'cases:read', 'compliance:read', 'reports:read', 'reports:write', 'feed:read'];
const OF_THE_CITY = [
  ...new Set([...OF_A_DISTRICT, ...OF_AN_OFFICE]),
  'compliance:run',
  'history:write',
  'audit:read',
  'retention:run',
];

const clientSchema = z.object({ ClientName: z.string(), AllowedOAuthScopes: z.array(z.unknown()) });

describe('Who may call', () => {
  test('each district and office has one client with exactly its scopes', () => {
    const clients = read('AWS::Cognito::UserPoolClient', clientSchema).map(({ read: client }) => [
      client.ClientName,
      client.AllowedOAuthScopes.map((scope) => literal(scope).slice(1)).toSorted(),
    ]);
    const expected = [
      ...STOCKHOLM.districts.map(({ code }) => [`district-${code}`, [`district.${code}`, ...OF_A_DISTRICT]] as const),
      ...STOCKHOLM.offices.map(({ code }) => [`office-${code}`, [`office.${code}`, ...OF_AN_OFFICE]] as const),
      ['city-admin', ['city', ...OF_THE_CITY]] as const,
    ].map(([name, scopes]) => [name, scopes.toSorted()]);
    expect(clients.toSorted()).toEqual(expected.toSorted());
  });

  test('a client can get a token by its secret and in no other way', () => {
    for (const { properties } of read('AWS::Cognito::UserPoolClient', clientSchema)) {
      expect(properties).toMatchObject({ GenerateSecret: true, AllowedOAuthFlows: ['client_credentials'] });
      expect(properties).not.toHaveProperty('CallbackURLs');
    }
  });

  test('nobody can sign up', () => {
    expect(only('AWS::Cognito::UserPool').properties).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: true },
      DeletionProtection: 'ACTIVE',
    });
  });

  test("issue-claims sets the claims of every machine's token", () => {
    expect(only('AWS::Cognito::UserPool').properties).toMatchObject({
      UserPoolTier: 'ESSENTIALS',
      LambdaConfig: { PreTokenGenerationConfig: { LambdaVersion: 'V3_0', LambdaArn: expect.anything() } },
    });
  });

  test("the city's own identity provider, and someone on call, are a matter of the stage's record alone", () => {
    const topic = 'arn:aws:sns:eu-north-1:111122223333:on-call';
    const resources = resourcesOf(
      buildApp({
        bundling: false,
        stage: {
          ...STAGES.production,
          tokens: {
            kind: 'external',
            issuer: 'https://login.example.org/',
            jwksUri: 'https://login.example.org/keys',
            audience: 'https://jobbtorg.example.org',
          },
          alarmTopicArn: topic,
        },
      }),
    );
    expect(resources.filter(({ type }) => type.startsWith('AWS::Cognito'))).toEqual([]);
    const referrals = resources.find(
      ({ properties }) => properties['FunctionName'] === 'jobbtorg-production-receive-referral',
    );
    expect(referrals?.properties).toMatchObject({
      Environment: {
        Variables: {
          TOKEN_ISSUER: 'https://login.example.org/',
          TOKEN_JWKS_URI: 'https://login.example.org/keys',
          TOKEN_AUDIENCE: 'https://jobbtorg.example.org',
          TOKEN_CLIENT_IDS: '',
        },
      },
    });
    const alarms = resources.filter(({ type }) => type === 'AWS::CloudWatch::Alarm');
    expect(alarms.length).toBeGreaterThan(20);
    for (const { properties } of alarms) {
      expect(properties).toMatchObject({ AlarmActions: [topic], OKActions: [topic] });
    }
  });
});
