import { expect, test } from 'vitest';
import { deadLetterQueuesOf } from '../../../infra/local/dead-letter-queues.ts';
import { readDeployment } from '../../../infra/local/deployment.ts';
import { PLACES, stackOf } from './stacks.ts';

test('Dead letters of a queue are known with where they came from, and none is named that nothing sends to', () => {
  const queue = (name: string, more: object = {}) => ({
    type: 'AWS::SQS::Queue',
    properties: { QueueName: name, ...more },
  });
  const stack = stackOf({
    Work: queue('work', {
      RedrivePolicy: { deadLetterTargetArn: { 'Fn::GetAtt': ['Dead', 'Arn'] }, maxReceiveCount: 5 },
    }),
    Dead: queue('work-dead-letters'),
    Alone: queue('alone'),
  });
  expect(deadLetterQueuesOf(readDeployment([stack], PLACES))).toEqual([{ name: 'work-dead-letters', source: 'work' }]);
});
