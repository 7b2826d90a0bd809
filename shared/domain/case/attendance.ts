import * as z from 'zod';
import { localDateSchema } from '../time/local-date.ts';
import type { Fact } from './facts.ts';
import { PRESENCES } from './vocabulary.ts';

/** An occasion at which the aspirant is expected, and how it went once somebody has registered it (design: D14). */
export const occasionSchema = z.strictObject({
  /** `2026-03-04.meeting.1`: what is expected when, and which of several alike. Derived, so that a caller can tell it. */
  id: z.string(),
  date: localDateSchema,
  kind: z.string(),
  service: z.string().nullable(),
  /** Who expects the aspirant: the office that held the case when the occasion was noted. */
  office: z.string(),
  attendance: z
    .strictObject({
      presence: z.enum(PRESENCES),
      /** The fact that says so; an earlier one may have said something else. */
      sequence: z.int().positive(),
      registeredAt: z.iso.datetime(),
      by: z.strictObject({ client: z.string(), officer: z.string().nullable() }),
    })
    .nullable(),
});

export type Occasion = z.infer<typeof occasionSchema>;

/** What the ids of occasions alike have in common: the day, the kind and the service. */
export function occasionPrefix({ date, kind, service }: Pick<Occasion, 'date' | 'kind' | 'service'>): string {
  return `${[date, kind, ...(service === null ? [] : [service])].join('.')}.`;
}

/** The occasion as a fact leaves it; `undefined` for a fact that is about none. */
export function occasionAfter(fact: Fact, known: ReadonlyArray<Occasion>): Occasion | undefined {
  if (fact.type === 'occasion.expected') {
    const { occasion: id, kind, service } = fact.data;
    const { office } = fact.audience;
    return { id, date: fact.occurredOn, kind, service, office, attendance: null };
  }
  if (fact.type !== 'attendance.registered') return undefined;
  const { occasion: id, presence } = fact.data;
  const occasion = known.find((one) => one.id === id);
  if (occasion === undefined) throw new Error(`attendance was registered at ${id}, which nobody expected`);
  const { sequence, recordedAt: registeredAt, by } = fact;
  return { ...occasion, attendance: { presence, sequence, registeredAt, by } };
}

/** The occasion that the last of a case's facts is about, as that fact left it. */
export function lastOccasion(facts: ReadonlyArray<Fact>): Occasion | undefined {
  const last = facts.at(-1);
  if (last?.type !== 'attendance.registered') return last === undefined ? undefined : occasionAfter(last, []);
  const known = facts.flatMap((fact) =>
    fact.type === 'occasion.expected' && fact.data.occasion === last.data.occasion
      ? (occasionAfter(fact, []) ?? [])
      : [],
  );
  return occasionAfter(last, known);
}
