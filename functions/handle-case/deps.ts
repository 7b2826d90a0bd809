import { caseAdapters } from '../../shared/adapters/case-adapters.ts';
import { tableAccessLog } from '../../shared/adapters/table/access-log.ts';
import { tableCaseLists } from '../../shared/adapters/table/case-lists.ts';
import { tableRetentionHolds } from '../../shared/adapters/table/retained-cases.ts';
import { readEnvironment } from '../../shared/config/environment.ts';
import { tokenVerifier } from '../../shared/http/token-verifier.ts';
import { lambdaObserver } from '../../shared/observability/observer.ts';
import { systemClock } from '../../shared/ports/clock.ts';
import { ACCESS_REVIEWS } from '../../shared/reference/access-reviews.ts';
import { STOCKHOLM } from '../../shared/reference/stockholm.ts';
import { environment } from './environment.ts';

const settings = readEnvironment(environment);
const { client, store, hashes } = caseAdapters(settings);

/** What the deployed function is made of. */
export const deps = {
  store: {
    ...store,
    ...tableCaseLists(client, settings.TABLE_NAME),
    ...tableAccessLog(client, settings.TABLE_NAME),
    ...tableRetentionHolds(client, settings.TABLE_NAME),
  },
  hashes,
  observer: lambdaObserver('handle-case'),
  verify: tokenVerifier(settings),
  clock: systemClock,
  city: STOCKHOLM,
  accessReviews: ACCESS_REVIEWS,
};
