import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import { dateInStockholm } from '../../shared/domain/time/stockholm.ts';
import { httpHandler } from '../../shared/http/chain.ts';
import { checkDeadlines } from './check-deadlines.ts';
import { deps } from './deps.ts';
import { routes } from './routes.ts';

/** What the nightly schedule sends: the instant it was meant for, so that a late run still checks its own night. */
const scheduleSchema = z.object({ scheduledTime: z.iso.datetime() });

const overHttp = httpHandler(routes(deps), deps);

/** The nightly check: by schedule, or asked for by an administrator. */
export async function handler(event: APIGatewayProxyEventV2 | z.input<typeof scheduleSchema>, context: unknown) {
  if ('routeKey' in event) return overHttp(event, context);
  deps.observer.begin();
  const { scheduledTime } = scheduleSchema.parse(event);
  const id = deps.derivedId('schedule', scheduledTime);
  const asOf = dateInStockholm(scheduledTime);
  await checkDeadlines({ id, asOf, startedAt: deps.clock(), dispatched: false }, deps);
  deps.observer.count('NightlyChecksStarted', 1);
  deps.observer.end();
  return undefined;
}
