import { toEpochDay } from '../time/local-date.ts';
import type { Occasion } from './attendance.ts';
import { type CaseRow, ROW_CODES } from './case-row.ts';
import { PackedFields, packFields } from './packed-text.ts';
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

/** The version of the stored form, its first field. */
const FORM = 2;

/** Packs the row of an occasion for storing. */
export function packOccasion(caseId: string, occasion: Occasion): string {
  const { id, changedAt, on, sex, ageAtReceipt, targetGroup, attendance } = occasionRowOf(caseId, occasion);
  const { district, office } = occasion;
  return packFields([
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
    attendance === null ? [] : [PRESENCE_CODES.indexOf(attendance.presence), attendance.firstRegisteredOn - on],
  ]);
}

/** Reads the packed row of an occasion; throws on one that this version did not write. */
export function unpackOccasion(packed: string): OccasionRow {
  const fields = new PackedFields(packed);
  const form = fields.int();
  if (form !== FORM) throw new TypeError(`a packed occasion is of form ${form}, not ${FORM}`);
  const caseId = fields.text();
  const id = fields.text();
  const changedAt = fields.int();
  const on = fields.int();
  const row: OccasionRow = {
    caseId,
    id,
    changedAt,
    on,
    holders: [{ from: on, district: fields.text(), office: fields.text() }],
    sex: fields.code(ROW_CODES.sex),
    ageAtReceipt: fields.int(),
    targetGroup: fields.text(),
    attendance: fields.unlessEmpty(() => ({
      presence: fields.code(PRESENCE_CODES, 'value'),
      firstRegisteredOn: on + fields.int(),
    })),
  };
  fields.end();
  return row;
}
