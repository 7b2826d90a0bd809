import type { Report } from '../../../shared/domain/reports/report.ts';
import { type Html, html } from '../../../shared/http/pages/html.ts';
import { spokenTotal } from './finding.ts';
import type { Language } from './numbers.ts';
import { PRESENTATIONS } from './presentation.ts';
import { measureLabel, shownTables } from './shown-table.ts';
import { TEXTS } from './wording.ts';

/** The figures of the whole that matter most, large. */
export function keyFigures(report: Report, language: Language): Html {
  const tables = shownTables(report);
  const told = PRESENTATIONS[report.kind].large.flatMap((name) => {
    const text = spokenTotal(tables, name, language);
    return text === undefined ? [] : [{ name, text }];
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
