import { type Reply, reply } from './endpoint.ts';
import type { CaseView } from './views.ts';

/** A case as the answer to a write: where it is, and its version for the next `If-Match`. */
export function caseReply(status: 200 | 201, view: CaseView, headers: Readonly<Record<string, string>> = {}): Reply {
  return reply(status, view, { location: `/v1/cases/${view.id}`, etag: `"${view.version}"`, ...headers });
}
