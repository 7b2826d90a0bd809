import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { COMMAND_BODIES, COMMAND_NAMES } from '../../../../shared/domain/case/commands.ts';
import { newFactSchema } from '../../../../shared/domain/case/facts.ts';
import { COMMAND_FIELDS, REFERRAL_FIELDS } from '../../../../shared/domain/case/secrecy.ts';
import { STATUSES } from '../../../../shared/domain/case/vocabulary.ts';
import { referralSchema } from '../../../../shared/domain/referral/referral.ts';
import { REGISTER_EXTRACT } from '../../../../shared/http/openapi/examples/audit.ts';
import { registerExtractView } from '../../../../shared/http/register-extract/extract.ts';
import { FIELD_LABELS } from '../../../../shared/http/register-extract/labels.ts';
import { extractPage } from '../../../../shared/http/register-extract/page.ts';
import { wordsOf } from '../../../../shared/http/register-extract/words.ts';
import { STOCKHOLM } from '../../../../shared/reference/stockholm.ts';

const words = wordsOf(STOCKHOLM);
const extract = registerExtractView.parse(REGISTER_EXTRACT);

/** Every code that a body can hold, with its field. */
function codesIn(schema: unknown, field = ''): ReadonlyArray<readonly [field: string, code: string]> {
  if (Array.isArray(schema)) return schema.flatMap((part) => codesIn(part, field));
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, part]) => {
    if (key === 'enum' && Array.isArray(part)) return part.map((code) => [field, String(code)] as const);
    if (key !== 'properties' || typeof part !== 'object' || part === null) return codesIn(part, field);
    return Object.entries(part).flatMap(([name, inner]) => codesIn(inner, name));
  });
}

/** The name of every field of an object, whatever it is nested in. */
function namesIn(schema: unknown): ReadonlyArray<string> {
  if (Array.isArray(schema)) return schema.flatMap(namesIn);
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, part]) =>
    key === 'properties' && typeof part === 'object' && part !== null
      ? [...Object.keys(part), ...Object.values(part).flatMap(namesIn)]
      : namesIn(part),
  );
}

describe('In the extract that a person reads', () => {
  test('every field of the contract has a name in Swedish and in English', () => {
    const paths = [REFERRAL_FIELDS, ...Object.values(COMMAND_FIELDS)].flatMap((fields) => Object.keys(fields));
    const names = new Set(paths.flatMap((path) => path.split('.')));
    expect(names.size).toBeGreaterThan(70);
    expect([...names].filter((name) => FIELD_LABELS[name] === undefined)).toEqual([]);
  });

  test('everything that a fact tells has a name', () => {
    const names = z.toJSONSchema(newFactSchema).oneOf?.flatMap((fact) => namesIn(fact.properties?.['data'])) ?? [];
    expect(names.length).toBeGreaterThan(40);
    expect([...new Set(names)].filter((name) => FIELD_LABELS[name] === undefined)).toEqual([]);
  });

  test('every code of the contract is told in words', () => {
    const schemas = [referralSchema, ...COMMAND_NAMES.map((name) => COMMAND_BODIES[name])];
    const codes = schemas.flatMap((schema) => codesIn(z.toJSONSchema(schema, { io: 'input' })));
    expect(codes.length).toBeGreaterThan(80);
    expect(
      [...codes, ...STATUSES.map((code) => ['status', code] as const)].filter(
        ([field, code]) => words(field, code) === undefined,
      ),
    ).toEqual([]);
  });

  test('places and services have the city’s own names', () => {
    expect(words('office', 'vallingby')?.[0]).toContain('Vällingby');
    expect(words('service', 'matching')).toBeDefined();
    expect(words('note', 'anything else')).toBeUndefined();
  });

  test('the page runs nothing and fetches nothing, and marks what is English', () => {
    const html = extractPage(extract, STOCKHOLM);
    expect(html).not.toMatch(/<script|\son\w+=|<img|<link|url\(/i);
    expect(html).toContain("default-src 'none'");
    expect(html).toContain('<span lang="en">(Register extract)</span>');
    expect(html).toContain('Vilka som har tittat, när och varför');
    expect(html).toContain('Kim');
    expect(html).toContain('en tvist eller en tillsyn kräver det');
    expect(html).toContain('Rader ur uppgifterna här, utan namn, nummer och fri text');
    expect(html).toContain('Meddelades till systemen hos');
    expect(html).toContain('godkänd med förbehåll <span lang="en">(approved with reservation)</span>');
  });

  test('what was written as markup is shown as it was written', () => {
    const written = { ...extract, referral: { note: '<script>alert(1)</script> "&\'' } };
    const html = extractPage(written, STOCKHOLM);
    expect(html).not.toContain('<script');
    expect(html).toContain('&#60;script&#62;alert(1)&#60;/script&#62; &#34;&#38;&#39;');
  });
});
