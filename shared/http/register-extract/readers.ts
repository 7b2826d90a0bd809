import { type Audience, eventsOf } from '../../../events/events-of-fact.ts';
import type { Fact } from '../../domain/case/facts.ts';
import type { City } from '../../domain/city.ts';

/** Whose systems were sent an event of a fact: nobody's of what was brought in from the past. The city can read all. */
export function readersOf(fact: Fact, city: Pick<City, 'districts'>): ReadonlyArray<Audience> {
  return isOfThePast(fact) ? [] : eventsOf(fact, false, city).map(({ audience }) => audience);
}

/** Whether a fact was brought in from the past: no event is sent of it. */
export function isOfThePast({ source }: Pick<Fact, 'source'>): boolean {
  return source === 'history';
}
