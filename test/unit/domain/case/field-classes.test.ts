import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { COMMAND_BODIES, COMMAND_NAMES } from '../../../../shared/domain/case/commands.ts';
import { COMMAND_FIELDS, REFERRAL_FIELDS } from '../../../../shared/domain/case/secrecy.ts';
import { referralSchema } from '../../../../shared/domain/referral/referral.ts';

interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly items?: JsonSchema;
  readonly anyOf?: ReadonlyArray<JsonSchema>;
}

/** The paths of every value that a body can hold, whatever lists and alternatives it is nested in. */
function paths(schema: JsonSchema, path: ReadonlyArray<string> = []): ReadonlyArray<string> {
  const { properties, items, anyOf } = schema;
  if (properties !== undefined) {
    return Object.entries(properties).flatMap(([name, field]) => paths(field, [...path, name]));
  }
  const nested = [...(anyOf ?? []), ...(items === undefined ? [] : [items])].flatMap((part) => paths(part, path));
  const own = path.join('.');
  const deeper = nested.filter((found) => found !== own);
  return deeper.length > 0 ? deeper : [own];
}

const fieldsOf = (schema: z.ZodType) =>
  [...new Set(paths(z.toJSONSchema(schema, { io: 'input' }) as JsonSchema))].sort();

describe('Every field of the contract is either fact or secret', () => {
  test('in a referral', () => {
    expect(Object.keys(REFERRAL_FIELDS).sort()).toEqual(fieldsOf(referralSchema));
  });

  test.each(COMMAND_NAMES)('in %s', (name) => {
    expect(Object.keys(COMMAND_FIELDS[name]).sort()).toEqual(fieldsOf(COMMAND_BODIES[name]));
  });

  test('and a field that nobody classed would be noticed', () => {
    const extended = referralSchema.extend({ nickname: z.string() });
    expect(Object.keys(REFERRAL_FIELDS).sort()).not.toEqual(fieldsOf(extended));
  });
});
