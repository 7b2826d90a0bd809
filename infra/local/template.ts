import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { StartRefusal } from './refusal.ts';

const STACK = 'aws:cloudformation:stack';

const manifestSchema = z.object({
  artifacts: z.record(
    z.string(),
    z.object({
      type: z.string(),
      environment: z.string().optional(),
      properties: z.looseObject({ templateFile: z.string().optional() }).optional(),
    }),
  ),
});

const templateSchema = z.object({
  Resources: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Condition: z.string().optional(),
      Properties: z.record(z.string(), z.unknown()).default({}),
    }),
  ),
  Outputs: z
    .record(z.string(), z.object({ Value: z.unknown(), Export: z.object({ Name: z.unknown() }).optional() }))
    .default({}),
});

const assetsSchema = z.object({
  files: z.record(z.string(), z.object({ source: z.object({ path: z.string() }) })),
});

/** A resource as the template declares it, its values not yet resolved. */
export interface Resource {
  readonly stack: Stack;
  readonly logicalId: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** One synthesised stack. */
export interface Stack {
  readonly name: string;
  /** `undefined` when the stack is synthesised for any region. */
  readonly region: string | undefined;
  readonly resources: ReadonlyMap<string, Resource>;
  readonly outputs: z.infer<typeof templateSchema>['Outputs'];
  /** Folders of code, by the name that a function's `S3Key` gives. */
  readonly assets: ReadonlyMap<string, string>;
}

/** Reads every stack of a synthesised cloud assembly. Throws {@link StartRefusal} when there is none. */
export function loadStacks(assembly: string): ReadonlyArray<Stack> {
  const { artifacts } = manifestSchema.parse(json(join(assembly, 'manifest.json')));
  const stacks = Object.entries(artifacts).flatMap(([name, { type, environment = '', properties }]) =>
    type === STACK && properties?.templateFile !== undefined
      ? [loadStack(assembly, name, environment, properties.templateFile)]
      : [],
  );
  if (stacks.length === 0) throw new StartRefusal(`${assembly} holds no synthesised stack.`);
  return stacks;
}

function loadStack(assembly: string, name: string, environment: string, templateFile: string): Stack {
  const { Resources, Outputs } = templateSchema.parse(json(join(assembly, templateFile)));
  const region = environment.split('/').at(-1);
  const resources = new Map<string, Resource>();
  const stack = {
    name,
    region: region === '' || region === 'unknown-region' ? undefined : region,
    resources,
    outputs: Outputs,
    assets: loadAssets(assembly, join(assembly, `${name}.assets.json`)),
  };
  for (const [logicalId, { Type, Condition, Properties }] of Object.entries(Resources)) {
    if (Condition !== undefined) throw unserved(logicalId, `the condition ${Condition}`);
    resources.set(logicalId, { stack, logicalId, type: Type, properties: Properties });
  }
  return stack;
}

function loadAssets(assembly: string, file: string): ReadonlyMap<string, string> {
  if (!existsSync(file)) return new Map();
  const { files } = assetsSchema.parse(json(file));
  return new Map(Object.entries(files).map(([hash, { source }]) => [hash, join(assembly, source.path)]));
}

function json(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** The refusal for something in the template that an embedded run cannot do as a deployment would. */
export function unserved(logicalId: string, what: string, cause?: unknown): StartRefusal {
  return new StartRefusal(`The template's ${logicalId} uses ${what}, which the embedded run does not serve.`, {
    cause,
  });
}
