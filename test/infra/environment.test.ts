import { App, Stack } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { expect, test } from 'vitest';
import { STAGES } from '../../infra/config.ts';
import { ServiceFunction } from '../../infra/constructs/service-function.ts';
import { FUNCTIONS } from '../../infra/stacks/functions.ts';
import { tableEnvironment } from '../../shared/config/environment.ts';

const rest = {
  ...FUNCTIONS['handle-case'],
  stage: STAGES.test,
  name: 'handle-case',
  code: Code.fromInline('// nothing'),
  schema: tableEnvironment,
} as const;
const stack = () => new Stack(new App(), 'Stack');

test('a variable that is missing, misspelt or too many does not compile', () => {
  const whole = () => new ServiceFunction(stack(), 'F', { ...rest, environment: { TABLE_NAME: 't', KEY_ID: 'k' } });
  const refusedByTheCompiler = [
    // @ts-expect-error: KEY_ID is missing
    () => new ServiceFunction(stack(), 'F', { ...rest, environment: { TABLE_NAME: 't' } }),
    // @ts-expect-error: KEYID is not what the function reads
    () => new ServiceFunction(stack(), 'F', { ...rest, environment: { TABLE_NAME: 't', KEYID: 'k' } }),
    // @ts-expect-error: the function reads no STAGE
    () => new ServiceFunction(stack(), 'F', { ...rest, environment: { TABLE_NAME: 't', KEY_ID: 'k', STAGE: 's' } }),
  ];
  expect(whole().lambda).toBeDefined();
  expect(refusedByTheCompiler).toHaveLength(3);
});

test('a function cannot be made without saying what its failure costs a person', () => {
  const { impact, ...speechless } = rest;
  const refusedByTheCompiler = () =>
    // @ts-expect-error: impact is missing
    new ServiceFunction(stack(), 'F', { ...speechless, environment: { TABLE_NAME: 't', KEY_ID: 'k' } });
  expect(impact).not.toBe('');
  expect(refusedByTheCompiler).toBeTypeOf('function');
});
