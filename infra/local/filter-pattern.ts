import * as z from 'zod';

/** Whether an event is let through. */
export type EventFilter = (event: unknown) => boolean;

/** A filter pattern uses something whose meaning is not known here. */
export class UnknownPattern extends Error {
  override readonly name = 'UnknownPattern';
}

const object = z.record(z.string(), z.unknown());
const literal = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const oneOrMoreTexts = z.union([z.string(), z.array(literal)]).transform((given) => [given].flat());

/**
 * Compiles an event-source filter pattern: every field named must match one of its values. Throws
 * {@link UnknownPattern} rather than let through what the deployed filter would stop.
 */
export function compilePattern(pattern: string): EventFilter {
  try {
    return compileObject(object.parse(JSON.parse(pattern)));
  } catch (error) {
    throw error instanceof UnknownPattern ? error : new UnknownPattern(pattern, { cause: error });
  }
}

/** The filter of several patterns: an event that any of them lets through; without patterns, every event. */
export function compileFilters(patterns: ReadonlyArray<string>): EventFilter {
  const filters = patterns.map(compilePattern);
  return filters.length === 0 ? () => true : (event) => filters.some((filter) => filter(event));
}

type FieldFilter = (value: unknown) => boolean;

function compileObject(pattern: Readonly<Record<string, unknown>>): FieldFilter {
  const fields = Object.entries(pattern).map(([name, expected]): FieldFilter => {
    if (name === '$or') {
      const alternatives = z.array(object).parse(expected).map(compileObject);
      return (value) => alternatives.some((alternative) => alternative(value));
    }
    const matches = Array.isArray(expected) ? compileLeaf(expected) : compileNested(name, expected);
    return (value) => matches(fieldOf(value, name));
  });
  return (value) => fields.every((field) => field(value));
}

function compileNested(name: string, expected: unknown): FieldFilter {
  const nested = object.safeParse(expected);
  if (!nested.success) throw new UnknownPattern(`the field ${name} has neither a list nor an object`);
  return compileObject(nested.data);
}

function compileLeaf(alternatives: ReadonlyArray<unknown>): FieldFilter {
  const tests = alternatives.map(compileValue);
  return (value) => tests.some((test) => test(value));
}

function compileValue(expected: unknown): FieldFilter {
  const plain = literal.safeParse(expected);
  if (plain.success) return (value) => anyOf(value, (one) => one === plain.data);
  const [[operator, argument] = ['', undefined], ...others] = Object.entries(object.parse(expected));
  if (others.length > 0) throw new UnknownPattern('several operators in one value');
  const test = compileOperator(operator, argument);
  return operator === 'exists' ? test : (value) => anyOf(value, test);
}

function compileOperator(operator: string, argument: unknown): FieldFilter {
  switch (operator) {
    case 'exists': {
      const wanted = z.boolean().parse(argument);
      return (value) => (value !== undefined) === wanted;
    }
    case 'prefix': {
      const start = z.string().parse(argument);
      return (value) => typeof value === 'string' && value.startsWith(start);
    }
    case 'suffix': {
      const end = z.string().parse(argument);
      return (value) => typeof value === 'string' && value.endsWith(end);
    }
    case 'equals-ignore-case': {
      const text = z.string().parse(argument).toLowerCase();
      return (value) => typeof value === 'string' && value.toLowerCase() === text;
    }
    case 'anything-but': {
      const unwanted = oneOrMoreTexts.parse(argument);
      return (value) => value !== undefined && !unwanted.some((one) => one === value);
    }
    case 'numeric':
      return compileNumeric(z.array(z.union([z.string(), z.number()])).parse(argument));
    default:
      throw new UnknownPattern(`the operator ${operator}`);
  }
}

const COMPARISONS: Readonly<Record<string, (value: number, bound: number) => boolean>> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
};

/** `['>', 0, '<=', 100]`; DynamoDB's numbers arrive as text. */
function compileNumeric(argument: ReadonlyArray<string | number>): FieldFilter {
  const bounds = Array.from({ length: argument.length / 2 }, (_, index) => {
    const compare = COMPARISONS[String(argument[2 * index])];
    if (compare === undefined) throw new UnknownPattern(`the comparison ${argument[2 * index]}`);
    return { compare, bound: Number(argument[2 * index + 1]) };
  });
  return (value) => {
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    return typeof number === 'number' && bounds.every(({ compare, bound }) => compare(number, bound));
  };
}

/** A list in the event matches when any of its members does. */
function anyOf(value: unknown, test: FieldFilter): boolean {
  return Array.isArray(value) ? value.some(test) : test(value);
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}
