import * as z from 'zod';
import { POLICY_KINDS, UNITS_COUNTED } from '../../domain/reports/definition.ts';
import { REPORT_KINDS } from '../../domain/reports/question.ts';

const inWords = z.object({ sv: z.string(), en: z.string() });

/** What a measure of the reports counts, as the API shows it. */
export const definition = {
  id: z.string().meta({ example: 'share-closed' }),
  version: z.int().meta({
    description:
      'Höjs när samma händelser skulle ge en annan siffra. Goes up when the same facts would give another figure.',
  }),
  sv: z.string(),
  en: z.string(),
  numerator: inWords,
  denominator: inWords.nullable().meta({ description: 'null för ett antal. null for a plain number.' }),
  unit: z.enum(UNITS_COUNTED).meta({
    description: 'Vad som räknas; aldrig personer. What is counted; never persons.',
  }),
  policies: z.array(z.enum(POLICY_KINDS)).meta({
    description: 'De slags regler som siffran beror av. The kinds of policies that the figure depends on.',
  }),
  reports: z.array(z.enum(REPORT_KINDS)),
};
