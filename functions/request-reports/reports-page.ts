import type * as z from 'zod';
import { KINDS } from '../../shared/domain/reports/kinds.ts';
import { type Html, html } from '../../shared/http/pages/html.ts';
import { page } from '../../shared/http/pages/page.ts';
import type { reportView } from '../../shared/http/views.ts';
import type { ReportRecord } from '../../shared/ports/report-store.ts';
import { type InWords, periodLabel, scopeLabel } from '../../shared/reference/labels.ts';

/** A report as the page shows it: what is stored of it, and what its readers see. */
export interface ListedReport {
  readonly record: ReportRecord;
  readonly view: z.infer<typeof reportView>;
}

interface Listed {
  readonly items: ReadonlyArray<ListedReport>;
  readonly page: number;
  readonly limit: number;
  readonly total: number;
}

const STATUSES: Readonly<Record<ReportRecord['status'], InWords>> = {
  queued: { sv: 'I kö', en: 'Queued' },
  building: { sv: 'Tas fram', en: 'Being built' },
  ready: { sv: 'Klar', en: 'Ready' },
  failed: { sv: 'Kunde inte tas fram', en: 'Could not be built' },
};

const FORMATS: Readonly<Record<string, InWords>> = {
  html: { sv: 'Läs rapporten', en: 'read the report' },
  pdf: { sv: 'PDF', en: 'to print' },
  xlsx: { sv: 'Excel', en: 'to reckon with' },
  csv: { sv: 'CSV', en: 'for other programs' },
  json: { sv: 'JSON', en: 'for other systems' },
};

/** The reports that there are, as a page for people: what each has found, of whom and when, and where its files are. */
export function reportsPage(listed: Listed): string {
  const { items, total } = listed;
  const main = html`<h1>Rapporter <span lang="en">(Reports)</span></h1>
${total === 0 ? NONE : html`<p>Länkarna gäller i en kvart. Ladda om sidan för nya. <span lang="en">(The links work for a quarter of an hour. Reload the page for new ones.)</span></p>`}
${items.map(section)}
${paging(listed)}`;
  return page('Rapporter', main.text);
}

const NONE = html`<p>Ingen rapport har beställts än. <span lang="en">(No report has been asked for yet.)</span></p>`;

function section({ record, view }: ListedReport): Html {
  const { id, question, headline } = record;
  const kind = KINDS[question.kind];
  const period = periodLabel(question.from, question.to);
  const scope = scopeLabel(question.scope);
  const { sv, en } = headline ?? kind;
  return html`<section class="item" aria-labelledby="r-${id}">
<p class="kind">${kind.sv} · ${scope.sv} · ${period.sv} <span lang="en">(${kind.en} · ${scope.en} · ${period.en})</span></p>
<h2 id="r-${id}">${sv}</h2>
<p lang="en">${en}</p>
<p><strong>${STATUSES[record.status].sv}</strong> <span lang="en">(${STATUSES[record.status].en})</span>${version(view)}</p>
${failure(view)}${files(view)}
</section>
`;
}

function version({ version: number, changes }: ListedReport['view']): Html | null {
  if (number === null) return null;
  const changed =
    changes.length > 0 ? html`, ändrad sedan förra <span lang="en">(changed since the last)</span>` : null;
  return html` · version ${number}${changed}`;
}

function failure({ failure: reason }: ListedReport['view']): Html | null {
  return reason === null
    ? null
    : html`<p>${reason.sv} <span lang="en">(${reason.en})</span></p>
`;
}

/** Links to the files, the one to be read first. */
function files({ files: given }: ListedReport['view']): Html | null {
  if (given.length === 0) return null;
  const links = Object.entries(FORMATS).flatMap(([format, { sv, en }]) => {
    const file = given.find((each) => each.format === format);
    return file === undefined
      ? []
      : [
          html`<li><a href="${file.href}">${sv}</a> <span lang="en">(${en})</span></li>
`,
        ];
  });
  return html`<ul>
${links}</ul>`;
}

function paging({ page: number, limit, total }: Listed): Html | null {
  const last = Math.ceil(total / limit);
  if (last <= 1) return null;
  const link = (to: number, { sv, en }: InWords) =>
    html`<a href="?limit=${limit}&amp;page=${to}">${sv} <span lang="en">(${en})</span></a> `;
  return html`<nav aria-label="Sidor">
<p>Sida ${number} av ${last} <span lang="en">(page ${number} of ${last})</span>
${number > 1 ? link(number - 1, { sv: 'Nyare', en: 'newer' }) : null}${number < last ? link(number + 1, { sv: 'Äldre', en: 'older' }) : null}</p>
</nav>`;
}
