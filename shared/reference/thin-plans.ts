import type { ThinPlanRule } from '../domain/case/thin-plan.ts';
import { DAYS } from './days.ts';

/** One short visit a week: the complaint of 2009. The number of minutes is ours to propose and a city's to confirm. */
export const THIN_PLANS: ReadonlyArray<ThinPlanRule> = [
  {
    id: 'thin-plan-one-short-visit',
    validFrom: DAYS.beforeEverything,
    validTo: null,
    source: 'S3, assumed',
    activities: 1,
    occasionsPerWeek: 1,
    minutesPerOccasion: 60,
  },
];
