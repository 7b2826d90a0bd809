import { httpHandler } from '../../shared/http/chain.ts';
import { dependencies } from './deps.ts';
import { describeRoutes } from './routes.ts';

const composed = dependencies();

/** Answers for the API itself, and for every path that nothing else answers. */
export const handler = httpHandler(describeRoutes(composed), composed);
