import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  CfnStage,
  HttpApi as GatewayApi,
  HttpMethod,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { FunctionName } from '../../shared/config/functions.ts';
import type { Endpoint } from '../../shared/http/endpoint.ts';
import { postPersonSearch } from '../../shared/http/endpoints/persons.ts';
import { deployedName, type StageConfig, type Throttle } from '../config.ts';
import { ImpactAlarm } from './impact-alarm.ts';

const METHODS = { GET: HttpMethod.GET, POST: HttpMethod.POST, ANY: HttpMethod.ANY } as const;

/** What is kept of a call: never its path or its query, into which someone may have typed a person's number. */
const ACCESS_LOG = {
  requestId: '$context.requestId',
  time: '$context.requestTime',
  routeKey: '$context.routeKey',
  status: '$context.status',
  latency: '$context.responseLatency',
  integrationLatency: '$context.integrationLatency',
} as const;

export interface HttpApiProps {
  readonly stage: StageConfig;
  readonly endpoints: ReadonlyArray<Pick<Endpoint, 'routeKey' | 'function'>>;
  readonly functions: Readonly<Partial<Record<FunctionName, IFunction>>>;
  /** What calls that fail cost a person. */
  readonly impact: string;
}

/** The catalogue of endpoints as routes of one HTTP API, throttled, logged without personal data, and watched. */
export class HttpApi extends Construct {
  readonly api: GatewayApi;

  constructor(scope: Construct, id: string, props: HttpApiProps) {
    super(scope, id);
    const { stage, endpoints, impact } = props;
    this.api = new GatewayApi(this, 'Api', { apiName: deployedName(stage, 'api'), createDefaultStage: false });
    const integrations = new Map<FunctionName, HttpLambdaIntegration>();
    const routes = endpoints.flatMap(({ routeKey, function: name }) => {
      const integration = integrations.get(name) ?? integrationOf(name, props.functions[name], routeKey);
      integrations.set(name, integration);
      const { method, path } = splitRouteKey(routeKey);
      return this.api.addRoutes({ path, methods: [METHODS[method]], integration });
    });
    const gatewayStage = this.stageOf(stage, endpoints);
    // The gateway refuses settings for a route that does not exist yet.
    gatewayStage.node.addDependency(...routes);
    new ImpactAlarm(this, 'Failures', {
      stage,
      name: 'api-failures',
      metric: this.api.metricServerError({ period: Duration.minutes(5), statistic: 'sum' }),
      threshold: 1,
      happened: 'A call to the API was answered with a failure of ours.',
      impact,
      runbook: 'alarm-api-failures',
    });
    Validations.of(this).acknowledge({
      id: 'AwsSolutions::AwsSolutions-APIG4',
      reason:
        "Every function verifies the token itself, before anything else: a gateway authorizer's 401 cannot be a problem document, and public routes need none.",
    });
  }

  private stageOf(stage: StageConfig, endpoints: HttpApiProps['endpoints']): HttpStage {
    const { reads, writes, searches } = stage.throttle;
    const created = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      autoDeploy: true,
      throttle: { rateLimit: reads.perSecond, burstLimit: reads.burst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(
          new LogGroup(this, 'AccessLog', {
            // The prefix spares the account's log resource policy, which is limited in size.
            logGroupName: `/aws/vendedlogs/jobbtorg/${stage.name}/api`,
            retention: stage.logRetention,
            removalPolicy: RemovalPolicy.DESTROY,
          }),
        ),
        format: AccessLogFormat.custom(JSON.stringify(ACCESS_LOG)),
      },
    });
    const resource = created.node.defaultChild;
    if (resource instanceof CfnStage) {
      const keys = endpoints.map(({ routeKey }) => routeKey).filter((routeKey) => routeKey.startsWith('POST '));
      resource.routeSettings = Object.fromEntries(
        keys.map((routeKey) => [routeKey, routeThrottle(routeKey === postPersonSearch.routeKey ? searches : writes)]),
      );
    }
    return created;
  }
}

function integrationOf(name: FunctionName, fn: IFunction | undefined, routeKey: string): HttpLambdaIntegration {
  if (fn === undefined) throw new Error(`${routeKey} is to be answered by ${name}, which this stack does not deploy`);
  // One permission per function: one per route would outgrow a function's resource policy.
  return new HttpLambdaIntegration(name, fn, { scopePermissionToRoute: false });
}

function splitRouteKey(routeKey: Endpoint['routeKey']): { method: keyof typeof METHODS; path: string } {
  const space = routeKey.indexOf(' ');
  const method = (['GET', 'POST', 'ANY'] as const).find((known) => known === routeKey.slice(0, space));
  if (method === undefined) throw new Error(`${routeKey} has a method that the gateway is not told of`);
  return { method, path: routeKey.slice(space + 1) };
}

/** API Gateway's own spelling: CloudFormation passes this map on as it is. */
function routeThrottle({ perSecond, burst }: Throttle) {
  return { ThrottlingRateLimit: perSecond, ThrottlingBurstLimit: burst };
}
