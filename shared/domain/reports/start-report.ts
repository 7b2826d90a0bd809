import type { OccasionRow } from '../case/occasion-row.ts';
import { printedDefinition } from './definition.ts';
import { disclosed } from './disclosure/disclosed.ts';
import { familyFold, type Held } from './disclosure/family.ts';
import { policiesOf, type ReportFold, type ReportRules, type TablesFold } from './fold.ts';
import { KINDS } from './kinds.ts';
import type { ReportKind, ReportQuestion } from './question.ts';

/** Whether reports of a kind are told of occasions instead of cases. */
export function countsOccasions(kind: ReportKind): boolean {
  return 'occasionFold' in KINDS[kind];
}

/** Starts the report that answers a question about cases. */
export function startReport(question: ReportQuestion, rules: ReportRules): ReportFold {
  const kind = KINDS[question.kind];
  if (!('fold' in kind)) throw new TypeError(`a report on ${question.kind} is not told of cases`);
  return started(question, rules, kind.fold);
}

/** Starts the report that answers a question about occasions. */
export function startOccasionReport(question: ReportQuestion, rules: ReportRules): ReportFold<OccasionRow> {
  const kind = KINDS[question.kind];
  if (!('occasionFold' in kind)) throw new TypeError(`a report on ${question.kind} is not told of occasions`);
  return started(question, rules, kind.occasionFold);
}

function started<Row extends Held>(
  question: ReportQuestion,
  rules: ReportRules,
  fold: (question: ReportQuestion, rules: ReportRules) => TablesFold<Row>,
): ReportFold<Row> {
  const { kind, from, to, division } = question;
  const { definitions, tables: shapes } = KINDS[kind];
  const figures = fold(question, rules);
  const family = rules.threshold > 1 ? familyFold(question, rules, fold) : undefined;
  return {
    add: (row) => {
      figures.add(row);
      family?.add(row);
    },
    report: () => {
      const tables = figures.tables();
      return {
        kind,
        from,
        to,
        division,
        definitions: definitions.map(printedDefinition),
        policies: policiesOf(definitions, question, rules),
        tables: family === undefined ? tables : disclosed(tables, family.members(), question, rules, shapes),
      };
    },
  };
}
