import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { buildApp } from '../../../infra/app.ts';
import { STAGES } from '../../../infra/config.ts';
import { RIGHTS } from '../../../infra/stacks/rights.ts';
import { FUNCTION_NAMES } from '../../../shared/config/functions.ts';
import { ENDPOINTS } from '../../../shared/http/endpoints/catalogue.ts';
import { all, everything, OUTDIR, only, read, resourcesOf, statements, target } from './templates.ts';

const REFUSED_WITHOUT_TLS = {
  Effect: 'Deny',
  Principal: expect.anything(),
  Condition: { Bool: { 'aws:SecureTransport': 'false' } },
};

const statementsIn = (document: unknown) => z.object({ Statement: z.array(z.unknown()) }).parse(document).Statement;
const statementsOfTable = () => {
  const { ResourcePolicy } = only('AWS::DynamoDB::Table').properties;
  return statementsIn(z.object({ PolicyDocument: z.unknown() }).parse(ResourcePolicy).PolicyDocument);
};

test('nobody, whatever else they may, changes or removes an entry of the access log', () => {
  expect(statementsOfTable()).toContainEqual({
    Effect: 'Deny',
    Principal: { AWS: '*' },
    Action: ['dynamodb:DeleteItem', 'dynamodb:UpdateItem'],
    Resource: '*',
    Condition: { 'ForAnyValue:StringLike': { 'dynamodb:LeadingKeys': 'ACCESS#*' } },
  });
});

describe('Without TLS', () => {
  test('nobody reaches the table', () => {
    expect(statementsOfTable()).toContainEqual(expect.objectContaining(REFUSED_WITHOUT_TLS));
  });

  test('nobody reaches the reports', () => {
    const policy = only('AWS::S3::BucketPolicy').properties['PolicyDocument'];
    expect(statementsIn(policy)).toContainEqual(expect.objectContaining(REFUSED_WITHOUT_TLS));
  });
});

describe('What a role may do', () => {
  const functions = read(
    'AWS::Lambda::Function',
    z.object({
      FunctionName: z.string(),
      Role: z.unknown().transform(target),
      LoggingConfig: z.object({ LogGroup: z.unknown().transform(target) }),
    }),
  );
  const deployed = (name: string) => {
    const found = functions.find(({ read: { FunctionName } }) => FunctionName === `jobbtorg-test-${name}`);
    if (found === undefined) throw new Error(`${name} is not deployed`);
    return found;
  };
  const mine = (name: string) => {
    const { stack, read: fn } = deployed(name);
    return statements().filter((statement) => statement.stack === stack && statement.roles.includes(fn.Role));
  };
  const doing = (name: string, service: string) =>
    mine(name).filter(({ Action }) => Action.some((action) => action.startsWith(`${service}:`)));

  test.each(FUNCTION_NAMES)('%s is for few of the services of AWS, and each right names what it is for', (name) => {
    const services = new Set(mine(name).flatMap(({ Action }) => Action.map((action) => action.split(':')[0])));
    expect(services).toContain('logs');
    expect(['dynamodb', 'kms', 'logs', 's3', 'sqs']).toEqual(expect.arrayContaining([...services]));
    for (const { Effect, Resource } of mine(name)) {
      expect(Effect).toBe('Allow');
      expect(Resource.length).toBeGreaterThan(0);
      expect(Resource).not.toContain('*');
    }
  });

  test.each(FUNCTION_NAMES)('%s writes to its own log and to no other', (name) => {
    const [writing, ...others] = doing(name, 'logs');
    expect(others).toEqual([]);
    expect(writing?.Action).toEqual(['logs:CreateLogStream', 'logs:PutLogEvents']);
    expect(writing?.Resource.map(target)).toEqual([deployed(name).read.LoggingConfig.LogGroup]);
  });

  test.each(Object.entries(RIGHTS))('%s opens secrets only if its row of rights says so', (name, { secrets }) => {
    const byItself = doing(name, 'kms').filter(({ Condition }) => Condition === undefined);
    const expected = secrets ? [['kms:Decrypt', 'kms:GenerateDataKey']] : [];
    expect(byItself.map(({ Action }) => Action)).toEqual(expected);
  });

  test('whoever answers callers with a token may add to the access log that one was refused; who takes none need not', () => {
    const answering = new Set(ENDPOINTS.filter(({ scope }) => scope !== null).map((endpoint) => endpoint.function));
    expect(answering.size).toBeGreaterThan(5);
    for (const name of answering) {
      expect([name, doing(name, 'dynamodb').flatMap(({ Action }) => Action)]).toEqual([
        name,
        expect.arrayContaining(['dynamodb:PutItem']),
      ]);
    }
    expect(answering).not.toContain('describe-api');
    expect(doing('describe-api', 'dynamodb')).toEqual([]);
  });

  test('nothing but publishing sends to a working queue, and nobody removes a file, a queue or a key', () => {
    const senders = FUNCTION_NAMES.filter((name) =>
      doing(name, 'sqs').some(({ Action }) => Action.includes('sqs:SendMessage')),
    );
    expect(senders).toEqual(expect.arrayContaining(['publish-events']));
    for (const name of senders.filter((sender) => sender !== 'publish-events')) {
      const sent = doing(name, 'sqs').filter(({ Action }) => Action.includes('sqs:SendMessage'));
      expect(JSON.stringify(sent.map(({ Resource }) => Resource)), name).toMatch(/DeadLetters/);
    }
    const actions = statements().flatMap(({ Action }) => Action);
    expect(
      actions.filter((action) =>
        /^(?:sqs|kms):.*(?:Delete(?!Message)|Disable|Schedule|Purge|Put)|^s3:.*Policy/.test(action),
      ),
    ).toEqual([]);
  });

  test('a role is taken on by its service alone, and a function is called by what may call it alone', () => {
    const trust = z.object({
      AssumeRolePolicyDocument: z.object({
        Statement: z.array(
          z.object({ Principal: z.object({ Service: z.string() }), Condition: z.unknown().optional() }),
        ),
      }),
    });
    for (const { read: role } of read('AWS::IAM::Role', trust)) {
      const [statement, ...others] = role.AssumeRolePolicyDocument.Statement;
      expect(others).toEqual([]);
      expect(statement?.Principal.Service).toMatch(/^(?:lambda|scheduler)\.amazonaws\.com$/);
      if (statement?.Principal.Service.startsWith('scheduler')) expect(statement.Condition).toBeDefined();
    }
    for (const { properties } of all('AWS::Lambda::Permission')) {
      expect(properties['SourceArn'] ?? properties['SourceAccount'], JSON.stringify(properties)).toBeDefined();
    }
  });
});

describe('What can be reached from outside', () => {
  test('is the API, called by systems: no function has an address of its own, and no page of others may call', () => {
    expect(everything.filter(({ type }) => type === 'AWS::Lambda::Url')).toEqual([]);
    expect(only('AWS::ApiGatewayV2::Api').properties).not.toHaveProperty('CorsConfiguration');
  });
});

describe('The stacks that hold what must not be lost', () => {
  test('cannot be deleted before somebody lifts their protection', () => {
    const manifest = z
      .object({ artifacts: z.record(z.string(), z.object({ properties: z.looseObject({}).optional() })) })
      .parse(JSON.parse(readFileSync(join(OUTDIR, 'manifest.json'), 'utf8')));
    const isProtected = (name: string) =>
      manifest.artifacts[`jobbtorg-test-${name}`]?.properties?.['terminationProtection'];
    expect([isProtected('data'), isProtected('identity')]).toEqual([true, true]);
  });
});

describe('A master key that is being replaced', () => {
  const resources = resourcesOf(
    buildApp({ bundling: false, stage: { ...STAGES.test, masterKeys: ['NextKey', 'Key'] } }),
  );

  test('stands beside the new one, both renewed every year and kept whatever becomes of the stack', () => {
    const keys = resources.filter(({ type }) => type === 'AWS::KMS::Key');
    expect(keys.map(({ properties }) => properties['EnableKeyRotation'])).toEqual([true, true]);
    expect(keys.map(({ deletionPolicy }) => deletionPolicy)).toEqual(['Retain', 'Retain']);
  });

  test('is named after it, and only opens', () => {
    const named = resources.filter(
      ({ type, properties }) => type === 'AWS::Lambda::Function' && JSON.stringify(properties).includes('"KEY_ID"'),
    );
    expect(named.length).toBeGreaterThan(0);
    for (const { properties } of named)
      expect(JSON.stringify(properties)).toMatch(/"KEY_ID":\{"Fn::Join":\["",\[[^\]]*NextKey[^\]]*","[^\]]*Key/);
    const policies = JSON.stringify(
      resources.filter(({ type }) => type === 'AWS::IAM::Policy').map(({ properties }) => properties),
    );
    expect(policies).toMatch(
      /"Action":"kms:Decrypt","Effect":"Allow","Resource":\{"Fn::ImportValue":"[^"]*GetAttKey[0-9A-F]{8}Arn/,
    );
  });
});
