import * as z from 'zod';

/** A text that holds JSON, parsed and checked. */
export const json = <T extends z.ZodType>(schema: T) =>
  z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(schema);
