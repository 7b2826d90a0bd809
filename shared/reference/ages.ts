/** Young people (S0–S2): from the 16th birthday until the day before the 25th. */
export const YOUTH = { from: 16, to: 24 } as const;

/** Whether an age in whole years is a young person's; see {@link YOUTH}. */
export function isYouth(age: number): boolean {
  return YOUTH.from <= age && age <= YOUTH.to;
}
