import { describe, expect, test } from 'vitest';
import { localIdentities } from '../../../infra/local/identities.ts';
import { resolver } from '../../../infra/local/intrinsics.ts';
import { StartRefusal } from '../../../infra/local/refusal.ts';
import { PLACES, stackOf } from './stacks.ts';

/** A name to be substituted, as `Fn::Sub` marks it. */
const placeholder = (name: string) => `$\{${name}}`;

const data = stackOf(
  {
    Table: { type: 'AWS::DynamoDB::Table', properties: { TableName: { 'Fn::Join': ['-', ['city', 'table']] } } },
    Key: { type: 'AWS::KMS::Key' },
    Bucket: { type: 'AWS::S3::Bucket' },
  },
  {
    name: 'data',
    outputs: {
      One: {
        Value: { 'Fn::GetAtt': ['Table', 'Arn'] },
        Export: { Name: { 'Fn::Sub': `${placeholder('AWS::StackName')}:TableArn` } },
      },
      Two: { Value: 'not exported' },
    },
  },
);
const service = stackOf(
  {
    Queue: { type: 'AWS::SQS::Queue', properties: { QueueName: 'work' } },
    Pool: { type: 'AWS::Cognito::UserPool' },
    Client: { type: 'AWS::Cognito::UserPoolClient', properties: { ClientName: 'city-admin' } },
    Server: { type: 'AWS::Cognito::UserPoolResourceServer', properties: { Identifier: 'party' } },
    Function: { type: 'AWS::Lambda::Function', properties: { FunctionName: 'handle-case' } },
    Alarm: { type: 'AWS::CloudWatch::Alarm' },
    Asking: { type: 'AWS::Lambda::Function' },
  },
  { name: 'service' },
);
const resolve = resolver([data, service], PLACES.region, localIdentities(PLACES));
const inService = (value: unknown) => resolve(value, { stack: service, logicalId: 'Asking', type: '', properties: {} });
const inData = (value: unknown) => resolve(value, { stack: data, logicalId: 'Asking', type: '', properties: {} });

describe('A value of the template', () => {
  test.each<[unknown, unknown]>([
    ['text', 'text'],
    [3, 3],
    [{ a: [{ Ref: 'AWS::Region' }] }, { a: ['eu-north-1'] }],
    [{ a: { Ref: 'AWS::NoValue' }, b: 1 }, { b: 1 }],
    [{ Ref: 'AWS::AccountId' }, '000000000000'],
    [{ Ref: 'AWS::Partition' }, 'aws'],
    [{ Ref: 'AWS::URLSuffix' }, 'amazonaws.com'],
    [{ Ref: 'AWS::StackName' }, 'service'],
    [{ Ref: 'Queue' }, 'http://127.0.0.1:4000/000000000000/work'],
    [{ Ref: 'Client' }, 'city-admin'],
    [{ Ref: 'Server' }, 'party'],
    [{ 'Fn::GetAtt': ['Queue', 'Arn'] }, 'arn:aws:sqs:eu-north-1:000000000000:work'],
    [{ 'Fn::GetAtt': 'Function.Arn' }, 'arn:aws:lambda:eu-north-1:000000000000:function:handle-case'],
    [
      { 'Fn::Join': ['', [{ 'Fn::GetAtt': ['Pool', 'ProviderURL'] }, '/.well-known/jwks.json']] },
      'http://127.0.0.1:3000/.well-known/jwks.json',
    ],
    [
      { 'Fn::Sub': `${placeholder('Server')}/${placeholder('!literal')}-${placeholder('Queue.QueueName')}` },
      `party/${placeholder('literal')}-work`,
    ],
    [{ 'Fn::Sub': [`${placeholder('a')}-${placeholder('Server')}`, { a: { Ref: 'Client' } }] }, 'city-admin-party'],
    [{ 'Fn::ImportValue': 'data:TableArn' }, 'arn:aws:dynamodb:eu-north-1:000000000000:table/city-table'],
  ])('%j is %j', (value, resolved) => {
    expect(inService(value)).toEqual(resolved);
  });

  test('is named after its stack and logical id where the template names it not', () => {
    expect(inData({ Ref: 'Bucket' })).toBe('data-bucket');
    expect(inData({ 'Fn::GetAtt': ['Key', 'Arn'] })).toBe('arn:aws:kms:eu-north-1:000000000000:key/data-Key');
  });

  test.each<[unknown, string]>([
    [{ 'Fn::Select': [0, ['a']] }, 'Fn::Select'],
    [{ 'Fn::If': ['yes', 1, 2] }, 'Fn::If'],
    [{ 'Fn::FindInMap': ['a', 'b', 'c'] }, 'Fn::FindInMap'],
    [{ a: [{ b: { 'Fn::Split': [',', 'a,b'] } }] }, 'Fn::Split'],
    [{ Ref: 'Nowhere' }, 'Nowhere'],
    [{ Ref: 'AWS::NotificationARNs' }, 'AWS::NotificationARNs'],
    [{ Ref: 'Alarm' }, 'AWS::CloudWatch::Alarm'],
    [{ Ref: 'Table' }, 'Table'],
    [{ 'Fn::GetAtt': ['Queue', 'Colour'] }, 'Colour'],
    [{ 'Fn::GetAtt': 3 }, 'Fn::GetAtt'],
    [{ 'Fn::Join': ['', 'a'] }, 'Fn::Join'],
    [{ 'Fn::Join': ['', [{ a: 1 }]] }, 'text'],
    [{ 'Fn::ImportValue': 'data:Other' }, 'data:Other'],
  ])('%j stops the start, naming the resource and %s', (value, named) => {
    expect(() => inService(value)).toThrow(StartRefusal);
    expect(() => inService(value)).toThrow(/Asking/);
    expect(() => inService(value)).toThrow(named);
  });
});
