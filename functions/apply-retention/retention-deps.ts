import type { City } from '../../shared/domain/city.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import type { Observer } from '../../shared/observability/observer.ts';
import type { AccessNotes } from '../../shared/ports/access-log.ts';
import type { Clock } from '../../shared/ports/clock.ts';
import type { KeyedHashes } from '../../shared/ports/keyed-hash.ts';
import type { RetainedCases, RetentionRuns } from '../../shared/ports/retention.ts';

/** What every use case of the retention works with. */
export interface RetentionDeps {
  readonly runs: RetentionRuns;
  readonly cases: RetainedCases;
  readonly hashes: KeyedHashes;
  readonly accesses: AccessNotes;
  readonly observer: Observer;
  readonly clock: Clock;
  readonly city: Pick<City, 'retention'>;
  /** No case was received before it. */
  readonly firstDay: LocalDate;
  /** The rule that the city has confirmed; while it is another than the one in force, every run is dry. */
  readonly confirmedRule: string;
  readonly newId: () => string;
  readonly derivedId: (...parts: ReadonlyArray<string>) => string;
}
