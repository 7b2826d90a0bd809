import * as z from 'zod';

/** A problem by RFC 9457, with the members that some of our problems add. */
export const problemSchema = z
  .looseObject({
    type: z.string().meta({ format: 'uri-reference', example: '/v1/problems/invalid-request' }),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string().meta({ format: 'uri', description: 'Anropets id, aldrig dess innehåll. The id of the call.' }),
    en: z.object({ title: z.string(), detail: z.string() }),
    errors: z
      .array(z.object({ pointer: z.string(), code: z.string(), detail: z.string() }))
      .optional()
      .meta({ description: 'Vilka fält och varför, aldrig deras värden. Which fields and why, never their values.' }),
    reasons: z.array(z.object({ code: z.string(), detail: z.string() })).optional(),
    scope: z.string().optional(),
    state: z.string().optional(),
    possible: z.array(z.string()).optional(),
    caseId: z.string().optional(),
    case: z.string().optional(),
    step: z.string().optional(),
  })
  .meta({ description: 'Ett fel enligt RFC 9457. An error by RFC 9457.' });
