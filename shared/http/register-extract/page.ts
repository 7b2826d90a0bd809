import type { City } from '../../domain/city.ts';
import { CITY_TIME_ZONE } from '../../domain/time/stockholm.ts';
import { type Html, html } from '../pages/html.ts';
import { page } from '../pages/page.ts';
import type { RegisterExtract } from './extract.ts';
import { type Bilingual, FIELD_LABELS } from './labels.ts';
import { type Words, wordsOf } from './words.ts';

/** The extract as a page that a person can read, keep and print: Swedish first, English beside; no script. */
export function extractPage(extract: RegisterExtract, city: City): string {
  const words = wordsOf(city);
  const main = html`<h1>Registerutdrag ${english('Register extract')}</h1>
<p>Det här är allt som ${extract.controller.sv} har om dig i ärendet ${extract.caseId}, ${stamp(extract.drawnUpAt)}. Är något fel kan du begära rättelse: det rätta skrivs till, och det som stod förut står kvar som tidigare uppgift. Du kan också få ett eget uttalande skrivet bredvid en händelse. Du kan också begära att uppgifterna används mindre. Sist står vad systemet självt har skapat av uppgifterna för sitt arbete: det beskrivs men visas inte, för ingen kan läsa mer ur det än vad som står här.</p>
<p lang="en">This is all that ${extract.controller.en} holds about you in this case. If something is wrong you may have it corrected: what is right is added, and what was said before is kept as earlier. You may also have a statement of your own written beside an event. You may also ask that the data be used for less. Last stands what the system itself has made of the data for its work: it is described and not shown, because nobody can read more from it than what stands here.</p>
${sections(extract, words)}`;
  return page('Registerutdrag', main.text);
}

function sections(extract: RegisterExtract, words: Words): ReadonlyArray<Html> {
  const { status, district, office, coach, targetGroup, priority, disclosure, restrictedOn, findings } = extract.case;
  const now = { status, district, office, coach, targetGroup, priority, disclosure, restrictedOn };
  return [
    section(['Ärendet nu', 'The case now'], details(now, words)),
    section(['Löften och frister', 'Promises and deadlines'], clocks(extract, words)),
    section(
      ['Avvikelser', 'Findings'],
      list(findings.map(({ clock, kind, asOf }) => details({ clock, kind, asOf }, words))),
    ),
    section(['Hänvisningen och dina uppgifter', 'The referral and your details'], details(extract.referral, words)),
    section(
      ['Tidigare uppgifter', 'Earlier details'],
      list(
        extract.earlier.map(
          ({ until, referral }) =>
            html`<p>Till ${stamp(until)} ${english('until then')}</p>${details(referral, words)}`,
        ),
      ),
    ),
    section(['Vad som har hänt', 'What has happened'], list(extract.events.map((event) => eventOf(event, words)))),
    section(
      ['Tillfällen då du väntats', 'Occasions when you were expected'],
      list(extract.occasions.map((occasion) => details(occasion, words))),
    ),
    section(
      ['Vilka som har fått uppgifter', 'Who has been given data'],
      list(extract.disclosures.map((entry) => disclosureOf(entry, words))),
    ),
    section(['Vilka som har tittat, när och varför', 'Who has looked, when and why'], accesses(extract)),
    section(
      ['Vad som hindrar att ärendet gallras', 'What keeps the case from being destroyed'],
      list(extract.holds.map(({ sv, en }) => html`<p>${both([sv, en])}</p>`)),
    ),
    section(
      ['Vad systemet har för sitt eget arbete', 'What the system has for its own work'],
      list(extract.technical.map(({ sv, en }) => html`<p>${both([sv, en])}</p>`)),
    ),
  ];
}

function english(text: string): Html {
  return html`<span lang="en">(${text})</span>`;
}

function both([sv, en]: Bilingual): Html {
  return sv === en ? html`${sv}` : html`${sv} ${english(en)}`;
}

/** An instant as people write it, in the city's own time. */
function stamp(at: string): Html {
  return html`<time datetime="${at}">${LOCAL.format(new Date(at))}</time>`;
}

const LOCAL = new Intl.DateTimeFormat('sv-SE', { timeZone: CITY_TIME_ZONE, dateStyle: 'short', timeStyle: 'short' });

function section(heading: Bilingual, content: Html | null): Html {
  return html`<section>
<h2>${both(heading)}</h2>
${content ?? html`<p>Inget ${english('nothing')}</p>`}
</section>
`;
}

function list(items: ReadonlyArray<Html | null>): Html | null {
  if (items.length === 0) return null;
  const entries = items.map(
    (item) => html`<li>${item}</li>
`,
  );
  return html`<ol>
${entries}</ol>`;
}

function clocks({ case: { clocks: all } }: RegisterExtract, words: Words): Html | null {
  return list(
    all.map(({ kind, state, dueOn, stoppedOn, explanation }) => {
      const steps = explanation.map(({ sv, en }) => html`<li>${both([sv, en])}</li>`);
      return html`${details({ clock: kind, status: state, dueOn, stoppedOn }, words)}<ul>${steps}</ul>`;
    }),
  );
}

function eventOf(event: RegisterExtract['events'][number], words: Words): Html {
  const { sv, en, occurredOn, recordedAt, by, data, written, told, statements } = event;
  const beside = Object.fromEntries(Object.entries({ told, statements }).filter(([, listed]) => listed.length > 0));
  return html`<p><strong>${both([sv, en])}</strong> ${occurredOn}. Registrerades ${stamp(recordedAt)} av ${whoOf(by)} ${english('recorded by')}</p>${details({ ...data, ...written, ...beside }, words)}`;
}

function disclosureOf(entry: RegisterExtract['disclosures'][number], words: Words): Html {
  const { what, on, from, to, basis, givenOn, withdrawnOn } = entry;
  const said: Bilingual = what === 'referral' ? ['Hänvisningen', 'the referral'] : ['Ärendet', 'the case'];
  return html`<p>${both(said)}</p>${details({ on, from, to, basis, givenOn, withdrawnOn }, words)}`;
}

function accesses({ accesses: all }: RegisterExtract): Html {
  const rows = all.map(
    (
      access,
    ) => html`<tr><td>${stamp(access.at)}</td><td>${whoOf(access)}</td><td>${both([access.sv, access.en])}</td></tr>
`,
  );
  return html`<table>
<thead><tr><th scope="col">När ${english('when')}</th><th scope="col">Vem ${english('who')}</th><th scope="col">Vad och varför ${english('what and why')}</th></tr></thead>
<tbody>
${rows}</tbody>
</table>`;
}

function whoOf({ client, officer }: { readonly client: string; readonly officer: string | null }): string {
  return officer === null ? client : `${client}, ${officer}`;
}

/** A value with all that is nested in it, each field under its label; what says nothing is left out. */
function details(value: Readonly<Record<string, unknown>>, words: Words): Html | null {
  const rows = Object.entries(value)
    .filter(([, field]) => field !== null && field !== undefined)
    .map(([name, field]) => html`<dt>${labelOf(name)}</dt><dd>${shown(name, field, words)}</dd>`);
  return rows.length === 0 ? null : html`<dl>${rows}</dl>`;
}

function labelOf(name: string): Html {
  return both(FIELD_LABELS[name] ?? [name, name]);
}

function shown(name: string, field: unknown, words: Words): Html | string | null {
  if (Array.isArray(field)) {
    return field.length === 0 ? '–' : html`<ul>${field.map((part) => html`<li>${shown(name, part, words)}</li>`)}</ul>`;
  }
  if (typeof field === 'object' && field !== null) return details({ ...field }, words);
  const text = String(field);
  const word = words(name, text);
  return word === undefined ? text : both(word);
}
