import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { environment as applyRetention } from '../../../functions/apply-retention/environment.ts';
import { environment as assessCases } from '../../../functions/assess-cases/environment.ts';
import { environment as buildReport } from '../../../functions/build-report/environment.ts';
import { environment as checkDeadlines } from '../../../functions/check-deadlines/environment.ts';
import { environment as describeApi } from '../../../functions/describe-api/environment.ts';
import { environment as handleCase } from '../../../functions/handle-case/environment.ts';
import { environment as issueClaims } from '../../../functions/issue-claims/environment.ts';
import { environment as printReport } from '../../../functions/print-report/environment.ts';
import { environment as publishEvents } from '../../../functions/publish-events/environment.ts';
import { environment as readFeed } from '../../../functions/read-feed/environment.ts';
import { environment as receiveHistory } from '../../../functions/receive-history/environment.ts';
import { environment as receiveReferral } from '../../../functions/receive-referral/environment.ts';
import { environment as requestReports } from '../../../functions/request-reports/environment.ts';
import { STAGES } from '../../../infra/config.ts';
import { FUNCTION_NAMES, type FunctionName } from '../../../shared/config/functions.ts';
import { literal, read, type Statement, statements, target } from './templates.ts';

const ENVIRONMENTS: Readonly<Record<FunctionName, z.ZodObject>> = {
  'apply-retention': applyRetention,
  'assess-cases': assessCases,
  'build-report': buildReport,
  'check-deadlines': checkDeadlines,
  'describe-api': describeApi,
  'handle-case': handleCase,
  'issue-claims': issueClaims,
  'print-report': printReport,
  'publish-events': publishEvents,
  'read-feed': readFeed,
  'receive-history': receiveHistory,
  'receive-referral': receiveReferral,
  'request-reports': requestReports,
};

const functions = read(
  'AWS::Lambda::Function',
  z.object({
    FunctionName: z.string(),
    Runtime: z.string(),
    Architectures: z.array(z.string()),
    Role: z.unknown().transform(target),
    LoggingConfig: z.object({ LogGroup: z.unknown().transform(target) }),
    Environment: z.object({ Variables: z.record(z.string(), z.unknown()) }),
    MemorySize: z.number(),
    Timeout: z.number(),
  }),
);

function deployed(name: FunctionName) {
  const found = functions.find(({ read: { FunctionName } }) => FunctionName === `jobbtorg-test-${name}`);
  if (found === undefined) throw new Error(`${name} is not deployed`);
  return found;
}

function may(name: FunctionName): ReadonlyArray<Statement> {
  const { stack, read: fn } = deployed(name);
  return statements().filter((statement) => statement.stack === stack && statement.roles.includes(fn.Role));
}

describe('Functions', () => {
  test('every function of the catalogue is deployed, and no other', () => {
    expect(functions.map(({ read: { FunctionName } }) => FunctionName).toSorted()).toEqual(
      FUNCTION_NAMES.map((name) => `jobbtorg-test-${name}`).toSorted(),
    );
  });

  test('all run on Node 24 and arm64, but for the one that carries a browser', () => {
    for (const { read: fn } of functions) {
      const Architectures = [fn.FunctionName === 'jobbtorg-test-print-report' ? 'x86_64' : 'arm64'];
      expect(fn).toMatchObject({ Runtime: 'nodejs24.x', Architectures });
    }
  });

  test('each has a role and a log of its own', () => {
    const own = (things: ReadonlyArray<string>) => new Set(things).size;
    expect(own(functions.map(({ stack, read: fn }) => `${stack}/${fn.Role}`))).toBe(functions.length);
    expect(own(functions.map(({ stack, read: fn }) => `${stack}/${fn.LoggingConfig.LogGroup}`))).toBe(functions.length);
  });

  test.each(FUNCTION_NAMES)('%s is told what its schema asks for, and nothing else', (name) => {
    expect(Object.keys(deployed(name).read.Environment.Variables).toSorted()).toEqual(
      [...Object.keys(ENVIRONMENTS[name].shape), 'POWERTOOLS_METRICS_NAMESPACE', 'POWERTOOLS_SERVICE_NAME'].toSorted(),
    );
  });

  test('no function is told its stage', () => {
    for (const { read: fn } of functions) {
      expect(fn.Environment.Variables['POWERTOOLS_METRICS_NAMESPACE']).toBe('jobbtorg-test');
      expect(fn.FunctionName).toBe(`jobbtorg-test-${fn.Environment.Variables['POWERTOOLS_SERVICE_NAME']}`);
    }
  });

  test('every log group has a retention', () => {
    const groups = read('AWS::Logs::LogGroup', z.object({ RetentionInDays: z.int().positive() }));
    expect(groups.length).toBe(functions.length + 1);
  });
});

describe('Rights', () => {
  test('no function may use a star action', () => {
    expect(statements().length).toBeGreaterThan(30);
    expect(
      statements()
        .flatMap(({ Action }) => Action)
        .filter((action) => action.includes('*')),
    ).toEqual([]);
  });

  test('no managed policy is attached', () => {
    for (const { read: role } of read('AWS::IAM::Role', z.looseObject({}))) {
      expect(role).not.toHaveProperty('ManagedPolicyArns');
    }
  });

  test('a star in a resource names the files of the reports and nothing else', () => {
    const stars = statements().filter(({ Resource }) => Resource.some((resource) => literal(resource).includes('*')));
    const [reading, writing] = [['s3:GetObject'], ['s3:GetObject', 's3:PutObject']];
    expect(stars.map(({ Action }) => Action).toSorted()).toEqual([reading, writing, writing]);
  });

  test('no function may read the table from end to end', () => {
    expect(statements().flatMap(({ Action }) => Action)).not.toContain('dynamodb:Scan');
  });

  test.each(['assess-cases', 'build-report', 'check-deadlines', 'publish-events'] as const)(
    '%s uses the key through DynamoDB only, and so cannot open a secret',
    (name) => {
      const key = may(name).filter(({ Action }) => Action.some((action) => action.startsWith('kms:')));
      expect(key).toHaveLength(1);
      expect(key[0]?.Condition).toEqual({ StringEquals: { 'kms:ViaService': 'dynamodb.eu-north-1.amazonaws.com' } });
    },
  );

  test.each(['describe-api', 'issue-claims'] as const)('%s may write its log, and nothing else', (name) => {
    expect(may(name).flatMap(({ Action }) => Action)).toEqual(['logs:CreateLogStream', 'logs:PutLogEvents']);
  });

  test('only commands on a case may delete: they release the lock of a closed one; and retention: whole cases, when approved', () => {
    const deletions = FUNCTION_NAMES.map((name) => ({
      name,
      statements: may(name).filter(({ Action }) => Action.includes('dynamodb:DeleteItem')),
    })).filter(({ statements: found }) => found.length > 0);
    const only = (...partitions: ReadonlyArray<string>) => [
      expect.objectContaining({
        Action: ['dynamodb:DeleteItem'],
        Condition: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': partitions } },
      }),
    ];
    expect(deletions).toEqual([
      { name: 'handle-case', statements: only('LOCK#*') },
      { name: 'apply-retention', statements: only('CASE#*', 'LOCK#*', 'RETENTION#*') },
    ]);
  });

  test('no stage destroys anything before a city has confirmed the rule', () => {
    for (const { retention } of Object.values(STAGES)) expect(retention).toBe('dry-run');
    expect(deployed('apply-retention').read.Environment.Variables['CONFIRMED_RETENTION']).toBe('dry-run');
  });
});
