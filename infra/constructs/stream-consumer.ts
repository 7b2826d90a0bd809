import { Duration } from 'aws-cdk-lib';
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { STREAM_ATTRIBUTE, STREAM_FACTS, STREAM_WORK } from '../../shared/adapters/table/keys.ts';
import type { StageConfig } from '../config.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';
import { ImpactAlarm } from './impact-alarm.ts';
import type { ServiceFunction } from './service-function.ts';

const BATCH = 100;
const RETRIES = 10;
/** A stream forgets after 24 hours; giving up after six leaves a working day to send the given-up part again. */
const GIVE_UP_AFTER = Duration.hours(6);
const BEHIND_MINUTES = 15;

export interface StreamConsumerProps {
  readonly stage: StageConfig;
  readonly name: string;
  readonly streamArn: string;
  readonly consumer: ServiceFunction;
  /** What changes that are passed on late or not at all cost a person. */
  readonly impact: string;
}

/**
 * A function fed by the table's stream with the items marked for it, and nothing else: what it writes itself does not
 * wake it. A record that fails is isolated by halving its batch, given up after ten retries or six hours, and its place
 * in the stream kept as a dead letter; without these bounds one bad record holds up a shard for a day.
 */
export class StreamConsumer extends Construct {
  constructor(scope: Construct, id: string, { stage, name, streamArn, consumer, impact }: StreamConsumerProps) {
    super(scope, id);
    const deadLetters = new DeadLetterQueue(this, 'DeadLetters', { stage, of: name, kind: 'stream', impact });
    consumer.allow(
      ['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator', 'dynamodb:ListStreams'],
      [streamArn],
    );
    new EventSourceMapping(this, 'Mapping', {
      target: consumer.lambda,
      eventSourceArn: streamArn,
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: BATCH,
      reportBatchItemFailures: true,
      bisectBatchOnError: true,
      retryAttempts: RETRIES,
      maxRecordAge: GIVE_UP_AFTER,
      onFailure: new SqsDlq(deadLetters.queue),
      filters: [
        FilterCriteria.filter({
          eventName: FilterRule.isEqual('INSERT'),
          dynamodb: { NewImage: { [STREAM_ATTRIBUTE]: { S: FilterRule.or(STREAM_WORK, STREAM_FACTS) } } },
        }),
      ],
    });
    new ImpactAlarm(this, 'Behind', {
      stage,
      name: `${name}-behind`,
      metric: consumer.lambda.metric('IteratorAge', { period: Duration.minutes(5), statistic: 'max' }),
      threshold: Duration.minutes(BEHIND_MINUTES).toMilliseconds(),
      happened: `${name} is ${BEHIND_MINUTES} minutes behind the table.`,
      impact,
      runbook: 'alarm-stream-behind',
    });
  }
}
