import writeXlsx, { type Cell, type Sheet } from 'write-excel-file/node';
import { KINDS } from '../../../shared/domain/reports/kinds.ts';
import type { Measure } from '../../../shared/domain/reports/measures.ts';
import type { Report, ReportRow } from '../../../shared/domain/reports/report.ts';
import { keyLabel } from '../../../shared/reference/labels.ts';
import { sourcesNamed } from '../../../shared/reference/sources.ts';
import { NOTHING } from './numbers.ts';
import { measureLabel, type ShownTable, shownTables } from './shown-table.ts';
import { undated } from './undated-zip.ts';
import { WITHHELD } from './wording.ts';

/** Excel's own formats: it writes them in the reader's language. */
const FORMATS: Readonly<Record<Measure['unit'], string>> = { count: '#,##0', share: '0.0%', days: '0.0' };

const HEADER = { fontWeight: 'bold', wrap: true, alignVertical: 'top', backgroundColor: '#E8EEF4' } as const;
const LABEL_WIDTH = 38;
const FIGURE_WIDTH = 16;
const TEXT_WIDTH = 60;
/** Excel's own limit on the name of a sheet. */
const NAME_LENGTH = 31;

/**
 * A report as a workbook: a sheet for each table and one for the definitions, with numbers that can be reckoned with, in
 * Swedish with English beside. The same report gives the same bytes.
 */
export async function reportWorkbook(report: Report): Promise<Uint8Array> {
  const tables = shownTables(report);
  const names = sheetNames(tables);
  const sheets = tables.map((table, index) => tableSheet(report, table, names[index] ?? table.id));
  return undated(await writeXlsx([...sheets, definitionsSheet(report)]).toBuffer());
}

/** The tables' titles as far as they fit, told apart by a number where their beginnings are the same. */
function sheetNames(tables: ReadonlyArray<ShownTable>): ReadonlyArray<string> {
  const cut = tables.map(({ title }) => title.sv.slice(0, NAME_LENGTH));
  return cut.map((name, index) => {
    const before = cut.slice(0, index).filter((each) => each === name).length;
    return before === 0 ? name : `${name.slice(0, NAME_LENGTH - 4)} (${before + 1})`;
  });
}

function tableSheet(report: Report, table: ShownTable, name: string): Sheet<Buffer> {
  const { rows, total, measures, title } = table;
  const header = [
    head(`${title.sv} (${title.en})`),
    ...measures.map(({ name }) => {
      const { sv, en } = measureLabel(report, name);
      return head(`${sv} (${en})`);
    }),
  ];
  const hasWithheld = [...rows, total].some(({ suppressed }) => suppressed.length > 0);
  return {
    sheet: name,
    data: [
      header,
      ...rows.map((row) => figures(table, row)),
      figures(table, total, { fontWeight: 'bold' }),
      ...(hasWithheld ? [[], [text(WITHHELD.sv)], [text(WITHHELD.en)]] : []),
    ],
    columns: [{ width: LABEL_WIDTH }, ...measures.map(() => ({ width: FIGURE_WIDTH }))],
    stickyRowsCount: 1,
    stickyColumnsCount: 1,
    orientation: 'landscape',
  };
}

function figures(
  { dimension, measures }: ShownTable,
  row: ReportRow,
  style: { fontWeight?: 'bold' } = {},
): Array<Cell> {
  const { sv, en } = keyLabel(dimension, row.key);
  return [
    text(sv === en ? sv : `${sv} (${en})`, style),
    ...measures.map(({ name, unit }): Cell => {
      const value = row.cells[name] ?? null;
      return value === null
        ? { ...text(row.suppressed.includes(name) ? NOTHING : '', style), align: 'right' }
        : { value, type: Number, format: FORMATS[unit], ...style };
    }),
  ];
}

function definitionsSheet(report: Report): Sheet<Buffer> {
  const definitions = KINDS[report.kind].definitions.map(({ sv, en, numerator, denominator, version, source }) => [
    text(`${sv} (${en})`),
    text(`${numerator.sv} (${numerator.en})`, { wrap: true }),
    text(denominator === null ? '' : `${denominator.sv} (${denominator.en})`, { wrap: true }),
    { value: version, type: Number },
    text(sourcesNamed(source), { wrap: true }),
  ]);
  const titles = ['Mått (measure)', 'Täljare (numerator)', 'Nämnare (denominator)', 'Version', 'Källa (source)'];
  return {
    sheet: 'Definitioner',
    data: [
      titles.map(head),
      ...definitions,
      [],
      [text('Period'), text(`${report.from} – ${report.to}`)],
      [text('Indelning (division)'), text(report.division)],
      [text('Regler (policies)'), text(report.policies.join(', '), { wrap: true })],
    ],
    columns: [LABEL_WIDTH, TEXT_WIDTH, TEXT_WIDTH, FIGURE_WIDTH, TEXT_WIDTH].map((width) => ({ width })),
    stickyRowsCount: 1,
    orientation: 'landscape',
  };
}

const head = (value: string) => ({ value, type: String, ...HEADER });

/** A text is a text, even one that begins as a formula does. */
function text(value: string, style: { fontWeight?: 'bold'; wrap?: boolean } = {}) {
  return { value, type: String, ...style };
}
