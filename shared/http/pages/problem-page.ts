import { REFUSAL_TEXTS } from '../field-problems.ts';
import { PROBLEMS, type ProblemCode } from '../problems.ts';
import { escaped, page } from './page.ts';

/** What a problem means and what to do about it, Swedish first; `undefined` for a code that is no problem of ours. */
export function problemPage(code: string): string | undefined {
  if (!isProblemCode(code)) return undefined;
  const { status, sv, en } = PROBLEMS[code];
  return page(
    sv[0],
    `<p class="kind">Svar <strong>${status}</strong> med koden <code>${escaped(code)}</code></p>
<h1>${escaped(sv[0])}</h1>
<div class="beside">
<section aria-labelledby="what-to-do-sv">
<h2 id="what-to-do-sv">Vad du kan göra</h2>
<p>${escaped(sv[1])}</p>
</section>
<section lang="en" aria-labelledby="what-to-do-en">
<h2 id="what-to-do-en">${escaped(en[0])}</h2>
<p>${escaped(en[1])}</p>
</section>
</div>${code === 'not-eligible' ? reasons() : ''}`,
  );
}

function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(PROBLEMS, code);
}

/** The reasons that such an answer can name: a district has to know them to judge for itself. */
function reasons(): string {
  const rows = Object.entries(REFUSAL_TEXTS).map(
    ([code, text]) => `<tr><th scope="row"><code>${escaped(code)}</code></th><td>${escaped(text)}</td></tr>`,
  );
  return `
<table>
<caption>Skäl som svaret kan ange <span lang="en">(reasons that the answer can give)</span></caption>
<thead><tr><th scope="col">Kod</th><th scope="col">Innebörd</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>`;
}
