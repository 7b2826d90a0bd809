import { sqsDeadLetters } from '../../../shared/adapters/sqs-dead-letters.ts';
import type { DeadLetters } from '../../../shared/ports/dead-letters.ts';
import { announcedServices } from '../../local/services-file.ts';
import { CommandFailure } from '../server/command-failure.ts';

/** The dead letters of the installation that the environment (`QUEUE_PREFIX`) or a data folder names. */
export function reachDeadLetters(dataDir: string, environment: NodeJS.ProcessEnv): DeadLetters {
  const prefix = environment['QUEUE_PREFIX'];
  if (prefix !== undefined && prefix !== '') return sqsDeadLetters({ prefix });
  const services = announcedServices(dataDir);
  if (services === undefined) {
    throw new CommandFailure(
      `No suite is running on ${dataDir}: start it with npm start, name its folder with --data, or say in QUEUE_PREFIX how the names of a deployed installation's queues begin.`,
    );
  }
  Object.assign(environment, services.variables);
  return sqsDeadLetters({ queues: services.deadLetters });
}
