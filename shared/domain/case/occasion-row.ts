import { toEpochDay } from '../time/local-date.ts';
import type { Occasion } from './attendance.ts';
import { type CaseRow, ROW_CODES } from './case-row.ts';
import { packedCode, packedInt, packedText, packedTuple, packedUnlessNull } from './packed-values.ts';
import type { Presence } from './vocabulary.ts';

/** What a report knows of an expected occasion. Nothing secret; days are integers, as in the row of a case. */
export interface OccasionRow extends Pick<CaseRow, 'changedAt' | 'sex' | 'ageAtReceipt' | 'targetGroup' | 'holders'> {
  readonly caseId: string;
  /** The occasion's own id, which no other of the case has. */
  readonly id: string;
  readonly on: number;
  readonly attendance: { readonly presence: Presence; readonly firstRegisteredOn: number } | null;
}

/** The row of an occasion of a case. */
export function occasionRowOf(caseId: string, occasion: Occasion): OccasionRow {
  const { id, date, district, office, aspirant, recordedAt, attendance } = occasion;
  const on = toEpochDay(date);
  return {
    caseId,
    id,
    changedAt: Date.parse(recordedAt),
    on,
    holders: [{ from: on, district, office }],
    ...aspirant,
    attendance:
      attendance === null
        ? null
        : { presence: attendance.presence, firstRegisteredOn: toEpochDay(attendance.firstRegisteredOn) },
  };
}

/** What a number stands for: added to only at the end, because rows written before lie in the table. */
export const PRESENCE_CODES = [
  'present',
  'late',
  'absent-with-notice',
  'absent-without-notice',
] as const satisfies ReadonlyArray<Presence>;

/** The version of the stored form, a JSON list that begins with it. */
const FORM = 1;
const FIELDS = 11;

/** Packs the row of an occasion for storing. */
export function packOccasion(caseId: string, occasion: Occasion): string {
  const { id, changedAt, on, sex, ageAtReceipt, targetGroup, attendance } = occasionRowOf(caseId, occasion);
  const { district, office } = occasion;
  return JSON.stringify([
    FORM,
    caseId,
    id,
    changedAt,
    on,
    district,
    office,
    ROW_CODES.sex.indexOf(sex),
    ageAtReceipt,
    targetGroup,
    attendance === null ? null : [PRESENCE_CODES.indexOf(attendance.presence), attendance.firstRegisteredOn - on],
  ]);
}

/** Reads the packed row of an occasion; throws on one that this version did not write. */
export function unpackOccasion(text: string): OccasionRow {
  const packed: unknown = JSON.parse(text);
  const [form, caseId, id, changedAt, day, district, office, sex, ageAtReceipt, targetGroup, attendance] = packedTuple(
    packed,
    FIELDS,
  );
  if (form !== FORM) throw new TypeError(`a packed occasion is of form ${String(form)}, not ${FORM}`);
  const on = packedInt(day);
  return {
    caseId: packedText(caseId),
    id: packedText(id),
    changedAt: packedInt(changedAt),
    on,
    holders: [{ from: on, district: packedText(district), office: packedText(office) }],
    sex: packedCode(sex, ROW_CODES.sex),
    ageAtReceipt: packedInt(ageAtReceipt),
    targetGroup: packedText(targetGroup),
    attendance: packedUnlessNull(attendance, (value) => {
      const [presence, registeredAfter] = packedTuple(value, 2);
      return { presence: packedCode(presence, PRESENCE_CODES), firstRegisteredOn: on + packedInt(registeredAfter) };
    }),
  };
}
