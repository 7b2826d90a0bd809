import type { Measure } from '../../../shared/domain/reports/measures.ts';
import type { Report } from '../../../shared/domain/reports/report.ts';
import { type InWords, keyLabel } from '../../../shared/reference/labels.ts';
import { type Language, spoken } from './numbers.ts';
import { PRESENTATIONS } from './presentation.ts';
import { basisOf, measureLabel, type ShownTable, shownTables } from './shown-table.ts';

/** The one sentence that a report is summed up in: its heading, and what the list of reports says of it. */
export function headlineOf(report: Report): InWords {
  return { sv: headline(report, 'sv'), en: headline(report, 'en') };
}

const NOTHING_TO_SAY: InWords = {
  sv: 'För få för att redovisas',
  en: 'Too few to be reported',
};

function headline(report: Report, language: Language): string {
  const tables = shownTables(report);
  const say = (name: string) => spokenTotal(tables, name, language);
  return PRESENTATIONS[report.kind].finding[language](say) ?? NOTHING_TO_SAY[language];
}

/** A figure of the whole as it is said, from the first table that has it; `undefined` where it is withheld or of nothing. */
export function spokenTotal(tables: ReadonlyArray<ShownTable>, name: string, language: Language): string | undefined {
  for (const { measures, total } of tables) {
    const unit = measures.find((measure) => measure.name === name)?.unit;
    const value = total.cells[name] ?? null;
    if (unit !== undefined && value !== null) return spoken(value, unit, language);
  }
  return undefined;
}

/** The measure that a table is charted and compared by; `undefined` when it has none. */
export function mainMeasure(report: Report, { measures }: ShownTable): Measure | undefined {
  const { main, large } = PRESENTATIONS[report.kind];
  return (
    [main, ...large]
      .map((name) => measures.find((measure) => measure.name === name))
      .find((measure) => measure !== undefined) ??
    measures.find(({ unit }) => unit !== 'count') ??
    measures[0]
  );
}

/** Rows of whatever is left over: nobody is best or worst by being unknown. */
const LEFT_OVER = new Set(['unknown', 'other', 'none']);
/** A row that rests on fewer is shown, but no heading rests on it. */
export const ENOUGH_TO_COMPARE = 20;

/** What a table has found: who is highest and who lowest by its main measure. Its title when there is nothing to compare. */
export function tableFinding(report: Report, table: ShownTable, language: Language): string {
  const measure = mainMeasure(report, table);
  if (measure === undefined) return table.title[language];
  const told = table.rows.flatMap((row) => {
    const value = row.cells[measure.name] ?? null;
    const basis = basisOf(row, measure);
    const isTelling =
      basis !== null && basis >= ENOUGH_TO_COMPARE && !row.key.split('/').some((part) => LEFT_OVER.has(part));
    const [low = value, high = value] = [row.cells[`${measure.name}Low`], row.cells[`${measure.name}High`]];
    return value === null || !isTelling ? [] : [{ key: row.key, value, low: low ?? value, high: high ?? value }];
  });
  const [lowest, ...more] = told.toSorted((a, b) => a.value - b.value);
  const highest = more.at(-1);
  if (lowest === undefined || highest === undefined) return table.title[language];
  const said = ({ key, value }: typeof lowest) => ({
    label: keyLabel(table.dimension, key)[language],
    value: spoken(value, measure.unit, language),
  });
  const [low, high] = [said(lowest), said(highest)];
  const name = measureLabel(report, measure.name)[language];
  if (low.value === high.value) {
    if (told.length < table.rows.length) return table.title[language];
    return language === 'sv' ? `${name}: ${high.value} hos alla` : `${name}: ${high.value} for all`;
  }
  if (highest.low < lowest.high) {
    return language === 'sv'
      ? `${name}: ${low.value} till ${high.value}, skillnader som kan vara en slump`
      : `${name}: ${low.value} to ${high.value}, differences that may be chance`;
  }
  return language === 'sv'
    ? `${name}: högst ${high.label} (${high.value}), lägst ${low.label} (${low.value})`
    : `${name}: highest ${high.label} (${high.value}), lowest ${low.label} (${low.value})`;
}
