import type { FactType } from '../shared/domain/case/facts.ts';

/**
 * The major version in which each type of event is sent. A version is for ever what it was when it was first sent:
 * whoever changes the schema of a type gives it the next.
 */
export const EVENT_VERSIONS = {
  'case.received': 1,
  'hold.released': 1,
  'case.enrolled': 1,
  'coach.assigned': 1,
  'plan.drawn-up': 1,
  'plan.answered': 1,
  'plan.receipted': 1,
  'measure.started': 1,
  'plan.reviewed': 1,
  'occasion.expected': 1,
  'attendance.registered': 1,
  'case.interrupted': 1,
  'case.restarted': 1,
  'transfer.requested': 1,
  'case.transferred': 1,
  'person.changed': 1,
  'disclosure.withdrawn': 1,
  'processing.restricted': 1,
  'restriction.lifted': 1,
  'statement.made': 1,
  'case.reopened': 1,
  'case.closed': 1,
  'calendar.corrected': 1,
  'deadline.warned': 1,
  'deadline.missed': 1,
} as const satisfies Record<FactType, number>;

/** What can have happened in a case: an event for each type of fact. */
export type EventType = keyof typeof EVENT_VERSIONS;

export const EVENT_TYPES = Object.keys(EVENT_VERSIONS).filter((name): name is EventType => name in EVENT_VERSIONS);

/** Names the contract of a type of event in its present version: `urn:jobbtorg:event:plan.answered:1`. */
export function contractOf(type: EventType): string {
  return `urn:jobbtorg:event:${type}:${EVENT_VERSIONS[type]}`;
}
