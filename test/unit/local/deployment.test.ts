import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readDeployment } from '../../../infra/local/deployment.ts';
import { loadStacks } from '../../../infra/local/template.ts';
import { PLACES, stackOf } from './stacks.ts';

const FIXTURE = fileURLToPath(new URL('../../support/fixtures/embedded', import.meta.url));

describe('The deployment read from synthesised stacks', () => {
  const deployment = readDeployment(loadStacks(FIXTURE), PLACES);

  test('has every function with its code, its limits and its environment', () => {
    const api = deployment.functions.find(({ name }) => name === 'fixture-api');
    expect(api).toMatchObject({
      arn: 'arn:aws:lambda:eu-north-1:000000000000:function:fixture-api',
      file: `${FIXTURE}/api/index.mjs`,
      handler: 'handler',
      timeoutSeconds: 10,
      memoryMegabytes: 256,
      environment: { TABLE_NAME: 'fixture-table', ISSUER: PLACES.apiUrl, CLIENTS: 'district-bromma' },
    });
    expect(api?.environment['KEY_ID']).toBe('arn:aws:kms:eu-north-1:000000000000:key/fixture-data-Key');
  });

  test('has the routes with the functions behind their integrations', () => {
    expect(deployment.routes).toContainEqual({ routeKey: 'GET /items/{id}', functionName: 'fixture-api' });
    expect(deployment.routes).toContainEqual({ routeKey: 'GET /slow', functionName: 'fixture-slow' });
  });

  test('has queues with their redrive, sources with their rules, and clients with their scopes', () => {
    expect(deployment.queues.find(({ name }) => name === 'fixture-work')?.properties).toMatchObject({
      VisibilityTimeout: 1,
      RedrivePolicy: {
        deadLetterTargetArn: 'arn:aws:sqs:eu-north-1:000000000000:fixture-dead-letters',
        maxReceiveCount: 5,
      },
    });
    expect(deployment.queueSources).toMatchObject([{ functionName: 'fixture-consumer', queueName: 'fixture-work' }]);
    expect(deployment.streamSources).toMatchObject([{ functionName: 'fixture-publisher', tableName: 'fixture-table' }]);
    expect(deployment.identity).toEqual({
      poolId: 'eu-north-1_Pool',
      triggerName: 'fixture-claims',
      clients: [
        {
          id: 'district-bromma',
          scopes: ['party/district.bromma', 'fixture/cases:read', 'fixture/referrals:write'],
          tokenSeconds: 900,
        },
      ],
    });
  });
});

describe('A template stops the start', () => {
  const read = (...declarations: Parameters<typeof stackOf>) => readDeployment([stackOf(...declarations)], PLACES);
  const aFunction = {
    type: 'AWS::Lambda::Function',
    properties: { Runtime: 'nodejs24.x', Handler: 'index.handler', Code: { S3Key: 'aaaa.zip' } },
  };
  const withCode = { assets: new Map([['aaaa', `${FIXTURE}/api`]]) };

  test('that declares a type which nothing here plays', () => {
    expect(() => read({ Machine: { type: 'AWS::StepFunctions::StateMachine' } })).toThrow(/Machine.*StateMachine/);
  });

  test('that gives a resource a property whose meaning is not known here', () => {
    const layered = { ...aFunction, properties: { ...aFunction.properties, Layers: ['a'] } };
    expect(() => read({ Function: layered }, withCode)).toThrow(/Function.*Layers/);
    expect(() => read({ Topics: { type: 'AWS::SQS::Queue', properties: { FifoQueue: true } } })).toThrow(/FifoQueue/);
  });

  test('that gives a property a form not known here', () => {
    const route = { type: 'AWS::ApiGatewayV2::Route', properties: { RouteKey: 'GET /', AuthorizationType: 'JWT' } };
    expect(() => read({ Route: route })).toThrow(/Route.*AuthorizationType/);
  });

  test('that deploys a function without code, and only then', () => {
    expect(() => read({ Function: aFunction })).toThrow(/Function.*code/);
    expect(read({ Function: aFunction }, withCode).functions).toHaveLength(1);
  });

  test('that feeds a function which no stack deploys', () => {
    const source = {
      type: 'AWS::Lambda::EventSourceMapping',
      properties: { FunctionName: 'nobody', EventSourceArn: 'arn:aws:sqs:eu-north-1:000000000000:work' },
    };
    expect(() => read({ Source: source })).toThrow(/Source.*nobody/);
  });

  test('that filters or schedules in a way not known here', () => {
    const schedule = {
      type: 'AWS::Scheduler::Schedule',
      properties: { ScheduleExpression: 'at(2026-01-01T00:00:00)', Target: { Arn: 'stack-Function' } },
    };
    expect(() => read({ Function: aFunction, Nightly: schedule }, withCode)).toThrow(/Nightly.*at\(2026/);
    const filter = {
      type: 'AWS::Lambda::EventSourceMapping',
      properties: {
        FunctionName: 'stack-Function',
        EventSourceArn: { 'Fn::GetAtt': ['Table', 'StreamArn'] },
        FilterCriteria: { Filters: [{ Pattern: '{"a": [{"cidr": "10.0.0.0/8"}]}' }] },
      },
    };
    const table = {
      type: 'AWS::DynamoDB::Table',
      properties: { KeySchema: [], AttributeDefinitions: [], BillingMode: 'PAY_PER_REQUEST' },
    };
    expect(() => read({ Function: aFunction, Filtered: filter, Table: table }, withCode)).toThrow(/Filtered.*filter/);
  });
});
