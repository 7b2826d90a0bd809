import { httpHandler } from '../../shared/http/chain.ts';
import { deps } from './deps.ts';
import { caseRefusalNotes } from './log-refusals.ts';
import { routes } from './routes.ts';

/** `/v1/cases`, `/v1/persons`, `/v1/worklists` and `/v1/findings`. */
export const handler = httpHandler(routes(deps), { ...deps, noteRefusal: caseRefusalNotes(deps) });
