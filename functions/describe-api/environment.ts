import * as z from 'zod';

/** `describe-api` needs to be told nothing. */
export const environment = z.object({});
