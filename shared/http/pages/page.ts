/** Text made safe to stand in HTML, between tags and in quoted attributes. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** No script, no picture, nothing fetched: the page reads the same in any browser, on paper and by a screen reader. */
const STYLE = `
:root { color-scheme: light dark; --line: #767676; --soft: #f2f2f2; }
@media (prefers-color-scheme: dark) { :root { --line: #8c8c8c; --soft: #2a2a2a; } }
body { font: 1.0625rem/1.6 system-ui, sans-serif; margin: 0 auto; max-width: 64rem; padding: 2rem 1.25rem; }
h1 { font-size: 1.75rem; line-height: 1.25; margin: 0 0 1.5rem; }
h2 { font-size: 1.125rem; margin: 0; }
p { margin: .5rem 0; overflow-wrap: anywhere; }
.kind { color: inherit; margin: 0 0 .25rem; }
code { background: var(--soft); border-radius: .25rem; padding: .1em .35em; }
.beside { display: grid; gap: 1.5rem 3rem; grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr)); }
table { border-collapse: collapse; margin-top: 2rem; width: 100%; }
caption { font-weight: 600; padding-bottom: .5rem; text-align: start; }
th, td { border-top: 1px solid var(--line); font-weight: 400; padding: .5rem .75rem .5rem 0; text-align: start; vertical-align: top; }
thead th { font-weight: 600; }
.item { border-top: 1px solid var(--line); margin-top: 1.5rem; padding-top: 1rem; }
@media print { body { max-width: none; padding: 0; } }
`;

/** A page in Swedish, which marks what it says in English; `main` is HTML. */
export function page(title: string, main: string): string {
  return `<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)} – Jobbtorg</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${main}
</main>
</body>
</html>
`;
}
