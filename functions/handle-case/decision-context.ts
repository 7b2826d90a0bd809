import { occasionPrefix } from '../../shared/domain/case/attendance.ts';
import type { Command } from '../../shared/domain/case/commands.ts';
import type { DecisionContext } from '../../shared/domain/case/decision.ts';
import type { Referral } from '../../shared/domain/referral/referral.ts';
import type { CaseFile } from '../../shared/ports/case-store.ts';
import { today } from '../../shared/ports/clock.ts';
import { planHash } from '../../shared/ports/keyed-hash.ts';
import type { CaseDeps } from './case-deps.ts';

/** How the ids of the occasions begin that a command has to do with; `undefined` for one that has to do with none. */
export function occasionsNamedBy({ name, body }: Command): string | undefined {
  if (name === 'attendances') return body.occasion;
  return name === 'occasions' ? occasionPrefix({ ...body, service: body.service ?? null }) : undefined;
}

/** What a command on a case is decided by, beside the case's state. */
export async function contextOf(
  file: CaseFile,
  { person }: Referral,
  command: Command,
  { hashes, city, clock }: CaseDeps,
): Promise<DecisionContext> {
  return {
    today: today(clock),
    city,
    source: 'live',
    person,
    hash: command.name === 'plans' ? await planHash(hashes, file.state.id, command.body) : '',
    occasions: file.occasions,
  };
}
