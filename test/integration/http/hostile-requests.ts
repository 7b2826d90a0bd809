import fc from 'fast-check';
import type { Endpoint } from '../../../shared/http/endpoint.ts';
import { ENDPOINTS } from '../../../shared/http/endpoints/catalogue.ts';
import { EXAMPLES, exampleNamesOf } from '../../../shared/http/openapi/examples/catalogue.ts';

/** A call that must be refused, whatever else it says. */
export interface HostileRequest {
  readonly method: string;
  readonly path: string;
  /** Whose token it carries. */
  readonly client: 'city-admin' | 'nobody' | 'stranger';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** What is wrong with a call; it has one of these at least. */
type Flaw = 'path' | 'method' | 'token' | 'officer' | 'key' | 'query' | 'body';

const PROTOTYPE_KEYS = ['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'then', 'toJSON'];
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom(
    ...PROTOTYPE_KEYS,
    '',
    ' ',
    '\0',
    '%',
    "'; DROP TABLE x; --",
    '{{7*7}}',
    '#{7*7}',
    '<script>',
    '../..',
  ),
  fc.string({ unit: 'binary', minLength: 200, maxLength: 300 }),
);
/** What a header can carry; fetch itself refuses the rest. */
const headerText = fc.string({ unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)) });
const segment = anyText
  .filter((text) => text !== '' && text.replaceAll('%2e', '.').replaceAll('.', '') !== '')
  .map((text) =>
    encodeURIComponent(text)
      .slice(0, 2000)
      .replace(/%[0-9A-F]?$/, ''),
  )
  .filter(decodable);

function decodable(text: string): boolean {
  try {
    return decodeURIComponent(text) !== '';
  } catch {
    return false;
  }
}

const wrongValue = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom(1e308, -0, 2 ** 53, [], {}, '', 'x'.repeat(5000), [[[[[[]]]]]], '\ud800', '9999-12-31', '0000-00-00'),
);

/** A body whose every object holds only what it should, but for one that holds something unknown. */
function spoilt(endpoint: Endpoint): fc.Arbitrary<string> {
  const valid = exampleNamesOf(endpoint.routeKey).request.map((name): unknown => EXAMPLES[name].value);
  return fc
    .record({
      example: fc.constantFrom(...valid),
      at: fc.nat(),
      wrong: fc.nat(),
      key: fc.oneof(fc.constantFrom(...PROTOTYPE_KEYS.filter((key) => key !== 'then')), fc.string({ minLength: 13 })),
      value: wrongValue,
      alsoAt: fc.option(fc.nat(), { nil: undefined }),
    })
    .map(({ example, at, key, value, wrong, alsoAt }) => {
      const json: unknown = structuredClone(example);
      const objects = objectsIn(json);
      const target = objects[at % objects.length] ?? {};
      // Defined rather than assigned: `__proto__` must become a key like any other.
      Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
      if (alsoAt !== undefined) {
        const other = objects[alsoAt % objects.length] ?? {};
        const names = Object.keys(other).filter((name) => name !== key);
        const name = names[wrong % Math.max(names.length, 1)];
        if (name !== undefined) Reflect.set(other, name, value);
      }
      // What was replaced may have held the unknown key.
      if (!objectsIn(json).includes(target)) Object.assign(json as object, { unknownField: value });
      return JSON.stringify(json);
    });
}

function objectsIn(value: unknown): ReadonlyArray<object> {
  if (typeof value !== 'object' || value === null) return [];
  const inner = Object.values(value).flatMap(objectsIn);
  return Array.isArray(value) ? inner : [value, ...inner];
}

const unreadable = fc.oneof(
  fc.uint8Array({ maxLength: 200 }),
  anyText,
  fc.json().map((json) => json.slice(0, -1)),
  fc.json({ maxDepth: 5 }),
  fc.integer({ min: 100, max: 8000 }).map((depth) => '['.repeat(depth) + ']'.repeat(depth)),
  fc.constantFrom('null', '[]', '{}', '{"__proto__":{}}', '"text"', ' '.repeat(70_000)),
);

function flawsOf({ routeKey, scope, officer, idempotencyKey, query, body }: Endpoint): ReadonlyArray<Flaw> {
  const when = (condition: boolean, flaw: Flaw) => (condition ? [flaw] : []);
  return [
    'method',
    ...when(routeKey.includes('{'), 'path'),
    ...when(scope !== null, 'token'),
    ...when(officer === true, 'officer'),
    ...when(idempotencyKey !== 'none', 'key'),
    ...when(query !== undefined, 'query'),
    ...when(body !== undefined, 'body'),
  ];
}

const OPERATIONS = ENDPOINTS.filter(({ routeKey }) => !routeKey.startsWith('ANY'));
const STRANGE_HEADERS = [
  'accept',
  'accept-language',
  'cookie',
  'traceparent',
  'x-forwarded-for',
  'if-match',
  'x-http-method-override',
];

/** How often each flaw stands alone: those that reach farthest most often. */
const WEIGHTS: Readonly<Record<Flaw, number>> = {
  body: 12,
  query: 6,
  path: 3,
  officer: 1,
  key: 1,
  token: 1,
  method: 1,
};

/** A call to any operation, flawed in at least one way and strange in others; `caseId` is a case that the city may see. */
export function hostileRequests(caseId: string): fc.Arbitrary<HostileRequest> {
  const flaws = (endpoint: Endpoint): fc.Arbitrary<ReadonlyArray<Flaw>> => {
    const possible = flawsOf(endpoint);
    const alone = possible.map((flaw) => ({ weight: WEIGHTS[flaw], arbitrary: fc.constant([flaw]) }));
    return fc.oneof(
      { weight: 4, arbitrary: fc.oneof(...alone) },
      { weight: 1, arbitrary: fc.subarray([...possible], { minLength: 1 }) },
    );
  };
  return fc
    .constantFrom(...OPERATIONS)
    .chain((endpoint) => flaws(endpoint).chain((chosen) => requestTo(endpoint, new Set(chosen), caseId)));
}

function requestTo(endpoint: Endpoint, flaws: ReadonlySet<Flaw>, caseId: string): fc.Arbitrary<HostileRequest> {
  const [verb = 'GET', pattern = ''] = endpoint.routeKey.split(' ');
  const hasBody = endpoint.body !== undefined;
  return fc
    .record({
      method: flaws.has('method') ? fc.constantFrom('PUT', 'PATCH', 'DELETE', 'OPTIONS') : fc.constant(verb),
      segments: fc.array(segment, { minLength: 3, maxLength: 3 }),
      client: flaws.has('token')
        ? fc.constantFrom('nobody' as const, 'stranger' as const)
        : fc.constant('city-admin' as const),
      officer: flaws.has('officer')
        ? fc.constantFrom(undefined, '', 'two words', 'Åsa', 'x'.repeat(65))
        : fc.constant('C-1'),
      key: flaws.has('key') ? fc.constantFrom('', 'short', 'with a space', 'x'.repeat(129), 'nyckel-å-') : fc.uuid(),
      query: flaws.has('query') ? fc.tuple(fc.string({ minLength: 13 }), anyText) : fc.constant(undefined),
      body: hasBody
        ? flaws.has('body')
          ? fc.oneof(spoilt(endpoint), unreadable)
          : spoilt(endpoint)
        : fc.constant(undefined),
      type: fc.oneof(
        { weight: 9, arbitrary: fc.constant('application/json') },
        {
          weight: 1,
          arbitrary: fc.constantFrom('text/plain', 'application/json; charset=utf-16', 'multipart/form-data', '*/*'),
        },
      ),
      strange: fc.dictionary(fc.constantFrom(...STRANGE_HEADERS), headerText, { maxKeys: 2 }),
    })
    .map(({ method, segments, client, officer, key, query, body, type, strange }) => {
      const rest = [...segments];
      const known = flaws.has('path') ? pattern : pattern.replace('{caseId}', caseId).replace('{version}', '1');
      const path = known.replaceAll(/\{\w+\}/g, () => rest.shift() ?? 'x');
      return {
        method,
        path: query === undefined ? path : `${path}?${query.map(encodeURIComponent).join('=')}`,
        client,
        headers: {
          ...strange,
          ...(officer === undefined ? {} : { 'officer-id': officer }),
          'idempotency-key': key,
          ...(body === undefined ? {} : { 'content-type': type }),
        },
        ...(body === undefined ? {} : { body }),
      };
    });
}
