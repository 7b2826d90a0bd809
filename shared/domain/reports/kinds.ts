import type { CaseRow } from '../case/case-row.ts';
import type { OccasionRow } from '../case/occasion-row.ts';
import { attendanceRegistrationFold } from './attendance-registration.ts';
import { complianceFold } from './compliance.ts';
import type { Definition } from './definition.ts';
import { ATTENDANCE_REGISTRATION_DEFINITIONS } from './definitions/attendance-registration.ts';
import { COMPLIANCE_DEFINITIONS } from './definitions/compliance.ts';
import { EQUAL_TREATMENT_DEFINITIONS } from './definitions/equal-treatment.ts';
import { FLOW_DEFINITIONS } from './definitions/flow.ts';
import { OUTCOMES_DEFINITIONS } from './definitions/outcomes.ts';
import { PLAN_QUALITY_DEFINITIONS } from './definitions/plan-quality.ts';
import { TARGET_GROUPS_DEFINITIONS } from './definitions/target-groups.ts';
import { WAITING_DEFINITIONS } from './definitions/waiting.ts';
import { equalTreatmentFold } from './equal-treatment.ts';
import { flowFold } from './flow.ts';
import type { ReportRules, TablesFold } from './fold.ts';
import type { TableShape } from './measures.ts';
import { outcomesFold } from './outcomes.ts';
import { planQualityFold } from './plan-quality.ts';
import type { ReportKind, ReportQuestion } from './question.ts';
import { ATTENDANCE_REGISTRATION_TABLES } from './tables/attendance-registration.ts';
import { COMPLIANCE_TABLES } from './tables/compliance.ts';
import { EQUAL_TREATMENT_TABLES } from './tables/equal-treatment.ts';
import { FLOW_TABLES } from './tables/flow.ts';
import { OUTCOMES_TABLES } from './tables/outcomes.ts';
import { PLAN_QUALITY_TABLES } from './tables/plan-quality.ts';
import { TARGET_GROUPS_TABLES } from './tables/target-groups.ts';
import { WAITING_TABLES } from './tables/waiting.ts';
import { targetGroupsFold } from './target-groups.ts';
import { waitingFold } from './waiting.ts';

/** Everything that makes a kind of report: what it is called, what it counts, what its tables look like, how it counts. */
export type KindOfReport = KindsFold & {
  readonly sv: string;
  readonly en: string;
  readonly definitions: ReadonlyArray<Definition>;
  /** The tables that a report of the kind can have. */
  readonly tables: ReadonlyArray<TableShape>;
  /** Whether a case with priority counts in the figures of those who wait at the same office, whatever their district. */
  readonly isRace?: boolean;
};

/** How a kind counts, and what it is told of: each case, or each occasion. */
type KindsFold = { readonly fold: StartFold<CaseRow> } | { readonly occasionFold: StartFold<OccasionRow> };

type StartFold<Row> = (question: ReportQuestion, rules: ReportRules) => TablesFold<Row>;

/** The kinds of reports. A new one is named in the question's list of kinds and described here. */
export const KINDS: Readonly<Record<ReportKind, KindOfReport>> = {
  outcomes: {
    sv: 'Resultat',
    en: 'Outcomes',
    definitions: OUTCOMES_DEFINITIONS,
    tables: OUTCOMES_TABLES,
    fold: outcomesFold,
  },
  compliance: {
    sv: 'Jobbgaranti och uppföljning',
    en: 'Guarantee and reviews',
    definitions: COMPLIANCE_DEFINITIONS,
    tables: COMPLIANCE_TABLES,
    fold: complianceFold,
  },
  'target-groups': {
    sv: 'Målgrupper',
    en: 'Target groups',
    definitions: TARGET_GROUPS_DEFINITIONS,
    tables: TARGET_GROUPS_TABLES,
    fold: targetGroupsFold,
  },
  'equal-treatment': {
    sv: 'Likvärdighet',
    en: 'Equal treatment',
    definitions: EQUAL_TREATMENT_DEFINITIONS,
    tables: EQUAL_TREATMENT_TABLES,
    fold: equalTreatmentFold,
  },
  waiting: {
    sv: 'Väntan och förtur',
    en: 'Waiting and priority',
    definitions: WAITING_DEFINITIONS,
    tables: WAITING_TABLES,
    fold: waitingFold,
    isRace: true,
  },
  'plan-quality': {
    sv: 'Jobbplanernas kvalitet',
    en: 'The quality of plans',
    definitions: PLAN_QUALITY_DEFINITIONS,
    tables: PLAN_QUALITY_TABLES,
    fold: planQualityFold,
  },
  'attendance-registration': {
    sv: 'Registrering av närvaro',
    en: 'Registration of attendance',
    definitions: ATTENDANCE_REGISTRATION_DEFINITIONS,
    tables: ATTENDANCE_REGISTRATION_TABLES,
    occasionFold: attendanceRegistrationFold,
  },
  flow: {
    sv: 'Flöde',
    en: 'Flow',
    definitions: FLOW_DEFINITIONS,
    tables: FLOW_TABLES,
    fold: flowFold,
  },
};
