import type { ClosureOutcome } from '../case/vocabulary.ts';

const TO_WORK_OR_STUDIES: ReadonlySet<ClosureOutcome> = new Set(['work', 'subsidised-work', 'studies']);

/** Whether a case ended in what Jobbtorg is for: work, with or without subsidy, or studies. */
export function isToWorkOrStudies(outcome: ClosureOutcome): boolean {
  return TO_WORK_OR_STUDIES.has(outcome);
}
