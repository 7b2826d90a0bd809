import { Duration } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { DELIVERIES } from '../../shared/ports/work.ts';
import { deployedName, type StageConfig } from '../config.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import { ImpactAlarm } from './impact-alarm.ts';
import type { ServiceFunction } from './service-function.ts';

const RETENTION = Duration.days(4);
/** AWS's rule for a Lambda consumer: room for every retry of a batch before the message shows itself again. */
const VISIBILITY_TIMEOUTS = 6;

export interface ConsumedQueueProps {
  readonly stage: StageConfig;
  readonly name: string;
  readonly consumer: ServiceFunction;
  readonly batchSize: number;
  readonly maxConcurrency: number;
  /** From which age a waiting message is an alarm. */
  readonly oldestMinutes: number;
  /** What work that waits or is given up costs a person. */
  readonly impact: string;
}

/** A queue that cannot be had without its consumer, a place for what fails, and alarms on delay and on failure. */
export class ConsumedQueue extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, props: ConsumedQueueProps) {
    super(scope, id);
    const { stage, name, consumer, batchSize, maxConcurrency, oldestMinutes, impact } = props;
    const deadLetters = new DeadLetterQueue(this, 'DeadLetters', { stage, of: name, kind: 'queue', impact });
    this.queue = new Queue(this, 'Queue', {
      queueName: deployedName(stage, name),
      retentionPeriod: RETENTION,
      visibilityTimeout: Duration.seconds(consumer.timeout.toSeconds() * VISIBILITY_TIMEOUTS),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      deadLetterQueue: { queue: deadLetters.queue, maxReceiveCount: DELIVERIES },
    });
    consumer.lambda.addEventSource(
      new SqsEventSource(this.queue, { batchSize, maxConcurrency, reportBatchItemFailures: true }),
    );
    new ImpactAlarm(this, 'Oldest', {
      stage,
      name: `${name}-oldest-message`,
      metric: this.queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(5), statistic: 'max' }),
      threshold: Duration.minutes(oldestMinutes).toSeconds(),
      happened: `Work in ${name} has waited for ${oldestMinutes} minutes.`,
      impact,
      runbook: 'alarm-old-messages',
    });
  }
}
