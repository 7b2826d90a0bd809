import * as z from 'zod';
import type { Answer } from './http-client.ts';
import { jsonOf } from './json.ts';

const problemAnswer = z.object({
  type: z.string().regex(/^\/v1\/problems\/[a-z-]{1,64}$/),
  detail: z.string().optional(),
  en: z.object({ detail: z.string() }).optional(),
  step: z
    .string()
    .regex(/^[a-z0-9/-]{1,64}$/)
    .optional()
    .catch(undefined),
});

/** A problem document as a command acts on it. */
export interface Problem {
  readonly code: string;
  /** In English, what to do about it. */
  readonly advice: string;
  /** Which step of a line of history was refused. */
  readonly step: string | undefined;
}

/** The problem that an answer carries; `undefined` when the answer is not one of the API's. */
export function problemOf({ text }: Answer): Problem | undefined {
  const parsed = problemAnswer.safeParse(jsonOf(text));
  if (!parsed.success) return undefined;
  const { type, detail, en, step } = parsed.data;
  return { code: type.slice(type.lastIndexOf('/') + 1), advice: en?.detail ?? detail ?? '', step };
}
