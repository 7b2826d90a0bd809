import { type CommandName, isOnVersion } from '../../domain/case/commands.ts';

/** Where a command on a case is sent. */
export function commandPath(name: CommandName): `/v1/cases/{caseId}/${string}` {
  return `/v1/cases/{caseId}/${isOnVersion(name) ? `plans/{version}/${name}` : name}`;
}
