import type { APIGatewayProxyEventV2, Context, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import { httpHandler } from '../../shared/http/chain.ts';
import { handleBatch } from '../../shared/messaging/batch.ts';
import { readWork } from '../../shared/messaging/work-message.ts';
import { carryOut } from './carry-out.ts';
import { deps } from './deps.ts';
import { routes } from './routes.ts';
import { startScheduledRun } from './start-run.ts';

/** What the schedule sends: the instant it was meant for, so that a late run is still of its own day. */
const scheduleSchema = z.object({ scheduledTime: z.iso.datetime() });

/** Room to finish the cases in hand, each call tried three times. */
const STOP_BEFORE_END_MILLISECONDS = 60_000;

const overHttp = httpHandler(routes(deps), deps);

/** Retention: runs started by the calendar or by an administrator, and carried out as their queue asks. */
export async function handler(
  event: APIGatewayProxyEventV2 | SQSEvent | z.input<typeof scheduleSchema>,
  context: Context,
) {
  if ('routeKey' in event) return overHttp(event, context);
  if ('Records' in event) {
    const hasTime = () => context.getRemainingTimeInMillis() > STOP_BEFORE_END_MILLISECONDS;
    return handleBatch(event, (body) => carryOut(readWork('carry-out-retention', body), deps, hasTime), deps.observer);
  }
  deps.observer.begin();
  await startScheduledRun(scheduleSchema.parse(event).scheduledTime, deps);
  deps.observer.end();
  return undefined;
}
