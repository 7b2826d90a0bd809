import type { WorkOf } from '../../shared/ports/work.ts';
import { destroyCases } from './destroy-cases.ts';
import { judgeCases } from './judge-cases.ts';
import type { RetentionDeps } from './retention-deps.ts';

/** Carries out a part of a run. */
export function carryOut(
  work: WorkOf<'carry-out-retention'>,
  deps: RetentionDeps,
  hasTime: () => boolean = () => true,
): Promise<void> {
  return work.task === 'judge' ? judgeCases(work, deps, hasTime) : destroyCases(work, deps, hasTime);
}
