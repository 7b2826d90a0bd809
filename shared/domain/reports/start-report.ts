import type { OccasionRow } from '../case/occasion-row.ts';
import { printedDefinition } from './definition.ts';
import { disclosed } from './disclosure/disclosed.ts';
import { type FamilyKind, familyFold, type Held, isByDistrictsOf2007 } from './disclosure/family.ts';
import { daysOf, isSame, type Period, stagesOf } from './disclosure/periods.ts';
import { policiesOf, type ReportFold, type ReportRules } from './fold.ts';
import { KINDS } from './kinds.ts';
import type { ReportKind, ReportQuestion } from './question.ts';

/** Whether reports of a kind are told of occasions instead of cases. */
export function countsOccasions(kind: ReportKind): boolean {
  return 'occasionFold' in KINDS[kind];
}

/**
 * The days whose cases, or occasions, a report must be told of: its own, and those of the periods it is held against, which
 * are among those that have been noted.
 */
export function daysToRead(question: ReportQuestion, noted: ReadonlyArray<Period>): Period {
  return daysOf(stagesOf(question, noted));
}

/** Starts the report that answers a question about cases, held against the periods noted before its own. */
export function startReport(
  question: ReportQuestion,
  rules: ReportRules,
  noted: ReadonlyArray<Period> = [],
): ReportFold {
  const kind = KINDS[question.kind];
  if (!('fold' in kind)) throw new TypeError(`a report on ${question.kind} is not told of cases`);
  return started(question, rules, noted, { fold: kind.fold, isRace: kind.isRace === true });
}

/** Starts the report that answers a question about occasions. */
export function startOccasionReport(
  question: ReportQuestion,
  rules: ReportRules,
  noted: ReadonlyArray<Period> = [],
): ReportFold<OccasionRow> {
  const kind = KINDS[question.kind];
  if (!('occasionFold' in kind)) throw new TypeError(`a report on ${question.kind} is not told of occasions`);
  return started(question, rules, noted, { fold: kind.occasionFold, isRace: false });
}

function started<Row extends Held>(
  question: ReportQuestion,
  rules: ReportRules,
  noted: ReadonlyArray<Period>,
  counted: FamilyKind<Row>,
): ReportFold<Row> {
  const { kind, from, to, division } = question;
  const { definitions, tables: shapes } = KINDS[kind];
  const stages = rules.threshold > 1 ? stagesOf(question, noted) : [];
  const families = stages.map(({ told, added }) => ({
    told,
    added: added.map((period) => ({ period, ...familyFold({ ...question, ...period }, rules, counted) })),
  }));
  const each = families.flatMap(({ added }) => added);
  const own = each.find(({ period }) => isSame(period, question));
  const isOfFamily = own !== undefined && isByDistrictsOf2007(question, rules.city);
  const figures = isOfFamily ? { add: () => {}, tables: own.ofCity } : counted.fold(question, rules);
  return {
    add: (row) => {
      figures.add(row);
      for (const { add } of each) add(row);
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
        tables: families.length === 0 ? tables : disclosed(tables, families, question, rules, shapes),
      };
    },
  };
}
