import * as z from 'zod';
import { PLACED_HOLDS, type PlacedHold } from '../../domain/retention/rule.ts';
import type { RetentionHoldPlaced } from '../../ports/retention.ts';
import type { Bilingual } from './labels.ts';

/** Something that somebody has put in the way of the case's destruction, with the same in words. */
export const holdView = z.object({
  ground: z.enum(PLACED_HOLDS),
  until: z.string().meta({ format: 'date', example: '2026-12-31' }),
  sv: z.string(),
  en: z.string(),
});
export type HoldView = z.infer<typeof holdView>;

const BECAUSE: Readonly<Record<PlacedHold, Bilingual>> = {
  'legal-claim': ['en tvist eller en tillsyn kräver det', 'a dispute or an inspection needs it'],
  'register-extract': [
    'du har begärt ett utdrag och ska få det först',
    'you have asked for an extract and are to have it first',
  ],
};

/** A hold as it is shown. */
export function showHold({ ground, until }: RetentionHoldPlaced): HoldView {
  return {
    ground,
    until,
    sv: `Ärendet gallras inte till och med ${until}: ${BECAUSE[ground][0]}.`,
    en: `The case is not destroyed until ${until} has passed: ${BECAUSE[ground][1]}.`,
  };
}
