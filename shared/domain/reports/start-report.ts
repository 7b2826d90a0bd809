import { complianceFold } from './compliance.ts';
import type { ReportFold, ReportRules } from './fold.ts';
import { outcomesFold } from './outcomes.ts';
import type { ReportQuestion } from './question.ts';

/** Starts the report that answers a question. */
export function startReport(question: ReportQuestion, rules: ReportRules): ReportFold {
  const { kind } = question;
  switch (kind) {
    case 'outcomes':
      return outcomesFold({ ...question, kind }, rules);
    case 'compliance':
      return complianceFold({ ...question, kind }, rules);
  }
}
