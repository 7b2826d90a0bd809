import type { City } from '../../domain/city.ts';
import { CITY_TIME_ZONE } from '../../domain/time/stockholm.ts';
import { escaped, page } from '../pages/page.ts';
import type { RegisterExtract } from './extract.ts';
import { type Bilingual, FIELD_LABELS } from './labels.ts';
import { type Words, wordsOf } from './words.ts';

/** The extract as a page that a person can read, keep and print: Swedish first, English beside; no script. */
export function extractPage(extract: RegisterExtract, city: City): string {
  const words = wordsOf(city);
  const { case: shown } = extract;
  return page(
    'Registerutdrag',
    `<h1>Registerutdrag ${english('Register extract')}</h1>
<p>Det här är allt som ${escaped(extract.controller.sv)} har om dig i ärendet ${escaped(extract.caseId)}, ${stamp(extract.drawnUpAt)}. Är något fel kan du begära rättelse: det rätta skrivs till, och det som stod förut står kvar som tidigare uppgift. Du kan också begära att uppgifterna används mindre.</p>
<p lang="en">This is all that ${escaped(extract.controller.en)} holds about you in this case. If something is wrong you may have it corrected: what is right is added, and what was said before is kept as earlier. You may also ask that the data be used for less.</p>
${section(['Ärendet nu', 'The case now'], details({ status: shown.status, district: shown.district, office: shown.office, coach: shown.coach, targetGroup: shown.targetGroup, priority: shown.priority, disclosure: shown.disclosure, restrictedOn: shown.restrictedOn }, words))}
${section(['Löften och frister', 'Promises and deadlines'], clocks(extract, words))}
${section(['Avvikelser', 'Findings'], list(shown.findings.map(({ clock, kind, asOf }) => details({ clock, kind, asOf }, words))))}
${section(['Hänvisningen och dina uppgifter', 'The referral and your details'], details(extract.referral, words))}
${section(['Tidigare uppgifter', 'Earlier details'], list(extract.earlier.map(({ until, referral }) => `<p>Till ${stamp(until)} ${english('until then')}</p>${details(referral, words)}`)))}
${section(['Vad som har hänt', 'What has happened'], list(extract.events.map((event) => eventOf(event, words))))}
${section(['Tillfällen då du väntats', 'Occasions when you were expected'], list(extract.occasions.map((occasion) => details(occasion, words))))}
${section(['Vilka som har fått uppgifter', 'Who has been given data'], list(extract.disclosures.map((entry) => `<p>${entry.what === 'referral' ? `Hänvisningen ${english('the referral')}` : `Ärendet ${english('the case')}`}</p>${details({ on: entry.on, from: entry.from, to: entry.to, basis: entry.basis, givenOn: entry.givenOn, withdrawnOn: entry.withdrawnOn }, words)}`)))}
${section(['Vilka som har tittat, när och varför', 'Who has looked, when and why'], accesses(extract))}`,
  );
}

function english(text: string): string {
  return `<span lang="en">(${escaped(text)})</span>`;
}

function both([sv, en]: Bilingual): string {
  return sv === en ? escaped(sv) : `${escaped(sv)} ${english(en)}`;
}

/** An instant as people write it, in the city's own time. */
function stamp(at: string): string {
  return `<time datetime="${escaped(at)}">${escaped(LOCAL.format(new Date(at)))}</time>`;
}

const LOCAL = new Intl.DateTimeFormat('sv-SE', { timeZone: CITY_TIME_ZONE, dateStyle: 'short', timeStyle: 'short' });

function section(heading: Bilingual, content: string): string {
  return `<section>\n<h2>${both(heading)}</h2>\n${content === '' ? `<p>Inget ${english('nothing')}</p>` : content}\n</section>`;
}

function list(items: ReadonlyArray<string>): string {
  return items.length === 0 ? '' : `<ol>\n${items.map((item) => `<li>${item}</li>`).join('\n')}\n</ol>`;
}

function clocks({ case: { clocks: all } }: RegisterExtract, words: Words): string {
  return list(
    all.map(({ kind, state, dueOn, stoppedOn, explanation }) => {
      const steps = explanation.map(({ sv, en }) => `<li>${both([sv, en])}</li>`).join('');
      return `${details({ clock: kind, status: state, dueOn, stoppedOn }, words)}<ul>${steps}</ul>`;
    }),
  );
}

function eventOf(event: RegisterExtract['events'][number], words: Words): string {
  const { sv, en, occurredOn, recordedAt, by, data, written } = event;
  const who = [by.client, by.officer].filter((part) => part !== null).join(', ');
  return `<p><strong>${both([sv, en])}</strong> ${escaped(occurredOn)}. Registrerades ${stamp(recordedAt)} av ${escaped(who)} ${english('recorded by')}</p>${details({ ...data, ...written }, words)}`;
}

function accesses({ accesses: all }: RegisterExtract): string {
  const rows = all.map(({ at, client, officer, sv, en }) => {
    const who = [client, officer].filter((part) => part !== null).join(', ');
    return `<tr><td>${stamp(at)}</td><td>${escaped(who)}</td><td>${both([sv, en])}</td></tr>`;
  });
  return `<table>
<thead><tr><th scope="col">När ${english('when')}</th><th scope="col">Vem ${english('who')}</th><th scope="col">Vad och varför ${english('what and why')}</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>`;
}

/** A value with all that is nested in it, each field under its label; what says nothing is left out. */
function details(value: Readonly<Record<string, unknown>>, words: Words): string {
  const rows = Object.entries(value)
    .filter(([, field]) => field !== null && field !== undefined)
    .map(([name, field]) => `<dt>${labelOf(name)}</dt><dd>${shown(name, field, words)}</dd>`);
  return rows.length === 0 ? '' : `<dl>${rows.join('')}</dl>`;
}

function labelOf(name: string): string {
  return both(FIELD_LABELS[name] ?? [name, name]);
}

function shown(name: string, field: unknown, words: Words): string {
  if (Array.isArray(field)) {
    return field.length === 0
      ? '–'
      : `<ul>${field.map((part) => `<li>${shown(name, part, words)}</li>`).join('')}</ul>`;
  }
  if (typeof field === 'object' && field !== null) return details({ ...field }, words);
  const text = String(field);
  const word = words(name, text);
  return word === undefined ? escaped(text) : both(word);
}
