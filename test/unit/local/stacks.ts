import type { Resource, Stack } from '../../../infra/local/template.ts';

/** Where the services are, in tests of templates. */
export const PLACES = {
  region: 'eu-north-1',
  apiUrl: 'http://127.0.0.1:3000',
  queuesUrl: 'http://127.0.0.1:4000',
};

type Declarations = Readonly<
  Record<string, { readonly type: string; readonly properties?: Readonly<Record<string, unknown>> }>
>;

/** A stack as it is after loading. */
export function stackOf(
  declarations: Declarations,
  changes: Partial<Omit<Stack, 'resources'>> = {},
): Stack & { readonly resources: ReadonlyMap<string, Resource> } {
  const resources = new Map<string, Resource>();
  const stack = { name: 'stack', region: 'eu-north-1', outputs: {}, assets: new Map(), ...changes, resources };
  for (const [logicalId, { type, properties = {} }] of Object.entries(declarations)) {
    resources.set(logicalId, { stack, logicalId, type, properties });
  }
  return stack;
}
