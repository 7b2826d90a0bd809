import type { AccessReviewRule } from '../domain/access/review.ts';
import { DAYS } from './days.ts';

/**
 * The numbers are ours to propose and a city's to confirm: a coach has some forty cases, and a case some five officers. A
 * coach finds their own cases on their lists; a search is for whoever comes to the desk.
 */
export const ACCESS_REVIEWS: ReadonlyArray<AccessReviewRule> = [
  {
    id: 'access-review-proposed',
    validFrom: DAYS.beforeEverything,
    validTo: null,
    source: 'assumed',
    casesByOfficer: 60,
    officersAtCase: 8,
    searchesByOfficer: 30,
    refusalsInARow: 5,
    oneIn: 200,
  },
];
