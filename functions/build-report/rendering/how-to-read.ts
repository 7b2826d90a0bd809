import { KINDS } from '../../../shared/domain/reports/kinds.ts';
import type { Report } from '../../../shared/domain/reports/report.ts';
import { type Html, html } from '../../../shared/http/pages/html.ts';
import { sourcesNamed } from '../../../shared/reference/sources.ts';
import { ENOUGH_TO_COMPARE } from './finding.ts';
import type { Language } from './numbers.ts';
import { policyText } from './policy-text.ts';
import { TEXTS, WITHHELD } from './wording.ts';

/** What is withheld and why, what each measure counts and where that is written, and the rules behind the figures. */
export function howToRead(report: Report, language: Language): Html {
  const id = `how-to-read-${language}`;
  return html`<section aria-labelledby="${id}">
<h2 id="${id}">${TEXTS.howToRead[language]}</h2>
<h3>${TEXTS.withheldTitle[language]}</h3>
<p>${WITHHELD[language]}</p>
<p>${comparison(language)}</p>
<h3 id="${id}-definitions">${TEXTS.definitions[language]}</h3>
${definitions(report, language, `${id}-definitions`)}
${policies(report, language)}
</section>
`;
}

/** Which rows the headings rest on. */
function comparison(language: Language): string {
  return language === 'sv'
    ? `Rubrikerna jämför bara rader som vilar på minst ${ENOUGH_TO_COMPARE}, och inte dem som är okända eller övriga.`
    : `The headings compare only rows that rest on at least ${ENOUGH_TO_COMPARE}, and not those that are unknown or other.`;
}

function definitions({ kind }: Report, language: Language, id: string): Html {
  const columns = [TEXTS.measure, TEXTS.numerator, TEXTS.denominator, TEXTS.version, TEXTS.source];
  const rows = KINDS[kind].definitions.map(
    (
      definition,
    ) => html`<tr><th scope="row">${definition[language]}</th><td>${definition.numerator[language]}</td><td>${definition.denominator?.[language] ?? ''}</td><td>${definition.version}</td><td lang="sv">${sourcesNamed(definition.source)}</td></tr>
`,
  );
  return html`<div class="scroll" tabindex="0" role="region" aria-labelledby="${id}">
<table class="text" aria-labelledby="${id}">
<thead><tr>${columns.map((column) => html`<th scope="col">${column[language]}</th>`)}</tr></thead>
<tbody>
${rows}</tbody>
</table>
</div>`;
}

function policies({ policies: ids }: Report, language: Language): Html | null {
  if (ids.length === 0) return null;
  const entries = ids.map(
    (id) => html`<dt>${id}</dt><dd>${policyText(id)?.[language] ?? ''}</dd>
`,
  );
  return html`<h3>${TEXTS.policies[language]}</h3>
<dl class="rules">
${entries}</dl>`;
}
