import type { City } from '../domain/city.ts';
import { correctedCalendar } from '../domain/time/corrected-calendar.ts';
import { swedishWorkingDays } from '../domain/time/working-days.ts';
import { CALENDAR_CORRECTIONS } from './calendar-corrections.ts';
import { DISTRICTS } from './districts.ts';
import { EXCLUSIONS } from './exclusions.ts';
import { GUARANTEE_POLICIES } from './guarantee-policies.ts';
import { MERGED_GROUPS } from './merged-groups.ts';
import { OFFICES } from './offices.ts';
import { OWNER_BOARDS } from './owner-boards.ts';
import { PRIORITIES } from './priorities.ts';
import { REPORT_RHYTHMS } from './report-rhythms.ts';
import { RETENTION_RULES } from './retention.ts';
import { REVIEW_POLICIES } from './review-policies.ts';
import { SERVICES } from './services.ts';
import { TARGET_GROUPS } from './target-groups.ts';
import { THIN_PLANS } from './thin-plans.ts';

const FIRST_YEAR = 1990;
const LAST_YEAR = 2150;

/** The City of Stockholm: its places and its rules, each with the days it is in force and where it is written. */
export const STOCKHOLM: City = {
  districts: DISTRICTS,
  offices: OFFICES,
  ownerBoards: OWNER_BOARDS,
  services: SERVICES,
  eligibility: { exclusions: EXCLUSIONS, targetGroups: TARGET_GROUPS },
  mergedGroups: MERGED_GROUPS,
  priorities: PRIORITIES,
  thinPlans: THIN_PLANS,
  clocks: { guarantee: GUARANTEE_POLICIES, review: REVIEW_POLICIES },
  retention: RETENTION_RULES,
  calendar: correctedCalendar(swedishWorkingDays(FIRST_YEAR, LAST_YEAR), CALENDAR_CORRECTIONS),
  reportRhythms: REPORT_RHYTHMS,
};
