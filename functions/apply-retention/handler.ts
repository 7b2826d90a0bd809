import type { APIGatewayProxyEventV2, Context, SQSEvent } from 'aws-lambda';
import { httpHandler } from '../../shared/http/chain.ts';
import { handleBatch } from '../../shared/messaging/batch.ts';
import { handleSchedule, type ScheduleEvent } from '../../shared/messaging/schedule.ts';
import { readWork } from '../../shared/messaging/work-message.ts';
import { carryOut } from './carry-out.ts';
import { deps } from './deps.ts';
import { routes } from './routes.ts';
import { startScheduledRun } from './start-run.ts';

/** Room to finish the cases in hand, each call tried three times. */
const STOP_BEFORE_END_MILLISECONDS = 60_000;

const overHttp = httpHandler(routes(deps), deps);

/** Retention: runs started by the calendar or by an administrator, and carried out as their queue asks. */
export async function handler(event: APIGatewayProxyEventV2 | SQSEvent | ScheduleEvent, context: Context) {
  if ('routeKey' in event) return overHttp(event, context);
  if ('Records' in event) {
    const hasTime = () => context.getRemainingTimeInMillis() > STOP_BEFORE_END_MILLISECONDS;
    return handleBatch(event, (body) => carryOut(readWork('carry-out-retention', body), deps, hasTime), deps.observer);
  }
  return handleSchedule(event, (scheduledTime) => startScheduledRun(scheduledTime, deps), deps.observer);
}
