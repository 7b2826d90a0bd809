import { expect } from 'vitest';
import { problemSchema } from '../../../shared/http/openapi/problem-schema.ts';
import { PROBLEMS, type ProblemCode } from '../../../shared/http/problems.ts';
import type { ApiAnswer } from '../../support/embedded.ts';

const HEADERS_OF_EVERY_ANSWER = {
  'strict-transport-security': /^max-age=31536000/,
  'x-content-type-options': /^nosniff$/,
  'x-frame-options': /^DENY$/,
  'referrer-policy': /^no-referrer$/,
  'cache-control': /^no-store$/,
  traceparent: /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/,
} as const;

/** The answer as the problem of this code, in Swedish and English, with none of the given texts in it. */
export function problemIn(answer: ApiAnswer, code: ProblemCode, neverEchoed: ReadonlyArray<string> = []) {
  const { status, sv, en } = PROBLEMS[code];
  expect(answer.headers.get('content-type'), answer.text).toBe('application/problem+json');
  const document = answer.read(problemSchema);
  expect(document).toMatchObject({
    type: `/v1/problems/${code}`,
    status,
    title: sv[0],
    detail: sv[1],
    en: { title: en[0], detail: en[1] },
    instance: expect.stringMatching(/^urn:request:[\w-]+$/),
  });
  expect(answer.status).toBe(status);
  for (const [name, pattern] of Object.entries(HEADERS_OF_EVERY_ANSWER)) {
    expect(answer.headers.get(name), name).toMatch(pattern);
  }
  if (status === 401) expect(answer.headers.get('www-authenticate')).toBe('Bearer');
  const everything = `${answer.text} ${[...answer.headers.values()].join(' ')}`;
  for (const text of neverEchoed) expect(everything).not.toContain(text);
  return document;
}

/** The pointers and codes of a problem's `errors`. */
export function errorsOf(problem: ReturnType<typeof problemIn>): ReadonlyArray<string> {
  return (problem.errors ?? []).map(({ pointer, code }) => `${pointer} ${code}`);
}
