import * as z from 'zod';

/** The table and the master key under which its secrets are sealed. */
export const tableEnvironment = z.object({
  TABLE_NAME: z.string().min(1),
  /** The KMS key that wraps data keys; after it, comma-separated, those that only unwrap: keys on their way in or out. */
  KEY_ID: z.string().min(1),
});

/** Whose tokens the HTTP functions accept. */
export const tokenEnvironment = z.object({
  TOKEN_ISSUER: z.url(),
  TOKEN_JWKS_URI: z.url(),
  /** The `aud` a token must have; an issuer that sets none names its clients in `TOKEN_CLIENT_IDS` instead. */
  TOKEN_AUDIENCE: z.string().min(1),
  /** Comma-separated client ids accepted from tokens without `aud`. */
  TOKEN_CLIENT_IDS: z.string().transform((list) => list.split(',').filter((id) => id !== '')),
});

/** The queues that work items go to. */
export const queueEnvironment = z.object({
  DISPATCH_CHECK_QUEUE_URL: z.url(),
  ASSESS_CASES_QUEUE_URL: z.url(),
  BUILD_REPORT_QUEUE_URL: z.url(),
  PRINT_REPORT_QUEUE_URL: z.url(),
  CARRY_OUT_RETENTION_QUEUE_URL: z.url(),
});

/** Which retention rule the city has confirmed; anything but the id of the one in force leaves every run dry. */
export const retentionEnvironment = z.object({ CONFIRMED_RETENTION: z.string().min(1) });

/** Where finished reports lie. */
export const reportsEnvironment = z.object({ REPORTS_BUCKET: z.string().min(1) });

/** Reads a function's environment once; throws, naming the variables, when one is missing or malformed. */
export function readEnvironment<T extends z.ZodType>(schema: T): z.infer<T> {
  const parsed = schema.safeParse(process.env);
  if (parsed.success) return parsed.data;
  const names = parsed.error.issues.map((issue) => issue.path.join('.')).join(', ');
  throw new Error(`The environment lacks or misstates: ${names}`);
}
