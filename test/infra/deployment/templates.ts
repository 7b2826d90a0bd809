import { readFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { buildApp } from '../../../infra/app.ts';

const templateSchema = z.object({
  Resources: z.record(
    z.string(),
    z.object({
      Type: z.string(),
      Properties: z.record(z.string(), z.unknown()).default({}),
      DependsOn: z.array(z.string()).default([]),
      DeletionPolicy: z.string().optional(),
    }),
  ),
});

/** One resource of a synthesised template. */
export interface Deployed {
  /** `data`, `identity` or `service`. */
  readonly stack: string;
  readonly id: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly dependsOn: ReadonlyArray<string>;
  readonly deletionPolicy: string | undefined;
}

/** Where the stage `test` was synthesised, once for all sentences. */
export const OUTDIR = await mkdtemp(join(tmpdir(), 'jobbtorg-synth-'));
export const app = buildApp({ stage: 'test', bundling: false, outdir: OUTDIR });
export const everything = resourcesOf(app);

/** Every resource that an app deploys. */
export function resourcesOf(synthesised: ReturnType<typeof buildApp>): ReadonlyArray<Deployed> {
  return synthesised.synth().stacks.flatMap((stack) => {
    const { Resources } = templateSchema.parse(JSON.parse(readFileSync(stack.templateFullPath, 'utf8')));
    return Object.entries(Resources).map(([id, resource]) => ({
      stack: stack.stackName.split('-').at(-1) ?? '',
      id,
      type: resource.Type,
      properties: resource.Properties,
      dependsOn: resource.DependsOn,
      deletionPolicy: resource.DeletionPolicy,
    }));
  });
}

/** The resources of a type. */
export function all(type: string): ReadonlyArray<Deployed> {
  return everything.filter((resource) => resource.type === type);
}

/** The resources of a type, their properties read by a schema. */
export function read<T extends z.ZodType>(
  type: string,
  schema: T,
): ReadonlyArray<Deployed & { readonly read: z.infer<T> }> {
  return all(type).map((resource) => ({ ...resource, read: schema.parse(resource.properties) }));
}

/** The only resource of a type. */
export function only(type: string): Deployed {
  const [found, ...others] = all(type);
  if (found === undefined || others.length > 0) throw new Error(`${others.length + 1} or no resources of type ${type}`);
  return found;
}

const referenceSchema = z.union([
  z.object({ Ref: z.string() }).transform(({ Ref }) => Ref),
  z.object({ 'Fn::GetAtt': z.tuple([z.string(), z.string()]) }).transform((value) => value['Fn::GetAtt'][0]),
]);

/** The logical id that a reference within a stack names. */
export function target(reference: unknown): string {
  return referenceSchema.parse(reference);
}

/** A text of a template with its references left out: `/referrals:write` of `Fn::Join`. */
export function literal(value: unknown): string {
  if (typeof value === 'string') return value;
  const joined = z.object({ 'Fn::Join': z.tuple([z.string(), z.array(z.unknown())]) }).safeParse(value);
  if (!joined.success) return '';
  const [separator, parts] = joined.data['Fn::Join'];
  return parts.map(literal).join(separator);
}

const statementSchema = z.object({
  Effect: z.string(),
  Action: z.union([z.string(), z.array(z.string())]).transform((actions) => [actions].flat()),
  Resource: z.unknown().transform((resources) => [resources].flat()),
  Condition: z.unknown().optional(),
});
const documentSchema = z.object({ Statement: z.array(statementSchema) });

/** What an identity may do. */
export interface Statement extends z.infer<typeof statementSchema> {
  readonly stack: string;
  /** The logical ids of the roles. */
  readonly roles: ReadonlyArray<string>;
}

/** Every statement of every role: of attached policies and of those inside the role. */
export function statements(): ReadonlyArray<Statement> {
  const attached = z.object({ PolicyDocument: documentSchema, Roles: z.array(z.unknown()) });
  const inside = z.object({ Policies: z.array(z.object({ PolicyDocument: documentSchema })).default([]) });
  return [
    ...read('AWS::IAM::Policy', attached).flatMap(({ stack, read: { PolicyDocument, Roles } }) =>
      PolicyDocument.Statement.map((statement) => ({ ...statement, stack, roles: Roles.map(target) })),
    ),
    ...read('AWS::IAM::Role', inside).flatMap(({ stack, id, read: { Policies } }) =>
      Policies.flatMap(({ PolicyDocument }) =>
        PolicyDocument.Statement.map((statement) => ({ ...statement, stack, roles: [id] })),
      ),
    ),
  ];
}
