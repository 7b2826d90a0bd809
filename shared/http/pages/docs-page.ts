import { API, TOKEN_URL } from '../openapi/about.ts';
import { escaped } from './page.ts';

/** What the page fetches, each under `/v1/docs/`, and as what it is served. */
export const DOCS_FILES = {
  'page.css': 'text/css; charset=utf-8',
  'start.js': 'text/javascript; charset=utf-8',
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'swagger-ui-licence.txt': 'text/plain; charset=utf-8',
} as const;
export type DocsFile = keyof typeof DOCS_FILES;

/** Whether a name is one of the files that the page fetches. */
export function isDocsFile(name: string): name is DocsFile {
  return Object.hasOwn(DOCS_FILES, name);
}

/** Nothing from elsewhere, nothing inline; the pictures are those that the viewer's style sheet holds. */
export const DOCS_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  'img-src data:',
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const address = (name: DocsFile): string => `/v1/docs/${name}`;

const GET_A_TOKEN = `curl -d grant_type=client_credentials -d client_id=… -d client_secret=… ${TOKEN_URL}`;

/** A page on which people read how the API is used, and try it. */
export function docsPage(): string {
  return `<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(API.name)} – gränssnittet</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${address('swagger-ui.css')}">
<link rel="stylesheet" href="${address('page.css')}">
<script src="${address('swagger-ui-bundle.js')}" defer></script>
<script src="${address('start.js')}" type="module"></script>
</head>
<body>
<header>
<h1>${escaped(API.name)}: läs och prova gränssnittet <span lang="en">(read and try the API)</span></h1>
<div class="beside">
<section aria-labelledby="how-to-try-sv">
<h2 id="how-to-try-sv">Så provar du</h2>
<ol>
<li>Välj <b>Ange token</b>. Klistra in en token under <i>bearer</i>, eller ange er klient under <i>oauth2</i> där token lämnas ut på den här sidans adress.</li>
<li>Öppna en åtgärd och välj <b>Prova</b>, fyll i det som krävs och välj <b>Skicka</b>.</li>
</ol>
<p>En token hämtas hos stadens identitetstjänst med klientens id och hemlighet. När allt körs på en dator (npm start) heter klienterna district-‹kod›, office-‹kod› och city-admin, alla med hemligheten local.</p>
<p class="warning">Det som skickas härifrån registreras på riktigt.</p>
</section>
<section lang="en" aria-labelledby="how-to-try-en">
<h2 id="how-to-try-en">How to try it</h2>
<ol>
<li>Choose <b>Authorize</b>. Paste a token under <i>bearer</i>, or give your client under <i>oauth2</i> where tokens are issued at the address of this page.</li>
<li>Open an operation and choose <b>Try it out</b>, fill in what is required and choose <b>Execute</b>.</li>
</ol>
<p>A token is fetched from the city's identity provider with the client's id and secret. When everything runs on one machine (npm start), the clients are district-‹code›, office-‹code› and city-admin, all with the secret local.</p>
<p class="warning">What is sent from here is recorded for real.</p>
</section>
</div>
<pre class="command"><code>${escaped(GET_A_TOKEN)}</code></pre>
</header>
<main id="viewer" aria-busy="true">
<noscript><p>Sidan behöver JavaScript. Allt står också i <a href="/v1/openapi.json">openapi.json</a>. <span lang="en">(The page needs JavaScript; all of it is in openapi.json as well.)</span></p></noscript>
</main>
<footer>
<p><a href="/v1/openapi.json">Beskrivningen som OpenAPI 3.1</a> <span lang="en">(the description as OpenAPI 3.1)</span> · Visas med <a href="${address('swagger-ui-licence.txt')}">Swagger UI, Apache-2.0</a></p>
</footer>
</body>
</html>
`;
}
