import * as z from 'zod';

/** What the command is given by the process it runs in. */
export interface AuditProcess {
  /** Asks the registry what is known against the packages that are deployed; gives what npm said, whatever it was. */
  readonly ask: () => Promise<string>;
  /** Says something to the person at the terminal. */
  readonly tell: (text: string) => void;
}

/** Nothing grave is known; something is; nobody could be asked, which says nothing about the packages. */
export const EXIT = { nothingKnown: 0, weaknesses: 1, wrongUse: 2, notAsked: 3 } as const;

const PASSES_UNASKED = '--passes-unasked';

export const USAGE = `Usage: npm run audit [-- ${PASSES_UNASKED}]

Asks the package registry whether grave weaknesses are known of what is deployed. The exit status is 1 when there are, and
3 when the registry could not be asked; ${PASSES_UNASKED} says so as well, and then ends with 0.`;

const weakness = z.object({ severity: z.string() });
/** An answer counts only if it says how much was looked at: a registry that answers something else has not been asked. */
const answerSchema = z.object({
  vulnerabilities: z.record(z.string(), weakness),
  metadata: z.object({
    vulnerabilities: z.object({ high: z.int(), critical: z.int() }),
    dependencies: z.object({ prod: z.int().positive() }),
  }),
});

/** `npm run audit`: answers with the exit status. */
export async function main(args: ReadonlyArray<string>, { ask, tell }: AuditProcess): Promise<number> {
  if (args.some((arg) => arg !== PASSES_UNASKED)) {
    tell(USAGE);
    return EXIT.wrongUse;
  }
  const answer = answerSchema.safeParse(parsed(await ask()));
  if (!answer.success) {
    tell(
      'NOT AUDITED: the registry could not be asked what is known against the packages. Nothing was found, nothing ruled out.',
    );
    return args.includes(PASSES_UNASKED) ? EXIT.nothingKnown : EXIT.notAsked;
  }
  const { vulnerabilities, metadata } = answer.data;
  const { high, critical } = metadata.vulnerabilities;
  const named = Object.entries(vulnerabilities)
    .filter(([, { severity }]) => severity === 'high' || severity === 'critical')
    .map(([name, { severity }]) => `${name} (${severity})`);
  if (high + critical + named.length === 0) {
    tell(`Audited: nothing grave is known of the ${metadata.dependencies.prod} packages that are deployed.`);
    return EXIT.nothingKnown;
  }
  tell(`Grave weaknesses are known: ${named.join(', ')}. npm audit says more.`);
  return EXIT.weaknesses;
}

function parsed(answer: string): unknown {
  try {
    return JSON.parse(answer);
  } catch {
    return undefined;
  }
}
