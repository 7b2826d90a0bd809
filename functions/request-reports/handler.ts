import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { httpHandler } from '../../shared/http/chain.ts';
import { handleSchedule, type ScheduleEvent } from '../../shared/messaging/schedule.ts';
import { askDueReports } from './ask-due-reports.ts';
import { deps } from './deps.ts';
import { routes } from './routes.ts';

const overHttp = httpHandler(routes(deps), deps);

/** Everything under `/v1/reports`, and the reports that the calendar asks for. */
export async function handler(event: APIGatewayProxyEventV2 | ScheduleEvent, context: unknown) {
  if ('routeKey' in event) return overHttp(event, context);
  return handleSchedule(event, (scheduledTime) => askDueReports(scheduledTime, deps), deps.observer);
}
