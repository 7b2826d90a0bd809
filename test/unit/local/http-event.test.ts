import { describe, expect, test } from 'vitest';
import { type HttpCall, httpEvent } from '../../../infra/local/http-event.ts';

const call: HttpCall = {
  method: 'POST',
  target: '/v1/cases/%C3%A5?office=a&office=b&q=%C3%A4+%26',
  headers: { host: 'localhost:3000', 'content-type': 'application/json', cookie: 'a=1; b=2', 'user-agent': 'test' },
  body: Buffer.from('{"name":"Åsa"}'),
  sourceIp: '127.0.0.1',
  port: 3000,
};
const route = { routeKey: 'POST /v1/cases/{caseId}', parameters: { caseId: 'å' } };
const eventOf = (changes: Partial<HttpCall> = {}) =>
  httpEvent({ ...call, ...changes }, route, 'request-1', new Date('2026-03-02T08:05:09.123Z'));

describe('The event of a call', () => {
  test('says what was called, by whom and when, in payload format 2.0', () => {
    expect(eventOf()).toMatchObject({
      version: '2.0',
      routeKey: 'POST /v1/cases/{caseId}',
      rawPath: '/v1/cases/å',
      rawQueryString: 'office=a&office=b&q=%C3%A4+%26',
      pathParameters: { caseId: 'å' },
      requestContext: {
        requestId: 'request-1',
        http: { method: 'POST', path: '/v1/cases/å', protocol: 'HTTP/1.1', sourceIp: '127.0.0.1', userAgent: 'test' },
        stage: '$default',
        time: '02/Mar/2026:08:05:09 +0000',
        timeEpoch: 1772438709123,
      },
    });
  });

  test('joins what is given more than once with commas', () => {
    expect(eventOf().queryStringParameters).toEqual({ office: 'a,b', q: 'ä &' });
    expect(eventOf({ headers: { 'set-cookie': ['a', 'b'] } }).headers['set-cookie']).toBe('a,b');
  });

  test('gives cookies apart from the other headers, and says which way it came', () => {
    const event = eventOf();
    expect(event.cookies).toEqual(['a=1', 'b=2']);
    expect(event.headers['cookie']).toBeUndefined();
    expect(event.headers).toMatchObject({ 'x-forwarded-for': '127.0.0.1', 'x-forwarded-port': '3000' });
  });

  test('leaves out what the call does not have', () => {
    const event = httpEvent(
      { ...call, target: '/', headers: {}, body: Buffer.alloc(0) },
      { routeKey: 'GET /', parameters: {} },
      'request-1',
      new Date(0),
    );
    for (const name of ['body', 'cookies', 'pathParameters', 'queryStringParameters']) {
      expect(event).not.toHaveProperty(name);
    }
    expect(event.isBase64Encoded).toBe(false);
  });

  test.each([
    ['application/json', '{"name":"Åsa"}'],
    ['application/merge-patch+json; charset=utf-8', '{}'],
    ['text/plain', 'x'],
  ])('has a body of %s as text', (type, body) => {
    const event = eventOf({ headers: { 'content-type': type }, body: Buffer.from(body) });
    expect(event).toMatchObject({ body, isBase64Encoded: false });
  });

  test.each([
    ['application/x-www-form-urlencoded', Buffer.from('a=1')],
    ['application/octet-stream', Buffer.from([0, 1, 2])],
    ['application/json', Buffer.from([0x22, 0xff, 0x22])],
  ])('has any other body, and text that is none, as base 64 (%s)', (type, body) => {
    const event = eventOf({ headers: { 'content-type': type }, body });
    expect(event).toMatchObject({ body: body.toString('base64'), isBase64Encoded: true });
  });
});
