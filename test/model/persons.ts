/** People of the stories: by official test numbers in the ways they may be written, or by an id of the district's own. */
export interface ModelPerson {
  readonly numbers: ReadonlyArray<string>;
  readonly localId: string | null;
  readonly born: string;
}

export const PERSONS: ReadonlyArray<ModelPerson> = [
  { numbers: ['19900118-9811', '9001189811', '199001189811'], localId: null, born: '1990-01-18' },
  { numbers: ['19800060-2394', '198000602394'], localId: null, born: '1980-07-01' },
  { numbers: [], localId: 'lokal-1', born: '2004-05-05' },
  { numbers: [], localId: 'lokal-2', born: '1975-02-28' },
];

/** Numbers that a person may turn out to have. */
export const NEW_NUMBERS: ReadonlyArray<string> = ['19900118-9811', '800060-2394', '20190101-2391'];
/** Its last digit is wrong: it is nobody's. */
export const WRONG_NUMBER = '19900118-9812';

/** The twelve digits of each number as it may be written. */
const DIGITS: Readonly<Record<string, string>> = {
  '19900118-9811': '199001189811',
  '9001189811': '199001189811',
  '199001189811': '199001189811',
  '19800060-2394': '198000602394',
  '198000602394': '198000602394',
  '800060-2394': '198000602394',
  '20190101-2391': '201901012391',
};

/** How a person is known by a number; `undefined` for one that is no number. */
export function identityOfNumber(number: string): string | undefined {
  const digits = DIGITS[number];
  return digits === undefined ? undefined : `number ${digits}`;
}
