import type { Endpoint } from '../endpoint.ts';
import { fieldProblem, REFUSAL_TEXTS } from '../field-problems.ts';
import { PROBLEMS, type ProblemCode, problemDocument } from '../problems.ts';

const INSTANCE = 'urn:request:Zm9vYmFyYmF6MTIz';
const CASE_ID = '1v3q8r0m5kz2xw7c9d4ht6nbga';

/** What some problems add to the five members that all have. */
const EXTENSIONS: Readonly<Partial<Record<ProblemCode, Readonly<Record<string, unknown>>>>> = {
  'invalid-request': { errors: [fieldProblem('/person/birthDate', 'missing-field')] },
  'missing-scope': { scope: 'cases:write' },
  'not-eligible': {
    reasons: [{ code: 'outside-target-group', detail: REFUSAL_TEXTS['outside-target-group'] }],
  },
  'not-possible-now': { state: 'referred', possible: ['enrolments', 'coaches', 'measures', 'closures'] },
  'approval-not-possible': { state: 'judging', due: 0 },
  'open-case-exists': { caseId: CASE_ID, case: `/v1/cases/${CASE_ID}` },
};

/** One example of every problem there is, by its code. */
export function problemExamples(): Record<string, { summary: string; value: object }> {
  const codes = Object.keys(PROBLEMS).filter((code): code is ProblemCode => code in PROBLEMS);
  return Object.fromEntries(
    codes.map((code) => [
      code,
      {
        summary: `${PROBLEMS[code].sv[0]} (${PROBLEMS[code].en[0]})`,
        value: problemDocument(code, INSTANCE, EXTENSIONS[code]),
      },
    ]),
  );
}

/** Every problem that a call to an endpoint can meet: its own, and those of the steps in which a call is read. */
export function problemsOf(endpoint: Endpoint): ReadonlyArray<ProblemCode> {
  const met: ReadonlyArray<ProblemCode> = [
    ...endpoint.problems,
    ...when(endpoint.scope !== null, 'token-required', 'missing-scope', 'temporarily-unavailable'),
    ...when(endpoint.officer !== false, 'officer-id-missing'),
    ...when(endpoint.idempotencyKey !== 'none' || endpoint.officer === true, 'malformed-header'),
    ...when(endpoint.query !== undefined || endpoint.body !== undefined, 'invalid-request'),
    ...when(endpoint.body !== undefined, 'unreadable-json', 'body-too-large', 'unsupported-media-type'),
    'internal-error',
  ];
  return [...new Set(met)];
}

function when(condition: boolean, ...codes: ReadonlyArray<ProblemCode>): ReadonlyArray<ProblemCode> {
  return condition ? codes : [];
}

/** An endpoint's problems by their status. */
export function problemsByStatus(endpoint: Endpoint): ReadonlyMap<number, ReadonlyArray<ProblemCode>> {
  return Map.groupBy(problemsOf(endpoint), (code) => PROBLEMS[code].status);
}

/** What the problems of one status mean, for the description of that response. */
export function describeProblems(codes: ReadonlyArray<ProblemCode>): string {
  return codes.map((code) => `- \`${code}\`: ${PROBLEMS[code].sv[0]}. ${PROBLEMS[code].en[0]}.`).join('\n');
}
