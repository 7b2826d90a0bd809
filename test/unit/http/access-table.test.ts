import { describe, expect, test } from 'vitest';
import { ACCESS_TABLE, PARTY_SCOPES, rowOf, shutOut } from '../../../shared/http/access-table.ts';
import type { CallerParty } from '../../../shared/http/caller.ts';
import { ENDPOINTS } from '../../../shared/http/endpoints/catalogue.ts';
import { problemsOf } from '../../../shared/http/openapi/problem-responses.ts';

const DISTRICT: CallerParty = { kind: 'district', code: 'bromma' };
const OFFICE: CallerParty = { kind: 'office', code: 'vallingby' };
const CITY: CallerParty = { kind: 'city' };

const secured = ENDPOINTS.filter(({ scope }) => scope !== null);

describe('The table of who may see what', () => {
  test('has a row for every operation, and none for anything else', () => {
    expect(Object.keys(ACCESS_TABLE).toSorted()).toEqual(ENDPOINTS.map(({ routeKey }) => routeKey).toSorted());
  });

  test('opens to everyone what takes no token, and nothing else', () => {
    for (const { routeKey, scope } of ENDPOINTS) {
      expect(rowOf(routeKey).anyone, routeKey).toBe(scope === null ? 'all' : 'nothing');
    }
  });

  test('keeps nothing from the city, and gives nobody else the whole city', () => {
    for (const { routeKey } of secured) {
      const { city, ...others } = rowOf(routeKey);
      expect(city, routeKey).toBe('all');
      expect(Object.values(others), routeKey).not.toContain('all');
    }
  });

  test('shows protected people to the named, and counts them, never more', () => {
    const counted = secured.filter(({ routeKey }) => rowOf(routeKey).ofProtected === 'counted');
    expect(counted.map(({ routeKey }) => routeKey)).toEqual([
      'POST /v1/check-runs',
      'GET /v1/check-runs/{runId}',
      'POST /v1/retention-runs',
      'GET /v1/retention-runs/{runId}',
      'POST /v1/retention-runs/{runId}/approvals',
      'GET /v1/retention-runs/{runId}/certificate',
      'POST /v1/reports',
      'GET /v1/reports/{reportId}',
      'GET /v1/reports',
    ]);
    expect(secured.filter(({ routeKey }) => rowOf(routeKey).ofProtected === 'nothing')).toEqual([]);
  });

  test('gives each party’s client no scope that opens nothing to it', () => {
    for (const kind of ['district', 'office', 'city'] as const) {
      const useful = new Set(
        secured
          .filter(({ routeKey }) => rowOf(routeKey)[kind] !== 'nothing')
          .flatMap(({ scope, orScope }) => [scope, orScope]),
      );
      expect(
        PARTY_SCOPES[kind].filter((scope) => !useful.has(scope)),
        kind,
      ).toEqual([]);
    }
  });

  test('says of one thing that it is not there, and of many that a right is missing', () => {
    expect(shutOut(DISTRICT, 'POST /v1/cases/{caseId}/enrolments')).toBe('not-found');
    expect(shutOut(OFFICE, 'POST /v1/cases/{caseId}/hold-releases')).toBe('not-found');
    expect(shutOut(DISTRICT, 'GET /v1/cases/{caseId}/register-extract')).toBe('not-found');
    expect(shutOut(OFFICE, 'GET /v1/check-runs/{runId}')).toBe('not-found');
    expect(shutOut(OFFICE, 'POST /v1/check-runs')).toBe('missing-scope');
    expect(shutOut(DISTRICT, 'POST /v1/history')).toBe('missing-scope');
    expect(shutOut(OFFICE, 'POST /v1/referrals')).toBe('missing-scope');
    expect(shutOut(DISTRICT, 'POST /v1/cases/{caseId}/transfers')).toBeUndefined();
    for (const { routeKey } of ENDPOINTS) expect(shutOut(CITY, routeKey), routeKey).toBeUndefined();
  });

  test('shuts nobody out in a way that the operation does not describe', () => {
    for (const endpoint of secured) {
      for (const party of [DISTRICT, OFFICE]) {
        const code = shutOut(party, endpoint.routeKey);
        if (code !== undefined) expect([endpoint.routeKey, ...problemsOf(endpoint)]).toContain(code);
      }
    }
    expect(secured.length).toBeGreaterThan(30);
  });

  test('knows of no operation that is not in it, rather than guessing who may use it', () => {
    expect(() => shutOut(CITY, 'GET /v1/everything')).toThrow('GET /v1/everything is not in the access table');
  });
});
