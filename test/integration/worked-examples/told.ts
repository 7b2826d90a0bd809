import type { Answer } from '../../support/case-world.ts';

/** Each step by which a clock of an answer was reckoned, as it is read aloud: `day sentence`, the policy last. */
export function explained(answer: Answer, id: string): ReadonlyArray<string> {
  return clockOf(answer, id).explanation.map(({ date, sv }: { date: string; sv: string }) => `${date} ${sv}`);
}

/** One clock of the case that an answer shows. */
export function clockOf({ body }: Answer, id: string) {
  const found = body.clocks.find((clock: { id: string }) => clock.id === id);
  if (found === undefined) throw new Error(`the case has no clock ${id}`);
  return found;
}

/** Each finding of the case that an answer shows: `clock kind day`, and what is said beside it. */
export function findingsOf({ body }: Answer): ReadonlyArray<string> {
  return body.findings.map(
    ({ clock, kind, asOf, annotation }: { clock: string; kind: string; asOf: string; annotation: string | null }) =>
      [clock, kind, asOf, ...(annotation === null ? [] : [annotation])].join(' '),
  );
}

/** The reasons for which an answer turns a referral away. */
export function reasonsOf({ body }: Answer): ReadonlyArray<string> {
  return body.reasons.map(({ code }: { code: string }) => code);
}

/** An aspirant's answer to a plan on a day. */
export function saying(answer: string, answeredOn: string, told: Readonly<Record<string, unknown>> = {}) {
  return { answer, answeredOn, method: 'in-person', language: 'sv', ...told };
}

/** The policy that closes every explanation of a promise under the city's own reading. */
export const FIVE_DAYS =
  'Räknat enligt guarantee-five-days: Fem kalenderdagar från hänvisningen till godkänd plan, arbete eller annan insats; sista dagen flyttas till en arbetsdag.';
