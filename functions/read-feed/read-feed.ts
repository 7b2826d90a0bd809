import { subjectOf } from '../../events/cloud-event.ts';
import type { Audience } from '../../events/events-of-fact.ts';
import { type City, districtCodes } from '../../shared/domain/city.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import { listingBy } from '../../shared/http/access.ts';
import type { Caller, CallerParty } from '../../shared/http/caller.ts';
import { type ApiRequest, problem, type Reply, reply } from '../../shared/http/endpoint.ts';
import type { getFeed } from '../../shared/http/endpoints/feed.ts';
import { fieldProblem } from '../../shared/http/field-problems.ts';
import type { AccessNotes } from '../../shared/ports/access-log.ts';
import { type Clock, today } from '../../shared/ports/clock.ts';
import { FEED_DAYS, type Feed, type FeedCursors } from '../../shared/ports/feed.ts';

export interface ReadFeed {
  readonly feed: Feed;
  readonly cursors: FeedCursors;
  readonly accesses: AccessNotes;
  readonly clock: Clock;
  readonly city: Pick<City, 'districts'>;
}

type FeedRequest = ApiRequest<typeof getFeed> & { readonly caller: Caller };

const MILLISECONDS_PER_DAY = 86_400_000;

/**
 * The events for a caller after the place that its cursor marks, and the cursor of the place after them. A page is noted
 * before it is answered; one without events tells nothing of anybody, and systems ask for it all day.
 */
export async function readFeed(request: FeedRequest, deps: ReadFeed): Promise<Reply> {
  const { query } = request;
  const { party } = request.caller;
  const reader = nameOf(party);
  const after = query.after === '' ? null : await deps.cursors.open(reader, query.after);
  if (after === undefined) return unknownCursor();
  const found = await deps.feed.read({
    after,
    limit: query.limit,
    isFor: addressedTo(party, deps.city, today(deps.clock)),
    keptSince: new Date(Date.parse(deps.clock()) - FEED_DAYS * MILLISECONDS_PER_DAY).toISOString(),
  });
  switch (found.outcome) {
    case 'read':
      if (found.events.length > 0) {
        const cases = new Set(found.events.map(subjectOf));
        await deps.accesses.logAccess(listingBy(request, 'GET feed', cases.size, deps.clock()));
      }
      return reply(200, { items: found.events, next: await deps.cursors.seal(reader, found.next) });
    case 'no-longer-kept':
      return problem('feed-cursor-expired');
    case 'unknown-place':
      return unknownCursor();
  }
}

function unknownCursor(): Reply {
  return problem('invalid-request', { errors: [fieldProblem('/after', 'unknown-cursor')] });
}

/** A cursor is good for everyone who calls for the same party. */
function nameOf(party: CallerParty): string {
  return party.kind === 'city' ? party.kind : `${party.kind}/${party.code}`;
}

/** Which events a party is told: the city all, an office its own, a district its own and those of districts now merged into it. */
function addressedTo(
  party: CallerParty,
  city: Pick<City, 'districts'>,
  on: LocalDate,
): (audience: Audience) => boolean {
  switch (party.kind) {
    case 'city':
      return () => true;
    case 'office':
      return ({ office }) => office === party.code;
    case 'district': {
      const codes = new Set(districtCodes(city, party.code, on));
      return ({ district }) => district !== null && codes.has(district);
    }
  }
}
