import { httpHandler } from '../../shared/http/chain.ts';
import { deps } from './deps.ts';
import { routes } from './routes.ts';

/** `POST /v1/referrals`. */
export const handler = httpHandler(routes(deps), deps);
