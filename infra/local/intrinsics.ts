import * as z from 'zod';
import { type Resource, type Stack, unserved } from './template.ts';

/** The account that everything local belongs to: the one that the embedded queues use. */
export const LOCAL_ACCOUNT = '000000000000';

/** A text among a resource's own properties, resolved; `undefined` when the template leaves it out. */
export type OwnProperty = (property: string) => string | undefined;

/** What a resource is called once it is there: the value of `Ref` and of each attribute; `undefined` when not known. */
export interface Identities {
  ref(resource: Resource, own: OwnProperty): string | undefined;
  attribute(resource: Resource, name: string, own: OwnProperty): string | undefined;
}

/** Resolves a value of a resource's properties; throws, naming the logical id, at whatever it does not know. */
export type Resolve = (value: unknown, of: Resource) => unknown;

const single = z.record(z.string(), z.unknown());
const attributeSchema = z.union([
  z.tuple([z.string(), z.string()]),
  z.string().transform((path): [string, string] => {
    const [id = '', ...rest] = path.split('.');
    return [id, rest.join('.')];
  }),
]);
const joinSchema = z.tuple([z.string(), z.array(z.unknown())]);
const subSchema = z.union([
  z.string().transform((text): [string, Record<string, unknown>] => [text, {}]),
  z.tuple([z.string(), z.record(z.string(), z.unknown())]),
]);

/**
 * Resolves exactly `Ref`, `Fn::GetAtt`, `Fn::Join`, `Fn::Sub`, `Fn::ImportValue` and pseudo-parameters. Anything else is
 * refused rather than guessed: a run that differs from the deployment would prove nothing.
 */
export function resolver(stacks: ReadonlyArray<Stack>, region: string, identities: Identities): Resolve {
  const exported = new Map<string, { readonly value: unknown; readonly stack: Stack }>();
  const pseudo = (name: string, { name: stack, region: own }: Stack): string | undefined =>
    new Map([
      ['AWS::AccountId', LOCAL_ACCOUNT],
      ['AWS::Partition', 'aws'],
      ['AWS::Region', own ?? region],
      ['AWS::StackId', `arn:aws:cloudformation:${own ?? region}:${LOCAL_ACCOUNT}:stack/${stack}/local`],
      ['AWS::StackName', stack],
      ['AWS::URLSuffix', 'amazonaws.com'],
    ]).get(name);

  const resolve: Resolve = (value, of) => {
    if (Array.isArray(value)) return value.map((entry) => resolve(entry, of)).filter((entry) => entry !== NO_VALUE);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(single.parse(value));
    const [name, argument] = entries[0] ?? [];
    if (entries.length === 1 && name !== undefined && isIntrinsic(name)) return intrinsic(name, argument, of);
    const resolved = entries.map(([key, entry]) => [key, resolve(entry, of)] as const);
    return Object.fromEntries(resolved.filter(([, entry]) => entry !== NO_VALUE));
  };
  const text = (value: unknown, of: Resource): string => {
    const resolved = resolve(value, of);
    if (typeof resolved === 'string' || typeof resolved === 'number') return String(resolved);
    throw unserved(of.logicalId, 'something else than text where text is joined');
  };
  const ownOf =
    (resource: Resource): OwnProperty =>
    (property) =>
      resource.properties[property] === undefined ? undefined : text(resource.properties[property], resource);
  const ref = (name: string, of: Resource): string => {
    const target = of.stack.resources.get(name);
    const found = target === undefined ? pseudo(name, of.stack) : identities.ref(target, ownOf(target));
    if (found !== undefined) return found;
    throw unserved(of.logicalId, `a reference to ${name}${target === undefined ? '' : ` (${target.type})`}`);
  };
  const attribute = (id: string, name: string, of: Resource): string => {
    const target = of.stack.resources.get(id);
    const found = target === undefined ? undefined : identities.attribute(target, name, ownOf(target));
    if (found !== undefined) return found;
    throw unserved(of.logicalId, `the attribute ${name} of ${id}${target === undefined ? '' : ` (${target.type})`}`);
  };
  const imported = (name: string, of: Resource): unknown => {
    const found = exported.get(name);
    if (found === undefined) throw unserved(of.logicalId, `the import of ${name}, which no stack exports`);
    return resolve(found.value, { ...of, stack: found.stack });
  };
  const intrinsic = (name: string, argument: unknown, of: Resource): unknown => {
    switch (name) {
      case 'Ref':
        return argument === 'AWS::NoValue' ? NO_VALUE : ref(parsed(z.string(), argument, name, of), of);
      case 'Fn::GetAtt': {
        const [id, attributeName] = parsed(attributeSchema, argument, name, of);
        return attribute(id, attributeName, of);
      }
      case 'Fn::Join': {
        const [separator, parts] = parsed(joinSchema, argument, name, of);
        return parts.map((part) => text(part, of)).join(separator);
      }
      case 'Fn::Sub': {
        const [template, variables] = parsed(subSchema, argument, name, of);
        return template.replaceAll(/\$\{(!?)([^}]*)\}/g, (_whole, literal: string, key: string) => {
          if (literal === '!') return `\${${key}}`;
          if (Object.hasOwn(variables, key)) return text(variables[key], of);
          const [id = '', ...rest] = key.split('.');
          return rest.length === 0 ? ref(id, of) : attribute(id, rest.join('.'), of);
        });
      }
      case 'Fn::ImportValue':
        return imported(text(argument, of), of);
      default:
        throw unserved(of.logicalId, name);
    }
  };

  for (const stack of stacks) {
    for (const [logicalId, { Value, Export }] of Object.entries(stack.outputs)) {
      if (Export === undefined) continue;
      const name = text(Export.Name, { stack, logicalId, type: 'Output', properties: {} });
      exported.set(name, { value: Value, stack });
    }
  }
  return resolve;
}

const NO_VALUE = Symbol('AWS::NoValue');

/** `Condition` is an intrinsic inside condition functions only; as a key of a policy it is ordinary content. */
function isIntrinsic(name: string): boolean {
  return name === 'Ref' || name.startsWith('Fn::');
}

function parsed<T extends z.ZodType>(schema: T, argument: unknown, name: string, of: Resource): z.infer<T> {
  const result = schema.safeParse(argument);
  if (!result.success) throw unserved(of.logicalId, `${name} in an unknown form`);
  return result.data;
}
