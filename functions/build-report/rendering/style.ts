/** Dark on light, nothing fetched, one column on a telephone, A4 across on paper. */
export const STYLE = `
:root { color-scheme: light; --ink: #1b1b1b; --soft: #595959; --line: #c9c9c9; --wash: #f3f6f9; --blue: #0b4f7d; }
* { box-sizing: border-box; }
body { background: #fff; color: var(--ink); font: 1rem/1.55 system-ui, "Open Sans", sans-serif; margin: 0 auto; max-width: 76rem; padding: 1.25rem; }
h1 { font-size: clamp(1.6rem, 4vw, 2.4rem); line-height: 1.2; margin: .2rem 0 .6rem; max-width: 32ch; text-wrap: balance; }
h2 { font-size: 1.3rem; line-height: 1.3; margin: 0 0 .75rem; max-width: 48ch; }
h3 { font-size: 1.05rem; margin: 1.75rem 0 .4rem; }
p { margin: 0 0 .6rem; max-width: 70ch; }
.kind, .about { color: var(--soft); margin: 0; }
section { border-top: 1px solid var(--line); margin-top: 2.25rem; padding-top: 1.5rem; }
.language { border: 0; display: flex; gap: 1rem; justify-content: flex-end; margin: 0; padding: 0; }
.language label { align-items: center; cursor: pointer; display: inline-flex; gap: .4rem; min-height: 2rem; }
.language input { accent-color: var(--blue); height: 1.1rem; margin: 0; width: 1.1rem; }
:focus-visible { outline: 3px solid var(--blue); outline-offset: 2px; }
body:has(#language-sv:checked) .report[lang=en], body:has(#language-en:checked) .report[lang=sv] { display: none; }
.figures { display: grid; gap: 1rem 1.5rem; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); margin: 1.5rem 0 0; }
.figures div { border-left: 4px solid var(--blue); display: flex; flex-direction: column-reverse; justify-content: flex-end; padding-left: .8rem; }
.figures dt { color: var(--soft); font-size: .95rem; line-height: 1.35; }
.figures dd { font-size: 1.7rem; font-weight: 650; line-height: 1.25; margin: 0; }
.picture { align-items: start; display: grid; gap: 1rem 2.5rem; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); margin: 0 0 1rem; }
.picture svg { height: auto; max-width: 40rem; width: 100%; }
.picture figcaption { color: var(--soft); font-size: .95rem; padding-top: 1.4rem; }
@media (max-width: 46rem) { .picture { grid-template-columns: minmax(0, 1fr); } .picture figcaption { padding-top: 0; } }
.scroll { overflow-x: auto; position: relative; }
table { border-collapse: collapse; font-size: .92rem; font-variant-numeric: tabular-nums; min-width: 100%; }
caption { font-weight: 600; padding: .25rem 0 .5rem; text-align: left; }
th, td { border-bottom: 1px solid var(--line); padding: .4rem .6rem; text-align: right; vertical-align: top; white-space: nowrap; }
th:first-child, .text th, .text td { text-align: left; }
thead th { background: var(--wash); border-bottom: 2px solid var(--ink); line-height: 1.3; min-width: 5.2rem; vertical-align: bottom; white-space: normal; }
tbody th { font-weight: 400; }
.sum th, .sum td { border-bottom: 0; border-top: 2px solid var(--ink); font-weight: 650; }
.text td, .text th { white-space: normal; }
.text tbody th { font-weight: 600; min-width: 10rem; }
.unseen { clip-path: inset(50%); height: 1px; overflow: hidden; position: absolute; white-space: nowrap; width: 1px; }
dl.rules dt { font-weight: 600; margin-top: .5rem; }
dl.rules dd { margin: 0; max-width: 75ch; }
@page { margin: 13mm 12mm 16mm; size: A4 landscape; }
@media print {
  body { font-size: 9.5pt; max-width: none; padding: 0; }
  .language { display: none; }
  h1 { font-size: 20pt; }
  h2 { font-size: 13pt; }
  .figures { gap: 4mm; grid-template-columns: repeat(5, 1fr); margin-top: 4mm; }
  .figures dd { font-size: 15pt; }
  section { border: 0; break-before: page; margin: 0; padding: 0; }
  section.first { break-before: auto; margin-top: 6mm; }
  h2, h3, caption { break-after: avoid; }
  .picture { break-inside: avoid; grid-template-columns: 3fr 2fr; }
  .picture svg { max-height: 88mm; max-width: 150mm; }
  .scroll { overflow: visible; }
  .first .picture svg { max-height: 60mm; }
  table { font-size: 8pt; }
  .wide { font-size: 7pt; }
  thead { display: table-header-group; }
  tr { break-inside: avoid; }
  th, td { padding: .9mm .75mm; }
  thead th { min-width: 0; }
  .wide thead th { font-size: 6.5pt; }
}
`;
