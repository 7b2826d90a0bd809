import type { MergedGroup } from '../domain/city.ts';
import { DAYS } from './days.ts';

/** The one target group that the division into ordinary and resource gave way to on 1 September 2018 (S4). */
const ONE_TARGET_GROUP = 'one-target-group';

const merged = (
  group: string,
  dated: Pick<MergedGroup, 'validFrom' | 'validTo'>,
  basis: MergedGroup['basis'],
): MergedGroup => ({
  group,
  countedAs: ONE_TARGET_GROUP,
  ...dated,
  basis,
  source: basis === 'sourced' ? 'S4' : 'S4, assumed',
});

const ORDINARY = { validFrom: DAYS.jobbtorgDecided, validTo: DAYS.lastOfTwoTargetGroups } as const;
const RESOURCE = { validFrom: DAYS.firstOf2009, validTo: DAYS.lastOfTwoTargetGroups } as const;
const ONE_GROUP = { validFrom: DAYS.oneTargetGroup, validTo: null } as const;

/**
 * How the target groups of each time are pooled so that years before and after 1 September 2018 can be compared. That
 * the ordinary target group and the target group resource became one is written (S4); that the groups of 2008 besides the
 * unemployed belonged to the ordinary one, and unaccompanied youth to the one of 2018, is assumed. Newcomers, and those
 * let in by a district's own assessment, were in neither and stay by themselves.
 */
export const MERGED_GROUPS: ReadonlyArray<MergedGroup> = [
  merged('sfi-student', ORDINARY, 'assumed'),
  merged('refugee-or-family-immigrant', ORDINARY, 'assumed'),
  merged('young', ORDINARY, 'assumed'),
  merged('unemployment', ORDINARY, 'sourced'),
  merged('new-visit-other-reason', ORDINARY, 'assumed'),
  merged('other-reason-resource', RESOURCE, 'sourced'),
  merged('unaccompanied-youth', ONE_GROUP, 'assumed'),
  merged('unemployment-2018', ONE_GROUP, 'sourced'),
  merged('other-reason-2018', ONE_GROUP, 'sourced'),
];
