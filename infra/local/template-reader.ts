import type { z } from 'zod';
import { type LocalPlaces, localIdentities } from './identities.ts';
import { type Resolve, resolver } from './intrinsics.ts';
import { SERVED, UNNEEDED_TYPES } from './served-types.ts';
import { type Resource, type Stack, unserved } from './template.ts';

type Kind = keyof typeof SERVED;

/** What is needed of a kind of resource, resolved. */
export type Properties<K extends Kind> = z.output<(typeof SERVED)[K]['needed']>;

/** A resource with what is needed of it. */
export interface Declared<K extends Kind> {
  readonly resource: Resource;
  readonly properties: Properties<K>;
  /** What `Ref` gives. */
  readonly ref: string;
  /** What `Fn::GetAtt` gives; throws, naming the logical id, for an attribute not known here. */
  attribute(name: string): string;
}

/** Reads all resources of a kind. */
export type ReadAll = <K extends Kind>(kind: K) => ReadonlyArray<Declared<K>>;

/** A reader of stacks. Throws, naming the logical id, at a type or a property that an embedded run does not know. */
export function templateReader(stacks: ReadonlyArray<Stack>, places: LocalPlaces): ReadAll {
  const resolve = resolver(stacks, places.region, localIdentities(places));
  const resources = stacks.flatMap((stack) => [...stack.resources.values()]);
  refuseUnknownTypes(resources);
  return (kind) =>
    resources
      .filter(({ type }) => type === SERVED[kind].type)
      .map((resource) => ({
        resource,
        properties: propertiesOf(kind, resource, resolve),
        get ref() {
          return String(resolve({ Ref: resource.logicalId }, resource));
        },
        attribute: (name) => String(resolve({ 'Fn::GetAtt': [resource.logicalId, name] }, resource)),
      }));
}

function refuseUnknownTypes(resources: ReadonlyArray<Resource>): void {
  const served = new Set(Object.values(SERVED).map(({ type }) => type));
  const unknown = resources.find(({ type }) => !served.has(type) && !UNNEEDED_TYPES.has(type));
  if (unknown !== undefined) throw unserved(unknown.logicalId, `the type ${unknown.type}`);
}

/** The needed properties; those that change nothing here are not even looked at. */
function propertiesOf<K extends Kind>(kind: K, resource: Resource, resolve: Resolve): Properties<K> {
  const { needed, unneeded } = SERVED[kind];
  const names = Object.keys(needed.shape);
  const ignored = (name: string) => unneeded === 'rest' || unneeded.includes(name);
  const unknown = Object.keys(resource.properties).find((name) => !names.includes(name) && !ignored(name));
  if (unknown !== undefined) throw unserved(resource.logicalId, `the property ${unknown} of ${resource.type}`);
  const given = names.filter((name) => resource.properties[name] !== undefined);
  const resolved = Object.fromEntries(given.map((name) => [name, resolve(resource.properties[name], resource)]));
  const parsed = needed.safeParse(resolved);
  if (parsed.success) return parsed.data as Properties<K>;
  const where = parsed.error.issues.map(({ path }) => path.join('.')).join(', ');
  throw unserved(resource.logicalId, `${resource.type} with an unknown form of ${where}`);
}
