import type { PriorityRule } from '../domain/city.ts';
import type { Applicant } from '../domain/referral/eligibility.ts';
import { toEpochDay } from '../domain/time/local-date.ts';
import { isYouth } from './ages.ts';
import { DAYS } from './days.ts';

const NEWLY_UNEMPLOYED_DAYS = 90;

const isNewlyUnemployed = ({ referral, day }: Applicant) => {
  const since = referral.circumstances.unemployedSince;
  if (since === undefined) return false;
  const days = toEpochDay(day) - toEpochDay(since);
  return 0 <= days && days <= NEWLY_UNEMPLOYED_DAYS;
};

/**
 * Who goes first, where a district and its Jobbtorg have agreed on it. The agreement's own side effect is that others
 * wait longer (S3): the report on waiting shows it.
 */
export const PRIORITIES: ReadonlyArray<PriorityRule> = [
  {
    id: 'priority-2009',
    office: 'rosenlund',
    validFrom: DAYS.firstOf2009,
    validTo: null,
    source: 'S3',
    flags: [
      { code: 'young', applies: ({ age }) => isYouth(age) },
      { code: 'children', applies: ({ referral }) => referral.person.childrenInHousehold },
      { code: 'newly-unemployed', applies: isNewlyUnemployed },
    ],
  },
];
