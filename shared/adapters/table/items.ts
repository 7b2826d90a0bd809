import * as z from 'zod';
import { accessSchema } from '../../domain/access/access.ts';
import { occasionSchema } from '../../domain/case/attendance.ts';
import { COMMAND_NAMES, type Command, parseCommand } from '../../domain/case/commands.ts';
import { type Fact, factSchema } from '../../domain/case/facts.ts';
import { caseStateSchema } from '../../domain/case/state.ts';
import { PLACED_HOLDS } from '../../domain/retention/rule.ts';
import { localDateSchema } from '../../domain/time/local-date.ts';
import type { KeyedHash } from '../../ports/keyed-hash.ts';
import { json } from '../json-text.ts';

const sealed = z.instanceof(Uint8Array);
const lastCheck = z.strictObject({ run: z.string(), warned: z.int(), missed: z.int() });

/** What `keyedHashText` writes. */
export const keyedHash = z.string().transform((text): KeyedHash => {
  const colon = text.indexOf(':');
  return { keyId: text.slice(0, colon), hash: text.slice(colon + 1) };
});

/** The version in which heads are written. Everything in one can be rebuilt from the case's facts and its locks. */
export const HEAD_SCHEMA = 2;

/** A case's head: its folded state and what the transactions on it need. Index keys beside it are never read back. */
export const headItem = z.object({
  schema: z.literal(HEAD_SCHEMA),
  state: json(caseStateSchema),
  revision: z.int().positive(),
  recordedAt: z.string(),
  locks: z.array(keyedHash),
  named: z.array(z.string()).nullable(),
  lastCheck: lastCheck.nullable(),
  historyBody: keyedHash.nullable(),
});

/** What holds a case's place while it is being destroyed: no reader takes it for a case. */
export const withdrawnHead = { withdrawn: true, locks: [], named: null, historyBody: null } as const;

/** Whether an item holds the place of a case that is being destroyed. */
export function isWithdrawn(item: unknown): boolean {
  return withdrawnItem.safeParse(item).success;
}
const withdrawnItem = z.object({ withdrawn: z.literal(true) });

/** Something put in the way of a case's destruction. */
export const retentionHoldItem = z.object({ ground: z.enum(PLACED_HOLDS), until: localDateSchema });

/** The facts of one command. */
export const commitItem = z.object({ facts: json(z.array(factSchema)), recordedAt: z.string() });

/** What is written of the facts of one command. */
export function commitContent(facts: ReadonlyArray<Fact>): { facts: string; recordedAt: string } {
  const recordedAt = facts[0]?.recordedAt;
  if (recordedAt === undefined) throw new Error('a commit has at least one fact');
  return { facts: JSON.stringify(facts.map((fact) => factSchema.parse(fact))), recordedAt };
}

/** An occasion; its keys in the index, there only while nobody has registered attendance, are never read back. */
export const occasionItem = z.object({ occasion: json(occasionSchema) });

export const accessItem = z.object({ access: json(accessSchema) });

export const sealedItem = z.object({ sealed });

/** What is inside says in which version it was written: a request's schema may change, what lies sealed does not. */
export const SEALED_SCHEMA = 1;
export const sealedContent = z.object({ schema: z.literal(SEALED_SCHEMA), content: z.unknown() });
export const lockItem = z.object({ caseId: z.string() });
export const idempotencyItem = z.object({ body: keyedHash, caseId: z.string(), version: z.int(), expiresAt: z.int() });

const commandText = z.object({
  name: z.enum(COMMAND_NAMES),
  body: z.unknown(),
  version: z.int().optional(),
});

/** A command read back from where its secrets were sealed. */
export function parseCommandText(content: unknown): Command {
  const { name, body, version } = commandText.parse(content);
  const parsed = parseCommand(name, body, version);
  if (!parsed.ok) throw parsed.error;
  return parsed.command;
}
