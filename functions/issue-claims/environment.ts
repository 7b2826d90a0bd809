import * as z from 'zod';

/** `issue-claims` needs to be told nothing. */
export const environment = z.object({});
