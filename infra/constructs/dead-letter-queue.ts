import { Duration, Validations } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { deployedName, type StageConfig } from '../config.ts';
import { ImpactAlarm } from './impact-alarm.ts';

/** A message moved here keeps the time it was first sent, so this must be well beyond any source queue's retention. */
export const DEAD_LETTER_RETENTION = Duration.days(14);

export interface DeadLetterQueueProps {
  readonly stage: StageConfig;
  /** Whose letters die here, by its name and by its kind. */
  readonly of: string;
  readonly kind: 'queue' | 'stream' | 'schedule';
  /** What a dead letter costs a person. */
  readonly impact: string;
}

/** Where work ends up that could not be done, kept for two weeks and never without an alarm. */
export class DeadLetterQueue extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, { stage, of, kind, impact }: DeadLetterQueueProps) {
    super(scope, id);
    this.queue = new Queue(this, 'Queue', {
      queueName: deployedName(stage, of, 'dead-letters'),
      retentionPeriod: DEAD_LETTER_RETENTION,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
    });
    if (kind !== 'queue') {
      Validations.of(this.queue).acknowledge({
        id: 'AwsSolutions::AwsSolutions-SQS3',
        reason: `This is a dead-letter queue itself, of a ${kind}; the rule recognises only those of other queues.`,
      });
    }
    new ImpactAlarm(this, 'Letters', {
      stage,
      name: `${of}-dead-letters`,
      metric: this.queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1), statistic: 'max' }),
      threshold: 1,
      happened: `Work of ${of} was given up after repeated failures.`,
      impact,
      runbook: 'alarm-dead-letters',
    });
  }
}
