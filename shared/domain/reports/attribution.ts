import { type CaseRow, heldBy } from '../case/case-row.ts';
import type { City } from '../city.ts';
import type { EpochDay } from '../time/local-date.ts';
import { dateInStockholm } from '../time/stockholm.ts';
import { ageClassOf } from './age-classes.ts';
import { codesAnsweredFor, districtsOf } from './districts.ts';
import type { ReportQuestion, ReportScope } from './question.ts';

/** The ways in which every report divides its figures. */
export const DIMENSIONS = ['office', 'district', 'target-group', 'sex', 'age-class'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Where one case, or one promise, is counted: one key in each dimension. */
export type Attribution = Readonly<Record<Dimension, string>>;

/** The whole city, or what one office or one district held. */
export type Place = { readonly office?: string; readonly district?: string };

/** Where a case is counted by who held it on a day; `null` when the report does not cover its holder. */
export type Attribute = (row: Attributed, on: EpochDay) => Attribution | null;

type Attributed = Pick<CaseRow, 'holders' | 'targetGroup' | 'sex' | 'ageAtReceipt'>;

/** How a report attributes what it counts: its scope decides what is counted, its division in which district. */
export function attributionBy(
  { scope, division, cutOff }: Pick<ReportQuestion, 'scope' | 'division' | 'cutOff'>,
  city: Pick<City, 'districts'>,
): Attribute {
  const covers = coverageOf(scope, cutOff, city);
  const districtOf = districtsOf(division, city);
  return (row, on) => {
    const holder = heldBy(row, on);
    if (!covers(holder)) return null;
    return {
      office: holder.office,
      district: districtOf(holder.district, on),
      'target-group': row.targetGroup,
      sex: row.sex,
      'age-class': ageClassOf(row.ageAtReceipt),
    };
  };
}

type Holder = ReturnType<typeof heldBy>;

/** A district's report covers the districts merged into it by the cut-off: it keeps their cases now. */
function coverageOf(scope: ReportScope, cutOff: string, city: Pick<City, 'districts'>): (holder: Holder) => boolean {
  switch (scope.kind) {
    case 'city':
      return () => true;
    case 'office':
      return ({ office }) => office === scope.code;
    case 'district': {
      const codes = codesAnsweredFor(scope.code, dateInStockholm(cutOff), city);
      return ({ district }) => codes.has(district);
    }
  }
}
