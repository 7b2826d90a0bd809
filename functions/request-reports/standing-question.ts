import type { ReportQuestion } from '../../shared/domain/reports/question.ts';

/** The id of what is asked, whenever it is: reports with the same id and other cut-offs are versions of one another. */
export function standingQuestion(
  { kind, from, to, division, scope }: Omit<ReportQuestion, 'cutOff'>,
  derivedId: (...parts: ReadonlyArray<string>) => string,
): string {
  return derivedId('standing-question', JSON.stringify([kind, from, to, division, scope]));
}
