import { httpHandler } from '../../shared/http/chain.ts';
import { deps } from './deps.ts';
import { routes } from './routes.ts';

/** `POST /v1/history`. */
export const handler = httpHandler(routes(deps), deps);
