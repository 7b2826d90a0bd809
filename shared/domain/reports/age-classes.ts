/** The age classes of every report, in whole years on the day of receipt, both ends included. */
const AGE_CLASSES = [
  { key: '16-19', from: 16, to: 19 },
  { key: '20-24', from: 20, to: 24 },
  { key: '25-29', from: 25, to: 29 },
  { key: '30-44', from: 30, to: 44 },
  { key: '45-54', from: 45, to: 54 },
  { key: '55-64', from: 55, to: 64 },
] as const;

const ANY_OTHER_AGE = 'other';

/** The keys of the age classes, the youngest first. */
export const AGE_CLASS_KEYS: ReadonlyArray<string> = [...AGE_CLASSES.map(({ key }) => key), ANY_OTHER_AGE];

/** By age: a report asks for a million of them. */
const CLASS_AT: ReadonlyArray<string> = Array.from(
  { length: Math.max(...AGE_CLASSES.map(({ to }) => to)) + 1 },
  (_, age) => AGE_CLASSES.find(({ from, to }) => from <= age && age <= to)?.key ?? ANY_OTHER_AGE,
);

/** The class of an age in whole years. */
export function ageClassOf(age: number): string {
  return CLASS_AT[age] ?? ANY_OTHER_AGE;
}
