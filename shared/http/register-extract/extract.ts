import * as z from 'zod';
import type { Access } from '../../domain/access/access.ts';
import { disclosuresOf } from '../../domain/case/disclosures.ts';
import type { Fact } from '../../domain/case/facts.ts';
import { type City, districtOn } from '../../domain/city.ts';
import { dateInStockholm } from '../../domain/time/stockholm.ts';
import type { CaseRecord } from '../../ports/case-store.ts';
import { showCase, showOccasion } from '../case-view.ts';
import { caseView, factView, occasionView } from '../views.ts';
import { accessView, showAccess } from './accesses.ts';
import { EVENT_WORDS } from './events.ts';
import { holdView, showHold } from './holds.ts';
import { readersOf } from './readers.ts';
import { technicalItemsOf, technicalView } from './technical.ts';

const date = z.string().meta({ format: 'date', example: '2026-03-02' });
const instant = z.string().meta({ format: 'date-time', example: '2026-03-02T08:15:00.000Z' });
/** As it was sent. */
const asSent = z.record(z.string(), z.unknown());
const holder = z.object({ district: z.string(), office: z.string().nullable() });

/** The district and the office whose systems were sent an event; `null` where it went to none. */
const reader = z.object({ district: z.string().nullable(), office: z.string().nullable() });

/** One entry of the ledger of what has gone to whom, and on what ground. */
export const disclosureView = z.object({
  what: z.enum(['referral', 'case']),
  on: date,
  from: holder,
  to: holder,
  basis: z.string().nullable(),
  givenOn: date.nullable(),
  withdrawnOn: date.nullable(),
});

/** Everything that is held about a person in a case. */
export const registerExtractView = z.object({
  caseId: z.string(),
  drawnUpAt: instant,
  /** The board that answers for the register. */
  controller: z.object({ sv: z.string(), en: z.string() }),
  case: caseView,
  /** The referral with the person as now known. */
  referral: asSent,
  /** What the referral and the person's details said until each change. */
  earlier: z.array(z.object({ until: instant, referral: asSent })),
  /** Every fact, with what was written in free text, whose systems were told of it, and the statements made about it. */
  events: z.array(
    factView.extend({
      sv: z.string(),
      en: z.string(),
      written: asSent.nullable(),
      told: z.array(reader),
      /** The facts that hold the person's own words about it, by their sequences. */
      statements: z.array(z.int()),
    }),
  ),
  occasions: z.array(occasionView),
  disclosures: z.array(disclosureView),
  accesses: z.array(accessView),
  /** What somebody has put in the way of the case's destruction. */
  holds: z.array(holdView),
  /** What is held beside all this, derived of it, by its kind. */
  technical: z.array(technicalView),
});
export type RegisterExtract = z.infer<typeof registerExtractView>;

/** Draws up the extract at an instant, of all that is stored and of who has looked at it. */
export function drawUpExtract(
  record: CaseRecord,
  accesses: ReadonlyArray<Access>,
  city: City,
  at: string,
): RegisterExtract {
  const { state, referral, facts, texts, earlierRecords, occasions, holds } = record;
  const statements = statementsAmong(facts);
  const today = dateInStockholm(at);
  const recordedAt = new Map(facts.map((fact) => [fact.sequence, fact.recordedAt]));
  const board = city.ownerBoards.findLast(({ validFrom }) => validFrom <= today);
  return {
    caseId: state.id,
    drawnUpAt: at,
    controller: { sv: board?.sv ?? '', en: board?.en ?? '' },
    case: showCase({ state, referral, texts }, city, today),
    referral,
    earlier: [...earlierRecords]
      .toSorted(([a], [b]) => a - b)
      .map(([sequence, was]) => ({ until: recordedAt.get(sequence) ?? at, referral: was })),
    events: facts.map((fact) => {
      const { sequence, type, schema, occurredOn, recordedAt: written, source, by, data } = fact;
      return {
        ...{ sequence, type, schema, occurredOn, recordedAt: written, source, by, data },
        registeredLate: source === 'live' && dateInStockholm(written) > occurredOn,
        sv: EVENT_WORDS[type][0],
        en: EVENT_WORDS[type][1],
        written: texts.get(sequence)?.body ?? null,
        told: [...readersOf(fact, city)],
        statements: statements.filter(({ about }) => about === sequence).map((statement) => statement.sequence),
      };
    }),
    occasions: occasions.map(showOccasion),
    disclosures: disclosuresOf(state).map(({ from, to, ...entry }) => ({
      ...entry,
      from: { ...from, district: districtOn(city, from.district, today) },
      to: { ...to, district: districtOn(city, to.district, today) },
    })),
    accesses: accesses.map(showAccess),
    holds: holds.map(showHold),
    technical: [...technicalItemsOf(record)],
  };
}

/** The person's own statements, each with the sequence of the fact that it is about. */
function statementsAmong(facts: ReadonlyArray<Fact>) {
  return facts.flatMap((fact) =>
    fact.type === 'statement.made' ? [{ sequence: fact.sequence, about: fact.data.concerns }] : [],
  );
}
