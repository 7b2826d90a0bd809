import { type Deployment, queueNameOf } from './deployment.ts';

/** Where work that is given up lies, and which queue it came from; `null` for that of a stream or a schedule. */
export interface DeclaredDeadLetters {
  readonly name: string;
  readonly source: string | null;
}

/** Every dead-letter queue that the template sends something to. */
export function deadLetterQueuesOf({
  queues,
  streamSources,
  functions,
}: Pick<Deployment, 'queues' | 'streamSources' | 'functions'>): ReadonlyArray<DeclaredDeadLetters> {
  const ofQueues = queues.flatMap(({ name, properties: { RedrivePolicy } }) =>
    RedrivePolicy === undefined ? [] : [{ name: queueNameOf(RedrivePolicy.deadLetterTargetArn), source: name }],
  );
  const others = [
    ...streamSources.map(({ properties }) => properties.DestinationConfig?.OnFailure?.Destination),
    ...functions.map(({ asynchronous }) => asynchronous.failureQueueArn),
  ].flatMap((arn) => (arn === undefined ? [] : [{ name: queueNameOf(arn), source: null }]));
  const byName = new Map([...others, ...ofQueues].map((queue) => [queue.name, queue]));
  return [...byName.values()].toSorted((one, other) => one.name.localeCompare(other.name));
}
