import * as z from 'zod';
import { SEXES } from '../referral/referral.ts';
import { localDateSchema } from '../time/local-date.ts';
import { dateInStockholm } from '../time/stockholm.ts';
import { evolve } from './evolve.ts';
import type { Fact } from './facts.ts';
import type { CaseState } from './state.ts';
import { PRESENCES } from './vocabulary.ts';

/** An occasion at which the aspirant is expected, and how it went once somebody has registered it (design: D14). */
export const occasionSchema = z.strictObject({
  /** `2026-03-04.meeting.1`: what is expected when, and which of several alike. Derived, so that a caller can tell it. */
  id: z.string(),
  date: localDateSchema,
  kind: z.string(),
  service: z.string().nullable(),
  /** Who expects the aspirant: the office that held the case when the occasion was noted, and the district. */
  office: z.string(),
  district: z.string(),
  /** What reports divide by, as it was known when something was last recorded of the occasion. */
  aspirant: z.strictObject({ sex: z.enum(SEXES), ageAtReceipt: z.int(), targetGroup: z.string() }),
  /** The instant of that record. */
  recordedAt: z.iso.datetime(),
  attendance: z
    .strictObject({
      presence: z.enum(PRESENCES),
      /** The fact that says so; an earlier one may have said something else. */
      sequence: z.int().positive(),
      /** The day of the first that said anything; what comes from history counts as registered when it occurred. */
      firstRegisteredOn: localDateSchema,
      registeredAt: z.iso.datetime(),
      by: z.strictObject({ client: z.string(), officer: z.string().nullable() }),
    })
    .nullable(),
});

export type Occasion = z.infer<typeof occasionSchema>;

/** How many days after an occasion its attendance is still registered in time. */
export const DAYS_TO_REGISTER = 3;

/** What the ids of occasions alike have in common: the day, the kind and the service. */
export function occasionPrefix({ date, kind, service }: Pick<Occasion, 'date' | 'kind' | 'service'>): string {
  return `${[date, kind, ...(service === null ? [] : [service])].join('.')}.`;
}

/** The occasion as a fact leaves it, and the case with it; `undefined` for a fact that is about none. */
export function occasionAfter(
  fact: Fact,
  known: ReadonlyArray<Occasion>,
  { sex, ageAtReceipt, targetGroup }: Pick<CaseState, 'sex' | 'ageAtReceipt' | 'targetGroup'>,
): Occasion | undefined {
  const { recordedAt } = fact;
  const aspirant = { sex, ageAtReceipt, targetGroup: targetGroup.code };
  if (fact.type === 'occasion.expected') {
    const { occasion: id, kind, service } = fact.data;
    const { office, district } = fact.audience;
    return { id, date: fact.occurredOn, kind, service, office, district, aspirant, recordedAt, attendance: null };
  }
  if (fact.type !== 'attendance.registered') return undefined;
  const { occasion: id, presence } = fact.data;
  const occasion = known.find((one) => one.id === id);
  if (occasion === undefined) throw new Error(`attendance was registered at ${id}, which nobody expected`);
  const { sequence, by } = fact;
  const firstRegisteredOn = occasion.attendance?.firstRegisteredOn ?? registeredOn(fact);
  const attendance = { presence, sequence, firstRegisteredOn, registeredAt: recordedAt, by };
  return { ...occasion, aspirant, recordedAt, attendance };
}

function registeredOn({ source, occurredOn, recordedAt }: Fact): Occasion['date'] {
  return source === 'history' ? occurredOn : dateInStockholm(recordedAt);
}

/** Every occasion of a case as all its facts leave it. */
export function occasionsIn(facts: ReadonlyArray<Fact>): ReadonlyArray<Occasion> {
  const known = new Map<string, Occasion>();
  let state: CaseState | undefined;
  for (const fact of facts) {
    state = evolve(state, fact);
    const named = fact.type === 'attendance.registered' ? known.get(fact.data.occasion) : undefined;
    const occasion = occasionAfter(fact, named === undefined ? [] : [named], state);
    if (occasion !== undefined) known.set(occasion.id, occasion);
  }
  return [...known.values()];
}

/** The occasion that the last of a case's facts is about, as that fact left it. */
export function lastOccasion(facts: ReadonlyArray<Fact>): Occasion | undefined {
  const last = facts.at(-1);
  if (last?.type !== 'attendance.registered' && last?.type !== 'occasion.expected') return undefined;
  return occasionsIn(facts).find(({ id }) => id === last.data.occasion);
}
