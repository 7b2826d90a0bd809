import * as z from 'zod';
import { definition } from './definition-view.ts';

/**
 * The city's dated data as the API shows it. Every entry says from when to when it is in force and where it is written
 * down, so that an official can tell what is on paper from what the city still has to confirm.
 */

const date = z.string().meta({ format: 'date', example: '2008-01-01' });
const code = z.string().meta({ example: 'vallingby' });
const basis = z.enum(['sourced', 'assumed']).meta({
  description:
    'sourced: står i stadens handlingar. assumed: staden behöver bekräfta det. sourced: written in the documents of the city. assumed: the city has to confirm it.',
});
const codes = z.array(z.string());
const dated = {
  validFrom: date,
  validTo: date
    .nullable()
    .meta({ description: 'Sista dagen; null tills vidare. The last day; null until further notice.' }),
  source: z.string().meta({ description: 'Koder i sources. Codes in sources.', example: 'S0, S2' }),
};

const officeView = z.object({
  code,
  sv: z.string(),
  ...dated,
  areas: z.array(
    z.object({
      district: z.string(),
      ages: z.object({ from: z.int(), to: z.int() }).nullable(),
      basis,
      ...dated,
    }),
  ),
});

const districtView = z.object({
  code,
  sv: z.string(),
  ...dated,
  mergedInto: z.string().nullable(),
  mergedFrom: codes.meta({ description: 'Områden som har gått upp i det här. Districts merged into this one.' }),
});

const targetGroupView = z.object({
  code,
  sv: z.string(),
  en: z.string(),
  policy: z.string().meta({ example: 'target-groups-2018' }),
  ...dated,
  mergedAs: z.object({ code: z.string(), basis, source: dated.source }).nullable().meta({
    description:
      'Gruppen som ärendena räknas till i den sammanslagna serien; null om de står för sig. The group they count in when series are merged; null when they stand by themselves.',
  }),
});

const ownerBoardView = z.object({ code, sv: z.string(), en: z.string(), basis, ...dated });

const serviceView = z.object({ code, sv: z.string(), en: z.string(), ...dated });

const clockPolicy = {
  id: z.string(),
  use: z.enum(['in-force', 'reading']).meta({
    description: 'Gäller, eller är en annan läsning av samma löfte. In force, or another reading of the same promise.',
  }),
  sv: z.string(),
  en: z.string(),
  ...dated,
  roll: z.enum(['next-working-day', 'none']),
  warningWorkingDays: z.int(),
  appliesTo: z.enum(['clocks-opened-since', 'open-clocks-too']).meta({
    description:
      'Vilka frister som räknas efter regeln: de som började när den gällde, eller också de som löpte när den började gälla. Which clocks it times: those opened since it took force, or those that were open then too.',
  }),
};

const policyView = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('guarantee'),
    ...clockPolicy,
    startsWith: z.enum(['referral', 'enrolment']),
    days: z.int(),
    unit: z.enum(['calendar-days', 'working-days']),
    stoppedBy: z.array(z.enum(['plan', 'work', 'other-measure'])),
    closingWithWork: z.enum(['stops', 'voids']),
  }),
  z.object({ kind: z.literal('review'), ...clockPolicy, months: z.int() }),
  z.object({
    kind: z.literal('target-groups'),
    id: z.string(),
    ...dated,
    groups: codes,
  }),
  z.object({
    kind: z.literal('exclusion'),
    id: z.string().meta({
      description: 'Koden i reasons när en hänvisning faller på regeln. The code in reasons when a referral meets it.',
      example: 'full-time-occupied',
    }),
    detail: z.string(),
    ...dated,
  }),
  z.object({ kind: z.literal('priority'), id: z.string(), office: z.string(), ...dated, flags: codes }),
  z
    .object({
      kind: z.literal('thin-plan'),
      id: z.string(),
      ...dated,
      activities: z.int(),
      occasionsPerWeek: z.number(),
      minutesPerOccasion: z.number(),
    })
    .meta({
      description:
        'Så många aktiviteter, var och en inom båda gränserna: en tunn plan. So many activities, each within both limits: a thin plan.',
    }),
]);

const definitionView = z.object({ ...definition, ...dated });

const collection = <N extends string, T extends z.ZodType>(name: N, item: T) =>
  z.object({
    collection: z.literal(name),
    on: date,
    items: z.array(item),
    sources: z.array(z.object({ code: z.string(), title: z.string() })),
  });

/** One collection as it was on a day. */
export const referenceView = z.discriminatedUnion('collection', [
  collection('offices', officeView),
  collection('districts', districtView),
  collection('target-groups', targetGroupView),
  collection('owner-boards', ownerBoardView),
  collection('services', serviceView),
  collection('policies', policyView),
  collection('definitions', definitionView),
]);
/** What the collections are called. */
export const COLLECTIONS = referenceView.options.map(({ shape }) => shape.collection.value);

export type ReferenceView = z.infer<typeof referenceView>;

/** The named days of a period on which nobody can be expected to act, besides Saturdays and Sundays. */
export const calendarView = z.object({
  from: date,
  to: date,
  items: z.array(z.object({ date, sv: z.string(), en: z.string(), basis: z.enum(['law', 'eve']) })),
});
