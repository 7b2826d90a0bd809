import type { Measure } from '../../../shared/domain/reports/measures.ts';
import type { Report, ReportRow } from '../../../shared/domain/reports/report.ts';
import { monthsOf } from '../../../shared/domain/reports/slices.ts';
import type { Html } from '../../../shared/http/pages/html.ts';
import { DAYS } from '../../../shared/reference/days.ts';
import { keyLabel, partsOf } from '../../../shared/reference/labels.ts';
import { type Bar, barChart } from './bar-chart.ts';
import type { Alternative } from './drawing.ts';
import { lineChart, MOST_LINES } from './line-chart.ts';
import { figure, type Language, NOTHING, spoken } from './numbers.ts';
import { measureLabel, type ShownTable } from './shown-table.ts';
import { TEXTS } from './wording.ts';

/** A table and the measure that it is charted by. */
export interface Charted {
  readonly report: Report;
  readonly table: ShownTable;
  readonly measure: Measure;
  readonly language: Language;
  /** Unique on the page. */
  readonly id: string;
}

const FEWEST_BARS = 2;
const MOST_BARS = 16;
/** What has an order of its own keeps it; the rest is put with the highest first. */
const ORDERED = new Set(['age-class', 'policy', 'sex', 'priority']);
const OVER_TIME = new Set(['month', 'year']);

/** Whether a table goes over time, and is drawn as lines. */
export function isOverTime({ dimension }: Pick<ShownTable, 'dimension'>): boolean {
  return OVER_TIME.has(partsOf(dimension)[0] ?? '');
}

/** Whether a table's time goes past the day on which two target groups became one, and its figures break there. */
export function hasBreak({ report, table }: Pick<Charted, 'report' | 'table'>): boolean {
  const { from, to } = report;
  return (
    report.kind === 'target-groups' && isOverTime(table) && from < DAYS.oneTargetGroup && DAYS.oneTargetGroup <= to
  );
}

/** A table as a picture of its main measure; `null` when it would show less than the table does. */
export function tableChart(charted: Charted): Html | null {
  return isOverTime(charted.table) ? overTime(charted) : besideOneAnother(charted);
}

function besideOneAnother({ report, table, measure, language, id }: Charted): Html | null {
  const { rows, total, dimension } = table;
  if (rows.length < FEWEST_BARS || rows.length > MOST_BARS) return null;
  const bars = inOrder(table, measure)
    .filter(({ cells, suppressed }) => (cells[measure.name] ?? null) !== null || suppressed.includes(measure.name))
    .map((row) => barOf(row, table, measure, language));
  if (bars.filter((bar) => bar.value !== null).length < FEWEST_BARS) return null;
  const value = measure.unit === 'count' || dimension === 'policy' ? null : (total.cells[measure.name] ?? null);
  const level =
    value === null ? null : { value, text: `${TEXTS.total[language]} ${spoken(value, measure.unit, language)}` };
  const told = [...bars.map(({ label, text }) => `${label} ${text}`), ...(level === null ? [] : [level.text])];
  return barChart(bars, level, alternative({ report, table, measure, language, id }, TEXTS.barChart[language], told));
}

function inOrder({ rows, dimension }: ShownTable, { name }: Measure): ReadonlyArray<ReportRow> {
  return ORDERED.has(dimension) ? rows : rows.toSorted((a, b) => (b.cells[name] ?? -1) - (a.cells[name] ?? -1));
}

function barOf({ key, cells }: ReportRow, table: ShownTable, { name, unit }: Measure, language: Language): Bar {
  const [value = null, low = null, high = null] = [cells[name], cells[`${name}Low`], cells[`${name}High`]];
  return {
    label: keyLabel(table.dimension, key)[language],
    value,
    text: value === null ? NOTHING : spoken(value, unit, language),
    interval: value === null || low === null || high === null ? null : [low, high],
  };
}

function overTime(charted: Charted): Html | null {
  const { report, table, measure, language } = charted;
  const [unit = ''] = partsOf(table.dimension);
  const rows = table.rows.map(({ key, cells }) => {
    const [time = '', ...of] = key.split('/');
    return { time, of: of.join('/'), value: cells[measure.name] ?? null };
  });
  const times = unit === 'month' ? monthsOf(report).keys : [...new Set(rows.map(({ time }) => time))];
  const groups = [...Map.groupBy(rows, ({ of }) => of)];
  if (times.length < FEWEST_BARS || groups.length > MOST_LINES) return null;
  const rest = partsOf(table.dimension).slice(1).join('-and-');
  const lines = groups.map(([of, points]) => ({
    label: of === '' ? measureLabel(report, measure.name)[language] : keyLabel(rest, of)[language],
    values: times.map((time) => points.find((point) => point.time === time)?.value ?? null),
  }));
  const labels = times.map((time) => keyLabel(unit, time)[language]);
  const at = times.findIndex(isAfterBreak);
  const told = lines.map(({ label, values }) => {
    const said = values.map((value, index) => `${labels[index] ?? ''} ${figure(value, measure.unit, language)}`);
    return `${label}: ${said.join(', ')}`;
  });
  const chart = {
    times: times.map((time) => shortTime(keyLabel(unit, time)[language])),
    lines,
    break: hasBreak(charted) && at > 0 ? { at, text: TEXTS.break[language] } : null,
    written: (value: number) => spoken(value, measure.unit, language),
    limit: measure.unit === 'share' ? 1 : null,
  };
  return lineChart(chart, alternative(charted, TEXTS.lineChart[language], told));
}

/** Whether a month, or a part of a year, is after the day on which two target groups became one. */
function isAfterBreak(time: string): boolean {
  return time.includes('-from-') || (/^\d{4}-\d{2}$/.test(time) && time >= DAYS.oneTargetGroup.slice(0, 7));
}

/** `september 2018` as `sep 2018`: there is little room below a chart. */
function shortTime(label: string): string {
  return label.replace(/^([^\d\s]{3})\S* (\d{4})$/, '$1 $2');
}

function alternative(
  { report, table, measure, language, id }: Charted,
  form: string,
  told: ReadonlyArray<string>,
): Alternative {
  const title = `${measureLabel(report, measure.name)[language]}, ${table.title[language].toLowerCase()}`;
  return { id, title, description: `${form}. ${told.join('; ')}.` };
}
