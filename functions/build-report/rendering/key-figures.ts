import type { Report } from '../../../shared/domain/reports/report.ts';
import { type Html, html } from '../../../shared/http/pages/html.ts';
import { type Language, spoken } from './numbers.ts';
import { PRESENTATIONS } from './presentation.ts';
import { measureLabel, shownTables } from './shown-table.ts';
import { TEXTS } from './wording.ts';

/** The figures of the whole that matter most, large. */
export function keyFigures(report: Report, language: Language): Html {
  const tables = shownTables(report);
  const told = PRESENTATIONS[report.kind].large.flatMap((name) => {
    for (const { measures, total } of tables) {
      const unit = measures.find((measure) => measure.name === name)?.unit;
      const value = total.cells[name] ?? null;
      if (unit !== undefined && value !== null) return [{ name, text: spoken(value, unit, language) }];
    }
    return [];
  });
  if (told.length === 0) return html``;
  const entries = told.map(
    ({ name, text }) => html`<div><dt>${measureLabel(report, name)[language]}</dt><dd>${text}</dd></div>
`,
  );
  return html`<h2 class="unseen">${TEXTS.keyFigures[language]}</h2>
<dl class="figures">
${entries}</dl>`;
}
