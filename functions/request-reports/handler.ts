import { httpHandler } from '../../shared/http/chain.ts';
import { deps } from './deps.ts';
import { routes } from './routes.ts';

/** Everything under `/v1/reports`. */
export const handler = httpHandler(routes(deps), deps);
