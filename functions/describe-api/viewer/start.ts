import { swedishLabel } from './swedish-labels.ts';

interface Parameter {
  readonly name: string;
  readonly required: boolean;
  example?: unknown;
}

/** What of the description is changed for the page. */
interface Description {
  servers: ReadonlyArray<{ readonly url: string; readonly description: string }>;
  externalDocs?: unknown;
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly parameters: ReadonlyArray<Parameter> }>>>>;
  readonly components: {
    readonly securitySchemes: { readonly oauth2: { readonly flows: { clientCredentials: { tokenUrl: string } } } };
  };
}

/** Swagger UI, which its own file has put into the page. */
declare const SwaggerUIBundle: (options: {
  readonly spec: Description;
  readonly domNode: Element;
  readonly docExpansion: 'list';
  readonly defaultModelsExpandDepth: number;
  readonly validatorUrl: null;
  readonly onComplete: () => void;
}) => unknown;

/** Texts of the API itself, examples and answers: nothing of them is a label. */
const NO_LABELS = 'pre, code, textarea, input, .markdown, .renderedMarkdown';

const place = document.querySelector('#viewer');
if (place !== null) await show(place);

async function show(domNode: Element): Promise<void> {
  const answer = await fetch('/v1/openapi.json');
  const spec: Description = await answer.json();
  makeOwn(spec);
  new MutationObserver(translate).observe(domNode, { subtree: true, childList: true, characterData: true });
  SwaggerUIBundle({
    spec,
    domNode,
    docExpansion: 'list',
    defaultModelsExpandDepth: 0,
    validatorUrl: null,
    onComplete: () => domNode.setAttribute('aria-busy', 'false'),
  });
}

/**
 * The page is served by the API that it describes: what is tried goes to the address that it came from. An example that
 * the viewer would send of its own accord goes: an old version in `If-Match` would have every command refused.
 */
function makeOwn(spec: Description): void {
  spec.servers = [{ url: '/v1', description: 'Den här adressen. This address.' }];
  spec.components.securitySchemes.oauth2.flows.clientCredentials.tokenUrl = new URL(
    '/oauth2/token',
    location.href,
  ).href;
  delete spec.externalDocs;
  for (const item of Object.values(spec.paths)) {
    for (const parameter of Object.values(item).flatMap(({ parameters }) => parameters)) {
      if (!parameter.required) delete parameter.example;
      else if (parameter.name === 'Idempotency-Key') parameter.example = crypto.randomUUID();
    }
  }
}

function translate(changes: ReadonlyArray<MutationRecord>): void {
  for (const { type, target, addedNodes } of changes) {
    for (const node of type === 'characterData' ? [target] : addedNodes) translateWithin(node);
  }
}

function translateWithin(root: Node): void {
  const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  for (let node = texts.currentNode; ; node = texts.currentNode) {
    const swedish = node.nodeType === Node.TEXT_NODE ? swedishLabel(node.nodeValue ?? '') : undefined;
    if (swedish !== undefined && node.parentElement?.closest(NO_LABELS) === null) node.nodeValue = swedish;
    if (texts.nextNode() === null) return;
  }
}
