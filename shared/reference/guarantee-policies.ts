import type { GuaranteePolicy } from '../domain/clocks/policy.ts';
import { DAYS } from './days.ts';

/**
 * The promise as the city is held to it: five calendar days from the referral, the last day moved to a working day.
 * The documents say "fem dagar" and nothing of how to count, so this is the strictest start with the usual roll-over.
 */
const FIVE_DAYS: GuaranteePolicy = {
  kind: 'guarantee',
  id: 'guarantee-five-days',
  sv: 'Fem kalenderdagar från hänvisningen till godkänd plan, arbete eller annan insats; sista dagen flyttas till en arbetsdag.',
  en: 'Five calendar days from the referral to an approved plan, work or another measure; the last day moves to a working day.',
  validFrom: DAYS.beforeEverything,
  validTo: null,
  source: 'S2, S3',
  startsWith: 'referral',
  days: 5,
  unit: 'calendar-days',
  roll: 'next-working-day',
  stoppedBy: ['plan', 'work', 'other-measure'],
  closingWithWork: 'stops',
  warningWorkingDays: 2,
};

/** The promise that cases are timed by, in every time. */
export const GUARANTEE_POLICIES: ReadonlyArray<GuaranteePolicy> = [FIVE_DAYS];

/**
 * Five ways to read the promise, the city's own first and the others differing from it in one thing each. Nobody can
 * settle the reading for the city, so every compliance report shows what each of them would say.
 */
export const GUARANTEE_READINGS: ReadonlyArray<GuaranteePolicy> = [
  FIVE_DAYS,
  {
    ...FIVE_DAYS,
    id: 'guarantee-unrolled',
    sv: 'Fem kalenderdagar från hänvisningen; sista dagen flyttas inte.',
    en: 'Five calendar days from the referral; the last day is not moved.',
    roll: 'none',
  },
  {
    ...FIVE_DAYS,
    id: 'guarantee-working-days',
    sv: 'Fem arbetsdagar från hänvisningen.',
    en: 'Five working days from the referral.',
    unit: 'working-days',
  },
  {
    ...FIVE_DAYS,
    id: 'guarantee-from-enrolment',
    sv: 'Fem kalenderdagar från inskrivningen; sista dagen flyttas till en arbetsdag.',
    en: 'Five calendar days from the enrolment; the last day moves to a working day.',
    source: 'S3, S4',
    startsWith: 'enrolment',
  },
  {
    ...FIVE_DAYS,
    id: 'guarantee-plan-only',
    sv: 'Fem kalenderdagar från hänvisningen till godkänd plan, och ingenting annat; sista dagen flyttas till en arbetsdag.',
    en: 'Five calendar days from the referral to an approved plan, and nothing else; the last day moves to a working day.',
    source: 'S3, S4',
    stoppedBy: ['plan'],
    closingWithWork: 'voids',
  },
];
