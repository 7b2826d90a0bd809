import type { ReviewPolicy } from '../domain/clocks/policy.ts';
import { DAYS } from './days.ts';

/** The plan is followed up at the latest three months after it was approved, and again after each follow-up (S3). */
export const REVIEW_POLICIES: ReadonlyArray<ReviewPolicy> = [
  {
    kind: 'review',
    id: 'review-three-months',
    sv: 'Tre månader från att planen godkändes eller senast följdes upp; sista dagen flyttas till en arbetsdag.',
    en: 'Three months from the approval of the plan or its latest review; the last day moves to a working day.',
    validFrom: DAYS.beforeEverything,
    validTo: null,
    source: 'S3',
    months: 3,
    roll: 'next-working-day',
    warningWorkingDays: 10,
  },
];
