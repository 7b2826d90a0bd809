import { describe, expect, test } from 'vitest';
import { answerOf } from '../../../infra/local/http-api.ts';

const answered = (result: unknown) => answerOf({ kind: 'done', result }, 'request-1');

describe("The answer to a call, from a function's result", () => {
  test('is the structured result, its headers in lower case', () => {
    const answer = answered({ statusCode: 201, headers: { ETag: '"1"', 'X-Count': 3 }, cookies: ['a=1'], body: '{}' });
    expect(answer).toEqual({
      status: 201,
      headers: { etag: '"1"', 'x-count': '3', 'set-cookie': ['a=1'], 'apigw-requestid': 'request-1' },
      body: '{}',
    });
  });

  test('has bytes where the result is base 64', () => {
    expect(answered({ statusCode: 200, body: 'AAEC', isBase64Encoded: true }).body).toEqual(Buffer.from([0, 1, 2]));
  });

  test('is any other value as JSON', () => {
    expect(answered({ ok: true })).toMatchObject({ status: 200, body: '{"ok":true}' });
    expect(answered('text')).toMatchObject({ status: 200, body: 'text' });
    expect(answered(undefined)).toMatchObject({ status: 200, body: '' });
  });

  test.each([
    { kind: 'failed', errorType: 'Error', errorMessage: 'with a secret' },
    { kind: 'timed-out', errorType: 'Timeout', errorMessage: '' },
    { kind: 'done', result: { statusCode: 'fine' } },
    { kind: 'done', result: { statusCode: 200, body: { not: 'text' } } },
  ] as const)("is the gateway's own, saying nothing, after %j", (invocation) => {
    expect(answerOf(invocation, 'request-1')).toEqual({
      status: 500,
      headers: { 'content-type': 'application/json' },
      body: '{"message":"Internal Server Error"}',
    });
  });
});
