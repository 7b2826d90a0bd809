import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { anyEventSchema, eventSchema } from '../../../events/cloud-event.ts';
import { EVENT_TYPES, EVENT_VERSIONS } from '../../../events/event-types.ts';
import { factSchema } from '../../../shared/domain/case/facts.ts';
import { FINGERPRINTS } from './fingerprints.ts';

const EXAMPLES = join(import.meta.dirname, '../../../events/examples');

/** What a schema is, in a few characters: the same only for the same. What it shows as an example is no part of it. */
function fingerprint(schema: z.ZodType): string {
  const text = JSON.stringify(z.toJSONSchema(schema), (key, value) => (key === 'example' ? undefined : value));
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

const nameOf = (type: (typeof EVENT_TYPES)[number]) => `${type}/${EVENT_VERSIONS[type]}`;
const fileOf = (type: (typeof EVENT_TYPES)[number]) => `${type}.v${EVENT_VERSIONS[type]}.json`;
const examplesOf = (type: (typeof EVENT_TYPES)[number]): unknown =>
  JSON.parse(readFileSync(join(EXAMPLES, fileOf(type)), 'utf8'));
const pair = z.tuple([z.looseObject({ data: z.looseObject({}) }), z.looseObject({ data: z.looseObject({}) })]);

describe('The contracts of events', () => {
  test('there is one for each type of fact', () => {
    expect(EVENT_TYPES.toSorted()).toEqual(factSchema.options.map((option) => option.shape.type.value).toSorted());
  });

  test.each(EVENT_TYPES)('%s is what it was when its version was first sent', (type) => {
    expect({ [nameOf(type)]: fingerprint(eventSchema(type)) }).toEqual({ [nameOf(type)]: FINGERPRINTS[nameOf(type)] });
  });

  test('a field more, a field less or another form would be a new version', () => {
    const [open, guarded] = eventSchema('plan.answered').options;
    const { subject: _, ...less } = open.shape;
    const others = [
      z.union([open.extend({ office: z.string() }), guarded]),
      z.union([z.strictObject(less), guarded]),
      z.union([open.extend({ id: z.int() }), guarded]),
      open,
    ];
    const known = FINGERPRINTS['plan.answered/1'];
    expect(fingerprint(eventSchema('plan.answered'))).toBe(known);
    for (const other of others) expect(fingerprint(other)).not.toBe(known);
  });
});

describe('The examples of events', () => {
  test('are one file for each type in its version, and no other', () => {
    expect(readdirSync(EXAMPLES).toSorted()).toEqual(EVENT_TYPES.map(fileOf).toSorted());
  });

  test.each(EVENT_TYPES)('of %s show it as it is told, and as it is told of a protected person', (type) => {
    const examples = examplesOf(type);
    for (const schema of [eventSchema(type), anyEventSchema]) {
      expect(z.tuple([schema, schema]).parse(examples)).toEqual(examples);
    }
    const [open, guarded] = pair.parse(examples);
    expect(Object.keys(open.data)).toEqual(['caseId', 'version', 'occurredOn', 'recordedOn']);
    expect(Object.keys(guarded.data)).toEqual(['version', 'district']);
  });

  test('of one type are refused as another', () => {
    expect(eventSchema('case.closed').safeParse(pair.parse(examplesOf('case.reopened'))[0]).success).toBe(false);
  });
});
