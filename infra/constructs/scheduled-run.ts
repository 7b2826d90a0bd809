import { Duration, Stack } from 'aws-cdk-lib';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { CITY_TIME_ZONE } from '../../shared/domain/time/stockholm.ts';
import { deployedName, type StageConfig } from '../config.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import type { ServiceFunction } from './service-function.ts';

/** Long enough to outlast a disturbance of the region, short enough that the run still belongs to its morning. */
const KEEP_TRYING = Duration.hours(4);
const DELIVERY_RETRIES = 20;
/** The most that Lambda allows for a call nobody waits for. */
const RUN_RETRIES = 2;

export interface ScheduledRunProps {
  readonly stage: StageConfig;
  readonly runner: ServiceFunction;
  readonly name: string;
  /** Fields of a cron expression, in the city's local time. */
  readonly cron: { readonly minute: number; readonly hour: number; readonly dayOfMonth: string };
  /** What the run is about, for whoever finds it among the dead letters; a check of the deadlines unless told otherwise. */
  readonly of?: string;
  /** What a run that does not happen costs a person. */
  readonly impact: string;
}

/**
 * A function run by the calendar of the city. It is told the time it was scheduled for, so that a late or repeated run
 * is about the same day. Both a run that cannot be started and one that keeps failing end as dead letters.
 */
export class ScheduledRun extends Construct {
  constructor(scope: Construct, id: string, { stage, runner, name, cron, of, impact }: ScheduledRunProps) {
    super(scope, id);
    const deadLetters = new DeadLetterQueue(this, 'DeadLetters', { stage, of: name, kind: 'schedule', impact });
    runner.lambda.configureAsyncInvoke({
      retryAttempts: RUN_RETRIES,
      maxEventAge: KEEP_TRYING,
      onFailure: new SqsDestination(deadLetters.queue),
    });
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
      }),
      inlinePolicies: {
        run: new PolicyDocument({
          statements: [
            new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [runner.lambda.functionArn] }),
            new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [deadLetters.queue.queueArn] }),
          ],
        }),
      },
    });
    new CfnSchedule(this, 'Schedule', {
      name: deployedName(stage, name),
      scheduleExpression: `cron(${cron.minute} ${cron.hour} ${cron.dayOfMonth} * ? *)`,
      scheduleExpressionTimezone: CITY_TIME_ZONE,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: runner.lambda.functionArn,
        roleArn: role.roleArn,
        input: JSON.stringify({ scheduledTime: '<aws.scheduler.scheduled-time>', ...(of === undefined ? {} : { of }) }),
        retryPolicy: { maximumRetryAttempts: DELIVERY_RETRIES, maximumEventAgeInSeconds: KEEP_TRYING.toSeconds() },
        deadLetterConfig: { arn: deadLetters.queue.queueArn },
      },
    });
  }
}
