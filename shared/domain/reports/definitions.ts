import { type Definition, type PrintedDefinition, printedDefinition } from './definition.ts';
import { KINDS } from './kinds.ts';
import { REPORT_KINDS, type ReportKind } from './question.ts';

/** The definitions of a kind of report. */
export function definitionsOf(kind: ReportKind): ReadonlyArray<Definition> {
  return KINDS[kind].definitions;
}

/** The definitions of a kind of report, each as one sentence in either language. */
export function printedDefinitions(kind: ReportKind): ReadonlyArray<PrintedDefinition> {
  return definitionsOf(kind).map(printedDefinition);
}

/** Every definition once, with the kinds of reports that print it. */
export function everyDefinition(): ReadonlyArray<Definition & { readonly reports: ReadonlyArray<ReportKind> }> {
  const all = new Map(REPORT_KINDS.flatMap(definitionsOf).map((definition) => [definition.id, definition]));
  const reportsOf = (id: string) => REPORT_KINDS.filter((kind) => definitionsOf(kind).some((known) => known.id === id));
  return [...all.values()].map((definition) => ({ ...definition, reports: reportsOf(definition.id) }));
}
