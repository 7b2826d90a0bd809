import type { APIGatewayProxyEventV2, Context, SQSEvent } from 'aws-lambda';
import * as z from 'zod';
import { dateInStockholm } from '../../shared/domain/time/stockholm.ts';
import { httpHandler } from '../../shared/http/chain.ts';
import { handleBatch } from '../../shared/messaging/batch.ts';
import { readWork } from '../../shared/messaging/work-message.ts';
import { deps } from './deps.ts';
import { dispatchCheck } from './dispatch-check.ts';
import { routes } from './routes.ts';
import { startCheck } from './start-check.ts';

/** What the nightly schedule sends: the instant it was meant for, so that a late run still checks its own night. */
const scheduleSchema = z.object({ scheduledTime: z.iso.datetime() });

/** Room to finish what is under way, each call to the table tried three times. */
const STOP_BEFORE_END_MILLISECONDS = 30_000;

const overHttp = httpHandler(routes(deps), deps);

/** The nightly check: started by schedule or by an administrator, its cases then sent out as its queue asks. */
export async function handler(
  event: APIGatewayProxyEventV2 | SQSEvent | z.input<typeof scheduleSchema>,
  context: Context,
) {
  if ('routeKey' in event) return overHttp(event, context);
  if ('Records' in event) {
    const hasTime = () => context.getRemainingTimeInMillis() > STOP_BEFORE_END_MILLISECONDS;
    return handleBatch(event, (body) => dispatchCheck(readWork('dispatch-check', body), deps, hasTime), deps.observer);
  }
  deps.observer.begin();
  const { scheduledTime } = scheduleSchema.parse(event);
  const id = deps.derivedId('schedule', scheduledTime);
  await startCheck({ id, asOf: dateInStockholm(scheduledTime), startedAt: deps.clock() }, deps.runs);
  deps.observer.count('NightlyChecksStarted', 1);
  deps.observer.end();
  return undefined;
}
