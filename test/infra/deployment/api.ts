import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { ENDPOINTS } from '../../../shared/http/endpoints/catalogue.ts';
import { all, literal, only, read, target } from './templates.ts';

const routes = read(
  'AWS::ApiGatewayV2::Route',
  z.object({ RouteKey: z.string(), Target: z.object({ 'Fn::Join': z.tuple([z.string(), z.array(z.unknown())]) }) }),
);
const integrations = read(
  'AWS::ApiGatewayV2::Integration',
  z.object({ IntegrationUri: z.unknown().transform(target), PayloadFormatVersion: z.string() }),
);
const functions = read('AWS::Lambda::Function', z.object({ FunctionName: z.string() }));

const throttle = z.object({ ThrottlingRateLimit: z.number(), ThrottlingBurstLimit: z.number() });
const throttles = z
  .object({
    StageName: z.literal('$default'),
    DefaultRouteSettings: throttle,
    RouteSettings: z.record(z.string(), throttle),
  })
  .parse(only('AWS::ApiGatewayV2::Stage').properties);

function answering(route: (typeof routes)[number]): string | undefined {
  const [, parts] = route.read.Target['Fn::Join'];
  const integration = integrations.find(({ id }) => parts.some((part) => JSON.stringify(part) === `{"Ref":"${id}"}`));
  return functions.find(({ stack, id }) => stack === 'service' && id === integration?.read.IntegrationUri)?.read
    .FunctionName;
}

describe('The API', () => {
  test('every endpoint of the catalogue is a route to its function, and there is no other route', () => {
    const deployed = routes.map((route) => [route.read.RouteKey, answering(route)]);
    const catalogued = ENDPOINTS.map((endpoint) => [endpoint.routeKey, `jobbtorg-test-${endpoint.function}`]);
    expect(deployed.toSorted()).toEqual(catalogued.toSorted());
  });

  test('unknown paths are answered by us', () => {
    expect(routes.map(({ read: { RouteKey } }) => RouteKey)).toContain('ANY /{proxy+}');
  });

  test('functions get payloads of version 2.0, and the gateway may call each of them', () => {
    const callable = all('AWS::Lambda::Permission')
      .filter(({ properties }) => properties['Principal'] === 'apigateway.amazonaws.com')
      .map(({ properties }) => target(properties['FunctionName']));
    expect(callable.toSorted()).toEqual(integrations.map(({ read: { IntegrationUri } }) => IntegrationUri).toSorted());
    expect(new Set(integrations.map(({ read: { PayloadFormatVersion } }) => PayloadFormatVersion))).toEqual(
      new Set(['2.0']),
    );
  });

  test('every call is throttled, and each write on its own', () => {
    const writes = ENDPOINTS.map(({ routeKey }) => routeKey).filter((routeKey) => routeKey.startsWith('POST '));
    expect(Object.keys(throttles.RouteSettings).toSorted()).toEqual(writes.toSorted());
    for (const { ThrottlingRateLimit, ThrottlingBurstLimit } of [
      throttles.DefaultRouteSettings,
      ...Object.values(throttles.RouteSettings),
    ]) {
      expect(ThrottlingRateLimit).toBeGreaterThan(0);
      expect(ThrottlingBurstLimit).toBeGreaterThanOrEqual(ThrottlingRateLimit);
    }
  });

  test('nobody searches for persons so fast that guessing numbers finds anyone', () => {
    const { 'POST /v1/persons/searches': searches, ...others } = throttles.RouteSettings;
    expect(searches).toEqual({ ThrottlingRateLimit: 5, ThrottlingBurstLimit: 10 });
    for (const { ThrottlingRateLimit } of Object.values(others)) expect(ThrottlingRateLimit).toBeGreaterThan(5);
  });

  test('the stage waits for the routes that it has settings for', () => {
    expect(only('AWS::ApiGatewayV2::Stage').dependsOn).toEqual(expect.arrayContaining(routes.map(({ id }) => id)));
  });

  test('the access log says what was called and how it went, and never by whom, from where or about whom', () => {
    const { Format } = z
      .object({ Format: z.string() })
      .parse(only('AWS::ApiGatewayV2::Stage').properties['AccessLogSettings']);
    const kept = Object.values(z.record(z.string(), z.string()).parse(JSON.parse(literal(Format))));
    expect(kept.toSorted()).toEqual([
      '$context.integrationLatency',
      '$context.requestId',
      '$context.requestTime',
      '$context.responseLatency',
      '$context.routeKey',
      '$context.status',
    ]);
  });
});
