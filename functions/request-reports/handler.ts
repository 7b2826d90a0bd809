import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import { httpHandler } from '../../shared/http/chain.ts';
import { askDueReports } from './ask-due-reports.ts';
import { deps } from './deps.ts';
import { routes } from './routes.ts';

/** What the schedule sends: the instant it was meant for, so that a late run still asks for its own day's reports. */
const scheduleSchema = z.object({ scheduledTime: z.iso.datetime() });

const overHttp = httpHandler(routes(deps), deps);

/** Everything under `/v1/reports`, and the reports that the calendar asks for. */
export async function handler(event: APIGatewayProxyEventV2 | z.input<typeof scheduleSchema>, context: unknown) {
  if ('routeKey' in event) return overHttp(event, context);
  deps.observer.begin();
  await askDueReports(scheduleSchema.parse(event).scheduledTime, deps);
  deps.observer.end();
  return undefined;
}
