import { KINDS } from '../../../shared/domain/reports/kinds.ts';
import type { ReportScope } from '../../../shared/domain/reports/question.ts';
import type { Report } from '../../../shared/domain/reports/report.ts';
import { type Html, html, trusted } from '../../../shared/http/pages/html.ts';
import { divisionLabel, periodLabel, scopeLabel } from '../../../shared/reference/labels.ts';
import { headlineOf, mainMeasure } from './finding.ts';
import { howToRead } from './how-to-read.ts';
import { keyFigures } from './key-figures.ts';
import { LANGUAGES, type Language } from './numbers.ts';
import { shownTables } from './shown-table.ts';
import { STYLE } from './style.ts';
import { tableSection } from './table-section.ts';
import { TEXTS } from './wording.ts';

/** Nothing is fetched and nothing runs, whoever may have written something into the page. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

const NAMES: Readonly<Record<Language, string>> = { sv: 'Svenska', en: 'English' };

/**
 * A report as one page that holds all it needs: to read, to print and to keep. It is in Swedish until its reader chooses
 * English, without any script; a browser too old for that shows both. The same report gives the same bytes.
 */
export function reportPage(report: Report, scope: ReportScope): Uint8Array {
  const page = html`<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${trusted(POLICY)}">
<title>${headlineOf(report).sv} – ${scopeLabel(scope).sv} ${periodLabel(report.from, report.to).sv} – Jobbtorg</title>
<link rel="icon" href="data:,">
<style>${trusted(STYLE)}</style>
</head>
<body>
<header>
<fieldset class="language">
<legend class="unseen">${TEXTS.language.sv} <span lang="en">(${TEXTS.language.en})</span></legend>
${LANGUAGES.map((language, index) => choice(language, index === 0))}
</fieldset>
</header>
<main>
${LANGUAGES.map((language) => inLanguage(report, scope, language))}
</main>
</body>
</html>
`;
  return new TextEncoder().encode(page.text);
}

function choice(language: Language, isFirst: boolean): Html {
  const id = `language-${language}`;
  return html`<label for="${id}" lang="${language}"><input type="radio" name="language" id="${id}"${isFirst ? html` checked` : null}>${NAMES[language]}</label>
`;
}

function inLanguage(report: Report, scope: ReportScope, language: Language): Html {
  const { kind, from, to, division } = report;
  return html`<div class="report" lang="${language}">
<p class="kind">${KINDS[kind][language]} · ${scopeLabel(scope)[language]} · ${periodLabel(from, to)[language]}</p>
<h1>${headlineOf(report)[language]}</h1>
<p class="about">${from} – ${to}, ${divisionLabel(division)[language]}</p>
${keyFigures(report, language)}
${sections(report, language)}
${howToRead(report, language)}
</div>
`;
}

/** Every table; what is measured is explained where it is first drawn. */
function sections(report: Report, language: Language): ReadonlyArray<Html> {
  const explained = new Set<string>();
  return shownTables(report).map((table, index) => {
    const { name = '' } = mainMeasure(report, table) ?? {};
    const isExplained = explained.has(name);
    explained.add(name);
    return tableSection({ report, table, language, isFirst: index === 0, isExplained });
  });
}
