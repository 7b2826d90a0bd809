import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type * as z from 'zod';
import { environment as applyRetention } from '../../functions/apply-retention/environment.ts';
import { environment as assessCases } from '../../functions/assess-cases/environment.ts';
import { environment as buildReport } from '../../functions/build-report/environment.ts';
import { environment as checkDeadlines } from '../../functions/check-deadlines/environment.ts';
import { environment as describeApi } from '../../functions/describe-api/environment.ts';
import { environment as handleCase } from '../../functions/handle-case/environment.ts';
import { environment as printReport } from '../../functions/print-report/environment.ts';
import { environment as publishEvents } from '../../functions/publish-events/environment.ts';
import { environment as readFeed } from '../../functions/read-feed/environment.ts';
import { environment as receiveHistory } from '../../functions/receive-history/environment.ts';
import { environment as receiveReferral } from '../../functions/receive-referral/environment.ts';
import { environment as requestReports } from '../../functions/request-reports/environment.ts';
import type { FunctionName } from '../../shared/config/functions.ts';
import { SCHEDULED_REPORTS_AT } from '../../shared/domain/reports/calendar.ts';
import { RETENTION_RUN_AT } from '../../shared/domain/retention/rule.ts';
import { NIGHTLY_CHECK_AT } from '../../shared/domain/time/stockholm.ts';
import { ENDPOINTS } from '../../shared/http/endpoints/catalogue.ts';
import type { WorkKind } from '../../shared/ports/work.ts';
import type { StageConfig } from '../config.ts';
import { CheckAlarms } from '../constructs/check-alarms.ts';
import { ConsumedQueue } from '../constructs/consumed-queue.ts';
import { HttpApi } from '../constructs/http-api.ts';
import { OperationsDashboard } from '../constructs/operations-dashboard.ts';
import { ScheduledRun } from '../constructs/scheduled-run.ts';
import { type CodeOf, ServiceFunction } from '../constructs/service-function.ts';
import { StreamConsumer } from '../constructs/stream-consumer.ts';
import type { DataStack } from './data-stack.ts';
import { FUNCTIONS } from './functions.ts';
import { permit } from './permissions.ts';
import { RIGHTS } from './rights.ts';
import type { TokenSettings } from './token-settings.ts';

export interface ServiceStackProps extends StackProps {
  readonly stage: StageConfig;
  readonly code: CodeOf;
  readonly data: DataStack;
  readonly tokens: TokenSettings;
}

/** Everything that can be thrown away and set up again: functions, queues, the API, the schedule and the alarms. */
export class ServiceStack extends Stack {
  private readonly stage: StageConfig;
  private readonly code: CodeOf;

  constructor(scope: Construct, id: string, { stage, code, data, tokens, ...props }: ServiceStackProps) {
    super(scope, id, props);
    this.stage = stage;
    this.code = code;

    const table = { TABLE_NAME: data.table.tableName };
    const tableAndSecrets = { ...table, KEY_ID: [data.key, ...data.otherKeys].map(({ keyArn }) => keyArn).join(',') };
    const reports = { REPORTS_BUCKET: data.reports.bucketName };
    const behindTheApi = { ...tableAndSecrets, ...tokens };

    const assess = this.function('assess-cases', assessCases, table);
    const build = this.function('build-report', buildReport, { ...table, ...reports });
    const print = this.function('print-report', printReport, { ...table, ...reports });
    const check = this.function('check-deadlines', checkDeadlines, { ...table, ...tokens });
    const checkQueue = this.queue('dispatch-check', check, { batchSize: 1, maxConcurrency: 2, oldestMinutes: 30 });
    const assessQueue = this.queue('assess-cases', assess, { batchSize: 1, maxConcurrency: 5, oldestMinutes: 30 });
    const buildQueue = this.queue('build-report', build, { batchSize: 1, maxConcurrency: 2, oldestMinutes: 60 });
    const printQueue = this.queue('print-report', print, { batchSize: 1, maxConcurrency: 2, oldestMinutes: 60 });
    const retain = this.function('apply-retention', applyRetention, {
      ...behindTheApi,
      CONFIRMED_RETENTION: stage.retention,
    });
    const retainQueue = this.queue('carry-out-retention', retain, {
      batchSize: 1,
      maxConcurrency: 2,
      oldestMinutes: 60,
    });
    const publish = this.function('publish-events', publishEvents, {
      ...table,
      DISPATCH_CHECK_QUEUE_URL: checkQueue.queue.queueUrl,
      ASSESS_CASES_QUEUE_URL: assessQueue.queue.queueUrl,
      BUILD_REPORT_QUEUE_URL: buildQueue.queue.queueUrl,
      PRINT_REPORT_QUEUE_URL: printQueue.queue.queueUrl,
      CARRY_OUT_RETENTION_QUEUE_URL: retainQueue.queue.queueUrl,
    });
    const receive = this.function('receive-referral', receiveReferral, behindTheApi);
    const handle = this.function('handle-case', handleCase, behindTheApi);
    const history = this.function('receive-history', receiveHistory, behindTheApi);
    const request = this.function('request-reports', requestReports, { ...table, ...tokens, ...reports });
    const feed = this.function('read-feed', readFeed, behindTheApi);
    const describe = this.function('describe-api', describeApi, {});

    permit(assess, RIGHTS['assess-cases'], data);
    permit(build, RIGHTS['build-report'], data);
    permit(print, RIGHTS['print-report'], data);
    permit(check, RIGHTS['check-deadlines'], data);
    permit(receive, RIGHTS['receive-referral'], data);
    permit(handle, RIGHTS['handle-case'], data);
    permit(history, RIGHTS['receive-history'], data);
    permit(request, RIGHTS['request-reports'], data);
    permit(feed, RIGHTS['read-feed'], data);
    permit(retain, RIGHTS['apply-retention'], data);
    permit(publish, RIGHTS['publish-events'], data);
    publish.allow(
      ['sqs:SendMessage'],
      [checkQueue, assessQueue, buildQueue, printQueue, retainQueue].map(({ queue }) => queue.queueArn),
    );

    this.publish(publish, data);
    this.checkNightly(check);
    this.reportMonthly(request);
    this.retainMonthly(retain);
    const { api } = new HttpApi(this, 'HttpApi', {
      stage,
      endpoints: ENDPOINTS,
      functions: {
        'receive-referral': receive.lambda,
        'handle-case': handle.lambda,
        'receive-history': history.lambda,
        'check-deadlines': check.lambda,
        'request-reports': request.lambda,
        'apply-retention': retain.lambda,
        'read-feed': feed.lambda,
        'describe-api': describe.lambda,
      },
      impact: 'A district or an office was not served: what it had to say about a person may not have arrived.',
    });
    new OperationsDashboard(this, 'Dashboard', { stage, api, table: data.table });
    new CfnOutput(this, 'ApiUrl', { value: api.apiEndpoint });
  }

  private function<Variables extends Readonly<Record<string, string>>>(
    name: FunctionName,
    schema: z.ZodType<unknown, Variables>,
    environment: NoInfer<Variables>,
  ): ServiceFunction<Variables> {
    return new ServiceFunction(this, pascal(name), {
      ...FUNCTIONS[name],
      stage: this.stage,
      name,
      code: this.code(name),
      schema,
      environment,
    });
  }

  private queue(
    name: WorkKind,
    consumer: ServiceFunction,
    flow: { readonly batchSize: number; readonly maxConcurrency: number; readonly oldestMinutes: number },
  ): ConsumedQueue {
    const { stage } = this;
    const { impact } = consumer;
    return new ConsumedQueue(this, `${pascal(name)}Queue`, { stage, name, consumer, impact, ...flow });
  }

  private publish(consumer: ServiceFunction, { table }: DataStack): void {
    const { tableStreamArn } = table;
    if (tableStreamArn === undefined) throw new Error('The table has no stream: nothing would ever be published');
    new StreamConsumer(this, 'Publishing', {
      stage: this.stage,
      name: 'publish-events',
      streamArn: tableStreamArn,
      consumer,
      impact: FUNCTIONS['publish-events'].impact,
    });
  }

  private checkNightly(runner: ServiceFunction): void {
    const { stage } = this;
    const { impact } = FUNCTIONS['check-deadlines'];
    const cron = { ...NIGHTLY_CHECK_AT, dayOfMonth: '*' };
    new ScheduledRun(this, 'NightlyCheck', { stage, runner, name: 'check-deadlines', cron, impact });
    new CheckAlarms(this, 'CheckAlarms', { stage, impact });
  }

  private reportMonthly(runner: ServiceFunction): void {
    const { stage } = this;
    const { impact } = FUNCTIONS['request-reports'];
    const cron = SCHEDULED_REPORTS_AT;
    new ScheduledRun(this, 'MonthlyReports', { stage, runner, name: 'request-reports', cron, of: 'reports', impact });
  }

  private retainMonthly(runner: ServiceFunction): void {
    const { stage } = this;
    const { impact } = FUNCTIONS['apply-retention'];
    const cron = RETENTION_RUN_AT;
    new ScheduledRun(this, 'MonthlyRetention', {
      stage,
      runner,
      name: 'apply-retention',
      cron,
      of: 'retention',
      impact,
    });
  }
}

/** `assess-cases` as a construct's id: `AssessCases`. */
function pascal(name: FunctionName | WorkKind): string {
  return name.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
}
