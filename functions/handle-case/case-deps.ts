import type { AccessReviewRule } from '../../shared/domain/access/review.ts';
import type { City } from '../../shared/domain/city.ts';
import type { Observer } from '../../shared/observability/observer.ts';
import type { AccessLog } from '../../shared/ports/access-log.ts';
import type { CaseLists, CaseStore } from '../../shared/ports/case-store.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { KeyedHashes } from '../../shared/ports/keyed-hash.ts';
import type { RetentionHolds } from '../../shared/ports/retention.ts';

/** What every use case on cases works with. */
export interface CaseDeps {
  readonly store: CaseStore & CaseLists & AccessLog & RetentionHolds;
  readonly hashes: KeyedHashes;
  readonly observer: Observer;
  readonly clock: Clock;
  readonly city: City;
  /** What makes accesses worth a look, dated. */
  readonly accessReviews: ReadonlyArray<AccessReviewRule>;
}
