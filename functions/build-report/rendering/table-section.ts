import type { Measure } from '../../../shared/domain/reports/measures.ts';
import type { Report, ReportRow } from '../../../shared/domain/reports/report.ts';
import { type Html, html } from '../../../shared/http/pages/html.ts';
import { keyLabel } from '../../../shared/reference/labels.ts';
import { mainMeasure, tableFinding } from './finding.ts';
import { figure, type Language, NOTHING } from './numbers.ts';
import { definitionOf, measureLabel, type ShownTable } from './shown-table.ts';
import { type Charted, hasBreak, tableChart } from './table-chart.ts';
import { TEXTS } from './wording.ts';

interface Shown {
  readonly report: Report;
  readonly table: ShownTable;
  readonly language: Language;
  readonly isFirst: boolean;
  /** Whether its measure has been explained above. */
  readonly isExplained: boolean;
}

/** With more columns than this a table is set smaller on paper. */
const MOST_ROOMY = 10;

/** A table of a report: what it has found, a picture of that, and every figure. */
export function tableSection({ report, table, language, isFirst, isExplained }: Shown): Html {
  const id = `${table.id}-${language}`;
  const measure = mainMeasure(report, table);
  const finding = tableFinding(report, table, language);
  const charted = measure === undefined ? null : { report, table, measure, language, id };
  return html`<section${isFirst ? html` class="first"` : null} aria-labelledby="${id}">
${finding === table.title[language] ? null : html`<p class="kind">${table.title[language]}</p>`}
<h2 id="${id}">${finding}</h2>
${charted === null ? null : picture(charted, isExplained)}
${table.rows.length === 0 ? html`<p>${TEXTS.noRows[language]}</p>` : figures(report, table, language, id)}
</section>
`;
}

/** The picture of a table, and beside it what it measures, unless that has been said. */
function picture(charted: Charted, isExplained: boolean): Html | null {
  const { report, table, measure, language, id } = charted;
  const chart = tableChart({ ...charted, id: `${id}-chart` });
  if (chart === null) return null;
  const definition = isExplained ? undefined : definitionOf(report, measure.name);
  const hasIntervals = !isExplained && table.measures.some(({ name }) => name === `${measure.name}High`);
  const notes = [
    ...(hasIntervals ? [TEXTS.interval[language]] : []),
    ...(hasBreak(charted) ? [TEXTS.breakExplained[language]] : []),
  ];
  if (definition === undefined && notes.length === 0) return html`<div class="picture">${chart}</div>`;
  return html`<figure class="picture">
${chart}
<figcaption>
${definition === undefined ? null : html`<p><strong>${definition[language]}</strong>: ${inWords(definition, language)}.</p>`}
${notes.map((note) => html`<p>${note}</p>`)}
</figcaption>
</figure>`;
}

type Definition = NonNullable<ReturnType<typeof definitionOf>>;

function inWords({ numerator, denominator }: Definition, language: Language): string {
  const by = language === 'sv' ? 'delat med' : 'divided by';
  return denominator === null ? numerator[language] : `${numerator[language]}, ${by} ${denominator[language]}`;
}

function figures(
  report: Report,
  { dimension, measures, rows, total, title }: ShownTable,
  language: Language,
  id: string,
): Html {
  const row = (each: ReportRow, name: string | null) =>
    html`<tr${name === null ? null : html` class="${name}"`}><th scope="row">${keyLabel(dimension, each.key)[language]}</th>${measures.map((measure) => cell(each, measure, language))}</tr>
`;
  return html`<div class="scroll" tabindex="0" role="region" aria-labelledby="${id}-table">
<table${measures.length > MOST_ROOMY ? html` class="wide"` : null}>
<caption id="${id}-table">${TEXTS.allFigures[language]}, ${title[language].toLowerCase()}</caption>
<thead><tr><td></td>${measures.map(({ name }) => html`<th scope="col">${measureLabel(report, name)[language]}</th>`)}</tr></thead>
<tbody>
${rows.map((each) => row(each, null))}${row(total, 'sum')}</tbody>
</table>
</div>`;
}

/** A figure; what is withheld and what there is nothing of look different, and are told apart aloud. */
function cell({ cells, suppressed }: ReportRow, { name, unit }: Measure, language: Language): Html {
  const value = cells[name] ?? null;
  if (value !== null) return html`<td>${figure(value, unit, language)}</td>`;
  return suppressed.includes(name)
    ? html`<td><span aria-hidden="true">${NOTHING}</span><span class="unseen">${TEXTS.withheldCell[language]}</span></td>`
    : html`<td><span class="unseen">${TEXTS.emptyCell[language]}</span></td>`;
}
