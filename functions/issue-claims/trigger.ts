import * as z from 'zod';

/**
 * What is read of Cognito's trigger event of version 3; the rest is handed back as it came. Any other trigger, such as
 * the sign-in of a person, does not parse: no token is issued for it.
 */
export const tokenRequestSchema = z.looseObject({
  triggerSource: z.literal('TokenGeneration_ClientCredentials'),
  callerContext: z.looseObject({ clientId: z.string().min(1) }),
  request: z.looseObject({ scopes: z.array(z.string()).nullish() }),
});

/** What Cognito is told to put into the access token and to leave out of it. */
export const tokenResponseSchema = z.strictObject({
  claimsAndScopeOverrideDetails: z.strictObject({
    accessTokenGeneration: z.strictObject({
      claimsToAddOrOverride: z.partialRecord(z.enum(['district', 'office', 'city']), z.string().min(1)),
      scopesToAdd: z.array(z.string().regex(/^\S+$/)),
      scopesToSuppress: z.array(z.string()),
    }),
  }),
});

export type TokenRequest = z.infer<typeof tokenRequestSchema>;
export type TokenResponse = z.infer<typeof tokenResponseSchema>;
