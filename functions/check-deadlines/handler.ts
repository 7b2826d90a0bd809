import type { APIGatewayProxyEventV2, Context, SQSEvent } from 'aws-lambda';
import { httpHandler } from '../../shared/http/chain.ts';
import { handleBatch } from '../../shared/messaging/batch.ts';
import { handleSchedule, type ScheduleEvent } from '../../shared/messaging/schedule.ts';
import { readWork } from '../../shared/messaging/work-message.ts';
import { deps } from './deps.ts';
import { dispatchCheck } from './dispatch-check.ts';
import { routes } from './routes.ts';
import { startScheduledCheck } from './start-check.ts';

/** Room to finish what is under way, each call to the table tried three times. */
const STOP_BEFORE_END_MILLISECONDS = 30_000;

const overHttp = httpHandler(routes(deps), deps);

/** The nightly check: started by schedule or by an administrator, its cases then sent out as its queue asks. */
export async function handler(event: APIGatewayProxyEventV2 | SQSEvent | ScheduleEvent, context: Context) {
  if ('routeKey' in event) return overHttp(event, context);
  if ('Records' in event) {
    const hasTime = () => context.getRemainingTimeInMillis() > STOP_BEFORE_END_MILLISECONDS;
    return handleBatch(event, (body) => dispatchCheck(readWork('dispatch-check', body), deps, hasTime), deps.observer);
  }
  return handleSchedule(event, (scheduledTime) => startScheduledCheck(scheduledTime, deps), deps.observer);
}
