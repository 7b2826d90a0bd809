import { httpHandler } from '../../shared/http/chain.ts';
import { deps } from './deps.ts';
import { routes } from './routes.ts';

/** `GET /v1/feed`. */
export const handler = httpHandler(routes(deps), deps);
