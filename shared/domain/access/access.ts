import * as z from 'zod';
import { COMMAND_NAMES } from '../case/commands.ts';

/** What is done with a case beside the commands. */
const LOOKS = [
  'GET case',
  'GET facts',
  'GET occasions',
  'GET cases',
  'GET worklists',
  'GET worklist',
  'GET findings',
  'GET disclosure-grounds',
  'GET feed',
  'GET access-log',
  'GET access-reviews',
  'GET register-extract',
  'POST persons/searches',
  'POST referrals',
  'POST history',
  'POST retention-holds',
  'POST retention-runs',
  'GET retention-run',
  'POST retention-approvals',
  'GET retention-certificate',
  'POST check-runs',
  'GET check-run',
  'POST reports',
  'GET report',
  'GET reports',
] as const;

/** What was done, or tried: a look, or a command. */
export const actSchema = z.union([z.enum(LOOKS), z.templateLiteral(['POST ', z.enum(COMMAND_NAMES)])]);
export type Act = z.infer<typeof actSchema>;
export const ACTS: ReadonlyArray<Act> = [...LOOKS, ...COMMAND_NAMES.map((name) => `POST ${name}` as const)];

/** For what data whose use is restricted may still be used beside being kept (GDPR 18.2). */
export const LAWFUL_THOUGH_RESTRICTED = ['consent', 'legal-claims', 'rights-of-others', 'public-interest'] as const;

/** Why somebody looks, when they say so. */
export const STATED_PURPOSES = [
  'case-work',
  'follow-up',
  'complaint',
  'person-request',
  ...LAWFUL_THOUGH_RESTRICTED,
] as const;
export type StatedPurpose = (typeof STATED_PURPOSES)[number];

/** Why somebody looked: as they said, else as follows from who they are to the case and from what they did. */
export const WHYS = [
  'own-case',
  'home-district',
  'former-home',
  'oversight',
  'not-theirs',
  'no-case',
  'opening',
  'audit',
  'right-of-access',
  'retention',
  ...STATED_PURPOSES,
] as const;
export type Why = (typeof WHYS)[number];

/** How it went. `masked`: the case without the person and without free text. `handed-on`: only that it has moved. */
export const ACCESS_OUTCOMES = [
  'shown',
  'masked',
  'handed-on',
  'not-shown',
  'nobody-found',
  'recorded',
  'repeated',
  'refused',
  'destroyed',
] as const;
export type AccessOutcome = (typeof ACCESS_OUTCOMES)[number];

/**
 * The subject of an access that met no case, or none in particular: a guessed id, a search for somebody unknown, a page of
 * a list, a refusal where no case was named.
 */
export const NOBODY = 'nobody';

/**
 * Who saw or changed whose case, or was refused: written before the answer, never changed, and kept when the case is
 * gone. It holds codes and ids only: nothing of the person.
 */
export const accessSchema = z.strictObject({
  caseId: z.string(),
  client: z.string(),
  officer: z.string().nullable(),
  /** On whose behalf the client called: `city`, or `office:` or `district:` and its code. */
  party: z.string(),
  what: actSchema,
  why: z.enum(WHYS),
  outcome: z.enum(ACCESS_OUTCOMES),
  /** Which problem the refused were answered with. */
  refusal: z.string().nullable(),
  /** How many cases an answer named or counted, where an entry for each of them would say no more. */
  cases: z.int().nonnegative().optional(),
  at: z.iso.datetime(),
});
export type Access = z.infer<typeof accessSchema>;

/** Whether a stated purpose opens data whose use is restricted. */
export function opensRestricted(purpose: StatedPurpose | null): boolean {
  return LAWFUL_THOUGH_RESTRICTED.some((lawful) => lawful === purpose);
}
