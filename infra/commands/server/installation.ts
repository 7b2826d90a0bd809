import { announcedServices } from '../../local/services-file.ts';
import { CommandFailure } from './command-failure.ts';

/** The variables that say where an installation keeps its cases. */
export interface Installation {
  readonly table: string;
  readonly key: string;
}

/**
 * Finds the installation a command is to work on and tells the SDK of it: the deployed one that the environment names
 * (`TABLE_NAME`, `KEY_ID`), or the embedded one that runs on a data folder. Call it before any client is made.
 */
export function reachInstallation(dataDir: string, environment: NodeJS.ProcessEnv): Installation {
  if (environment['TABLE_NAME'] === undefined) {
    const services = announcedServices(dataDir);
    if (services === undefined) {
      throw new CommandFailure(
        `No suite is running on ${dataDir}: start it with npm start, name its folder with --data, or name a deployed table in TABLE_NAME and its key in KEY_ID.`,
      );
    }
    Object.assign(environment, services.variables);
  }
  const { TABLE_NAME: table, KEY_ID: key } = environment;
  if (table === undefined || key === undefined) {
    throw new CommandFailure('TABLE_NAME and KEY_ID must both be set for a deployed installation.');
  }
  return { table, key };
}
