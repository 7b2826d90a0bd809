import fc from 'fast-check';
import * as z from 'zod';
import type { Endpoint } from '../../../shared/http/endpoint.ts';
import { ENDPOINTS } from '../../../shared/http/endpoints/catalogue.ts';
import { EXAMPLES, exampleNamesOf } from '../../../shared/http/openapi/examples/catalogue.ts';

/** A call that must be refused, whatever else it says. */
export interface HostileRequest {
  /** The operation it is meant for. */
  readonly routeKey: string;
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

/** The example bodies of an operation. */
const valid = ({ routeKey }: Endpoint): fc.Arbitrary<unknown> =>
  fc.constantFrom(...exampleNamesOf(routeKey).request.map((name): unknown => EXAMPLES[name].value));

/** A body whose every object holds only what it should, but for one that holds something unknown. */
function withUnknownField(endpoint: Endpoint): fc.Arbitrary<string> {
  return fc
    .record({
      example: valid(endpoint),
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

const deep = (depth: number): unknown => Array.from({ length: depth }).reduce((inner) => ({ a: [inner] }), 1);
const WRONG_DATES = [
  '2026-02-30',
  '2026-13-01',
  '2026-3-2',
  '20260302',
  '2026-03-02T00:00:00Z',
  '２０２６-03-02',
  '',
  0,
];
const IS_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** What can never stand where a value of this kind stands, whatever the field: never null, which some fields take. */
function impossibleFor(value: unknown): fc.Arbitrary<unknown> {
  const others = (...wrong: ReadonlyArray<unknown>) =>
    fc.oneof(fc.constantFrom(...wrong), fc.integer({ min: 1, max: 400 }).map(deep));
  if (typeof value === 'string' && IS_DATE.test(value)) return fc.constantFrom(...WRONG_DATES);
  if (typeof value === 'string') return others(1, true, {}, [[]], 'x'.repeat(5000), 'Ꭿ\u202e'.repeat(3000));
  if (typeof value === 'number') return others('1', true, [], {}, 1e308, -1, '\u0661');
  if (typeof value === 'boolean') return others('true', 0, [], {});
  return others('text', 7, false, '\ud800');
}

/** A body in which one value is what it can never be. */
function withWrongValue(endpoint: Endpoint): fc.Arbitrary<string> {
  return fc.record({ example: valid(endpoint), at: fc.nat() }).chain(({ example, at }) => {
    const json: unknown = structuredClone(example);
    const places = placesIn(json);
    const place = places[at % places.length];
    if (place === undefined) return fc.constant('{}');
    return impossibleFor(Reflect.get(place.within, place.name)).map((wrong) => {
      Reflect.set(place.within, place.name, wrong);
      return JSON.stringify(json);
    });
  });
}

/** Every place in a body that holds something. */
function placesIn(value: unknown): ReadonlyArray<{ readonly within: object; readonly name: string }> {
  if (typeof value !== 'object' || value === null) return [];
  const here = Object.keys(value).map((name) => ({ within: value, name }));
  return [...here.filter(({ name }) => Reflect.get(value, name) !== null), ...Object.values(value).flatMap(placesIn)];
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

/** Every operation there is, as the catalogue names them. */
export const OPERATIONS = ENDPOINTS.filter(({ routeKey }) => !routeKey.startsWith('ANY'));
const STRANGE_HEADERS = [
  'accept',
  'accept-language',
  'cookie',
  'traceparent',
  'x-forwarded-for',
  'if-match',
  'x-http-method-override',
];

/** Parameters of lists as nobody may write them. */
const WRONG_PARAMETERS: Readonly<Record<string, ReadonlyArray<string>>> = {
  limit: ['0', '-1', '101', 'ten', '1e9', '', '1.5', '٣'],
  page: ['0', '-1', '1e99', 'x', '', '1,2'],
  from: WRONG_DATES.map(String),
  to: WRONG_DATES.map(String),
  on: WRONG_DATES.map(String),
  status: ['open', 'HELD', '', '__proto__'],
  kind: ['lost', '', 'warned,missed'],
  office: ['x'.repeat(65)],
  district: ['x'.repeat(65)],
  after: ['made-up', 'x'.repeat(129), '\0'],
};

/** A parameter that the operation does not know, or one of its own with a value that it cannot have. */
function wrongQuery({ query }: Endpoint): fc.Arbitrary<readonly [string, string]> {
  const own = query instanceof z.ZodObject ? Object.keys(query.shape) : [];
  const wrong = own.flatMap((name) => (WRONG_PARAMETERS[name] ?? []).map((value) => [name, value] as const));
  const unknown = fc.tuple(fc.string({ minLength: 13 }), anyText);
  return wrong.length === 0 ? unknown : fc.oneof(unknown, fc.constantFrom(...wrong));
}

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

function bodyTo(endpoint: Endpoint, isFlawed: boolean): fc.Arbitrary<string | Uint8Array> {
  const wrong = fc.oneof(withUnknownField(endpoint), withWrongValue(endpoint), withWrongValue(endpoint), unreadable);
  return isFlawed
    ? wrong
    : fc.oneof(
        wrong,
        valid(endpoint).map((body) => JSON.stringify(body)),
      );
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
      query: flaws.has('query') ? wrongQuery(endpoint) : fc.constant(undefined),
      body: hasBody ? bodyTo(endpoint, flaws.has('body')) : fc.constant(undefined),
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
        routeKey: endpoint.routeKey,
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
