import { COMMAND_NAMES, type Command, parseCommand } from '../../shared/domain/case/commands.ts';
import { decide, decideReferral, type Refusal } from '../../shared/domain/case/decide.ts';
import { type Recorded, type RecordedBy, record } from '../../shared/domain/case/record.ts';
import { hasSecrets } from '../../shared/domain/case/secrecy.ts';
import type { City } from '../../shared/domain/city.ts';
import type { LocalDate } from '../../shared/domain/time/local-date.ts';
import type { HistoryLine } from '../../shared/http/endpoints/history.ts';
import { type FieldProblem, fieldProblem, formProblems } from '../../shared/http/field-problems.ts';

/** What a line of history came to: all its facts, or the first step that cannot be. */
export type Replayed =
  | {
      readonly outcome: 'possible';
      readonly recorded: Recorded;
      /** The commands with secrets, by the sequence of their fact. */
      readonly texts: ReadonlyMap<number, Command>;
    }
  | { readonly outcome: 'refused'; readonly step: string; readonly refusal: Refusal }
  | { readonly outcome: 'malformed'; readonly step: string; readonly errors: ReadonlyArray<FieldProblem> };

/** Plays a line's referral and steps in order, each decided as it would have been, all under one recording. */
export function replayHistory(
  caseId: string,
  line: HistoryLine,
  by: RecordedBy,
  today: LocalDate,
  city: City,
): Replayed {
  const opening = decideReferral(line.referral, line.referral.receivedOn, today, city, 'history');
  if (opening.outcome === 'refused') return { outcome: 'refused', step: 'referral', refusal: opening.refusal };
  let recorded = record(caseId, undefined, opening.facts, by);
  const texts = new Map<number, Command>();
  for (const [index, [path, body]] of line.then.entries()) {
    const step = `then/${index}`;
    const read = commandAt(path, body);
    if ('errors' in read) return { outcome: 'malformed', step, errors: read.errors.map(within(`/${step}`)) };
    const decision = decide(recorded.state, read.command, today, city, 'history');
    if (decision.outcome === 'refused') return { outcome: 'refused', step, refusal: decision.refusal };
    const next = record(caseId, recorded.state, decision.facts, by);
    if (hasSecrets(read.command)) texts.set(next.facts[0]?.sequence ?? 0, read.command);
    recorded = { state: next.state, facts: [...recorded.facts, ...next.facts] };
  }
  return { outcome: 'possible', recorded, texts };
}

const ANSWER_PATH = /^plans\/(\d{1,4})\/answers$/;

function commandAt(
  path: string,
  body: unknown,
): { readonly command: Command } | { readonly errors: ReadonlyArray<FieldProblem> } {
  const [, version] = ANSWER_PATH.exec(path) ?? [];
  const name = COMMAND_NAMES.find((known) =>
    version === undefined ? known === path && known !== 'answers' : known === 'answers',
  );
  if (name === undefined) return { errors: [fieldProblem('/0', 'not-allowed')] };
  const parsed = parseCommand(name, body, version === undefined ? undefined : Number(version));
  return parsed.ok ? { command: parsed.command } : { errors: formProblems(parsed.error, { body }).map(inSecondPlace) };
}

const within =
  (prefix: string) =>
  (error: FieldProblem): FieldProblem => ({ ...error, pointer: `${prefix}${error.pointer}` });

/** A step is written `[path, body]`: what the command schema calls `/body` stands in second place. */
const inSecondPlace = (error: FieldProblem): FieldProblem => ({
  ...error,
  pointer: error.pointer.replace(/^\/body/, '/1'),
});
