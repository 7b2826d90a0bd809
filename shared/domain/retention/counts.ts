import * as z from 'zod';
import type { Judgement } from './judge.ts';
import { RETENTION_HOLDS } from './rule.ts';

/** How many cases a hold keeps, by the hold: a case that several keep counts under each. */
export const heldByReason = z.record(z.enum(RETENTION_HOLDS), z.int());

/** What the cases of a run, or of a part of it, came to: counts alone, since a reason can tell of the person. */
export const judgedCountsSchema = z.strictObject({
  /** Closed for as long as the records are kept. */
  candidates: z.int(),
  held: z.int(),
  heldByReason,
  due: z.int(),
  /** Of those due, the ones that were to be destroyed before now. */
  late: z.int(),
  /** That nobody could judge. */
  failed: z.int(),
});
export type JudgedCounts = z.infer<typeof judgedCountsSchema>;

const NO_HOLDS: JudgedCounts['heldByReason'] = {
  'open-case': 0,
  'newer-note': 0,
  'recently-stored': 0,
  'research-sample': 0,
  'legal-claim': 0,
  'register-extract': 0,
  restriction: 0,
};

/** The counts of no case. */
export const NO_COUNTS: JudgedCounts = { candidates: 0, held: 0, heldByReason: NO_HOLDS, due: 0, late: 0, failed: 0 };

/** The counts of one candidate; `failed` is one that could not be judged. */
export function countsOf(judgement: Judgement | 'failed'): JudgedCounts {
  if (judgement === 'failed') return { ...NO_COUNTS, candidates: 1, failed: 1 };
  switch (judgement.outcome) {
    case 'not-yet':
      return NO_COUNTS;
    case 'held': {
      const one = Object.fromEntries(judgement.reasons.map((reason) => [reason, 1]));
      return { ...NO_COUNTS, candidates: 1, held: 1, heldByReason: { ...NO_HOLDS, ...one } };
    }
    case 'due':
      return { ...NO_COUNTS, candidates: 1, due: 1, late: judgement.isLate ? 1 : 0 };
  }
}

/** The counts of some parts together. */
export function sumOf(parts: ReadonlyArray<JudgedCounts>): JudgedCounts {
  const total = (count: (part: JudgedCounts) => number) => parts.reduce((sum, part) => sum + count(part), 0);
  const held = RETENTION_HOLDS.map((hold) => [hold, total((part) => part.heldByReason[hold])]);
  return {
    candidates: total(({ candidates }) => candidates),
    held: total((part) => part.held),
    heldByReason: heldByReason.parse(Object.fromEntries(held)),
    due: total(({ due }) => due),
    late: total(({ late }) => late),
    failed: total(({ failed }) => failed),
  };
}
