import type { Dated } from '../dated.ts';
import type { ActivityFact } from './vocabulary.ts';

/** When a plan is too little to be called one: a plan of this many activities, each within both limits, is thin. */
export interface ThinPlanRule extends Dated {
  readonly id: string;
  readonly source: string;
  readonly activities: number;
  readonly occasionsPerWeek: number;
  readonly minutesPerOccasion: number;
}

/** Whether a plan is thin: what district administrations complained of (S3). */
export function isThin(activities: ReadonlyArray<ActivityFact>, rule: ThinPlanRule): boolean {
  return (
    activities.length === rule.activities &&
    activities.every(
      ({ occasionsPerWeek, minutesPerOccasion }) =>
        occasionsPerWeek <= rule.occasionsPerWeek && minutesPerOccasion <= rule.minutesPerOccasion,
    )
  );
}
