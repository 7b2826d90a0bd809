import { describe, expect, test } from 'vitest';
import { routeMatcher } from '../../../infra/local/routes.ts';

const match = routeMatcher(
  [
    'ANY /{proxy+}',
    'GET /v1/reference/{collection}',
    'GET /v1/reference/calendar',
    'GET /v1/cases/{caseId}',
    'GET /v1/cases',
    'POST /v1/cases/{caseId}/plans/{version}/answers',
    'ANY /v1/files/{path+}',
    'GET /v1/files/{path+}',
  ].map((routeKey) => ({ routeKey, target: routeKey })),
);

describe('The route of a call', () => {
  test.each([
    ['GET', '/v1/cases', 'GET /v1/cases', {}],
    ['GET', '/v1/cases/abc', 'GET /v1/cases/{caseId}', { caseId: 'abc' }],
    ['GET', '/v1/reference/calendar', 'GET /v1/reference/calendar', {}],
    ['GET', '/v1/reference/offices', 'GET /v1/reference/{collection}', { collection: 'offices' }],
    [
      'POST',
      '/v1/cases/a/plans/2/answers',
      'POST /v1/cases/{caseId}/plans/{version}/answers',
      { caseId: 'a', version: '2' },
    ],
    ['GET', '/v1/files/a/b', 'GET /v1/files/{path+}', { path: 'a/b' }],
    ['PUT', '/v1/files/a/b', 'ANY /v1/files/{path+}', { path: 'a/b' }],
    ['POST', '/v1/cases', 'ANY /{proxy+}', { proxy: 'v1/cases' }],
    ['GET', '/v1/cases/', 'ANY /{proxy+}', { proxy: 'v1/cases/' }],
    ['DELETE', '/nothing/like/it', 'ANY /{proxy+}', { proxy: 'nothing/like/it' }],
    ['GET', '/v1/cases/a%2Fb%20c', 'GET /v1/cases/{caseId}', { caseId: 'a/b c' }],
  ])('%s %s is %s', (method, path, routeKey, parameters) => {
    expect(match(method, path)).toEqual({ routeKey, target: routeKey, parameters });
  });

  test('is none where nothing matches, and $default where there is one', () => {
    expect(match('GET', '/')).toBeUndefined();
    const withDefault = routeMatcher([{ routeKey: '$default', target: 1 }]);
    expect(withDefault('GET', '/')).toEqual({ routeKey: '$default', target: 1, parameters: {} });
  });

  test('cannot be told of a path that cannot be decoded', () => {
    expect(() => match('GET', '/v1/cases/%zz')).toThrow(URIError);
  });
});
