import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, type Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type * as z from 'zod';
import type { FunctionName } from '../../shared/config/functions.ts';
import { deployedName, metricsNamespace, type StageConfig } from '../config.ts';
import { ImpactAlarm } from './impact-alarm.ts';

/** Conditions of a policy: operator, then key, then what it is held against. */
export type Conditions = Readonly<Record<string, Readonly<Record<string, string | ReadonlyArray<string>>>>>;

/** Where a function's code comes from. */
export type CodeOf = (name: FunctionName) => Code;

/** How large a function is, and what its failure costs a person. */
export interface FunctionTraits {
  readonly memoryMegabytes: number;
  readonly timeoutSeconds: number;
  /** Where the cheaper one will not do: a program that the function carries along exists for this one only. */
  readonly architecture?: 'x86_64';
  readonly impact: string;
}

export interface ServiceFunctionProps<Variables extends Readonly<Record<string, string>>> extends FunctionTraits {
  readonly stage: StageConfig;
  readonly name: FunctionName;
  readonly code: Code;
  /** The schema with which the function reads its environment. */
  readonly schema: z.ZodType<unknown, Variables>;
  /** Exactly what that schema asks for: a missing or misspelt variable does not compile. */
  readonly environment: NoInfer<Variables>;
}

/** A deployed function with a role and a log of its own, and alarms for its errors and for calls turned away. */
export class ServiceFunction<
  Variables extends Readonly<Record<string, string>> = Readonly<Record<string, string>>,
> extends Construct {
  readonly lambda: LambdaFunction;
  readonly timeout: Duration;
  /** What its failure costs a person. */
  readonly impact: string;

  constructor(scope: Construct, id: string, props: ServiceFunctionProps<Variables>) {
    super(scope, id);
    const { stage, name, code, environment, memoryMegabytes, timeoutSeconds, architecture, impact } = props;
    const logGroup = new LogGroup(this, 'Log', {
      logGroupName: `/jobbtorg/${stage.name}/${name}`,
      retention: stage.logRetention,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    this.timeout = Duration.seconds(timeoutSeconds);
    this.impact = impact;
    this.lambda = new LambdaFunction(this, 'Function', {
      functionName: deployedName(stage, name),
      runtime: Runtime.NODEJS_24_X,
      architecture: architecture === 'x86_64' ? Architecture.X86_64 : Architecture.ARM_64,
      handler: 'index.handler',
      code,
      memorySize: memoryMegabytes,
      timeout: this.timeout,
      role,
      logGroup,
      environment: {
        ...environment,
        POWERTOOLS_SERVICE_NAME: name,
        POWERTOOLS_METRICS_NAMESPACE: metricsNamespace(stage),
      },
    });
    new ImpactAlarm(this, 'Errors', {
      stage,
      name: `${name}-errors`,
      metric: this.lambda.metricErrors({ period: Duration.minutes(5), statistic: 'sum' }),
      threshold: 1,
      happened: `${name} failed.`,
      impact,
      runbook: 'alarm-function-errors',
    });
    new ImpactAlarm(this, 'Throttles', {
      stage,
      name: `${name}-throttles`,
      metric: this.lambda.metricThrottles({ period: Duration.minutes(5), statistic: 'sum' }),
      threshold: 1,
      happened: `${name} was called more often than the account allows, and calls were turned away.`,
      impact,
      runbook: 'alarm-throttles',
    });
  }

  /** Adds named actions on named resources to the function's role, always or under conditions. */
  allow(actions: ReadonlyArray<string>, resources: ReadonlyArray<string>, conditions: Conditions = {}): void {
    this.lambda.addToRolePolicy(new PolicyStatement({ actions: [...actions], resources: [...resources], conditions }));
  }
}
