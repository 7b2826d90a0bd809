import type { Fact } from '../shared/domain/case/facts.ts';
import { type City, districtOn } from '../shared/domain/city.ts';
import { dateInStockholm } from '../shared/domain/time/stockholm.ts';
import { type CloudEvent, EVENT_SOURCE } from './cloud-event.ts';
import { contractOf, type EventType } from './event-types.ts';

/** Who an event is for: the district and the office that it names; `null` where it is for none. The city reads all. */
export interface Audience {
  readonly district: string | null;
  readonly office: string | null;
}

export interface AddressedEvent {
  readonly event: CloudEvent;
  readonly audience: Audience;
}

/**
 * What a fact tells other systems: one event, for whoever held the case when it was recorded. A transfer tells the
 * receiver first, and only the receiver, that a case has come. Of a protected person's (`masked`) nothing is told but
 * that something happened and where the case is at home.
 */
export function eventsOf(
  fact: Fact,
  masked: boolean,
  city: Pick<City, 'districts'>,
): readonly [AddressedEvent, ...Array<AddressedEvent>] {
  const homeOf = (district: string) => districtOn(city, district, dateInStockholm(fact.recordedAt));
  const holder = { district: homeOf(fact.audience.district), office: fact.audience.office };
  const told: AddressedEvent = {
    event: eventOf(fact, fact.type, fact.id, masked ? holder.district : null),
    audience: holder,
  };
  if (fact.type !== 'case.transferred') return [told];
  const { from, to } = fact.data;
  const home = homeOf(to.district);
  const receiver = {
    district: home === homeOf(from.district) ? null : home,
    office: to.office === from.office ? null : to.office,
  };
  if (receiver.district === null && receiver.office === null) return [told];
  const received = eventOf(fact, 'case.received', `${fact.id}/received`, masked ? home : null);
  return [{ event: received, audience: receiver }, told];
}

/** The case that a fact is of. */
export function caseOf({ id }: Pick<Fact, 'id'>): string {
  return id.slice(0, id.lastIndexOf('/'));
}

/** `home` is the home district of a protected person's case, and `null` for anyone else's. */
function eventOf(fact: Fact, type: EventType, id: string, home: string | null): CloudEvent {
  const { sequence: version, occurredOn, recordedAt } = fact;
  const attributes = {
    specversion: '1.0',
    id,
    source: EVENT_SOURCE,
    type,
    dataschema: contractOf(type),
    datacontenttype: 'application/json',
  } as const;
  if (home !== null) return { ...attributes, data: { version, district: home } };
  const caseId = caseOf(fact);
  const data = { caseId, version, occurredOn, recordedOn: dateInStockholm(recordedAt) };
  return { ...attributes, subject: caseId, time: recordedAt, data };
}
