import { type Occasion, occasionAfter } from '../../shared/domain/case/attendance.ts';
import { COMMAND_NAMES, type Command, isOnVersion, parseCommand } from '../../shared/domain/case/commands.ts';
import { decide } from '../../shared/domain/case/decide.ts';
import { decideReferral } from '../../shared/domain/case/decide-referral.ts';
import type { Refusal } from '../../shared/domain/case/decision.ts';
import { type Recorded, type RecordedBy, record } from '../../shared/domain/case/record.ts';
import { hasSecrets } from '../../shared/domain/case/secrecy.ts';
import type { City } from '../../shared/domain/city.ts';
import { withCentury } from '../../shared/domain/person/identity.ts';
import { changedPerson } from '../../shared/domain/person/person-change.ts';
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
      /** The referral with the person as the last step left it. */
      readonly referral: HistoryLine['referral'];
      /** What it said until the fact of a sequence changed it. */
      readonly earlierRecords: ReadonlyMap<number, HistoryLine['referral']>;
      readonly occasions: ReadonlyArray<Occasion>;
    }
  | { readonly outcome: 'refused'; readonly step: string; readonly refusal: Refusal }
  | { readonly outcome: 'malformed'; readonly step: string; readonly errors: ReadonlyArray<FieldProblem> };

/** What a replay is decided by. */
export interface ReplayRules {
  readonly today: LocalDate;
  readonly city: City;
  /** The hash of each plan of the line, by the index of its step. */
  readonly hashes: ReadonlyMap<number, string>;
}

/** Plays a line's referral and steps in order, each decided as it would have been, all under one recording. */
export function replayHistory(
  caseId: string,
  line: HistoryLine,
  by: RecordedBy,
  { today, city, hashes }: ReplayRules,
): Replayed {
  const opening = decideReferral(line.referral, line.referral.receivedOn, today, city, 'history');
  if (opening.outcome === 'refused') return { outcome: 'refused', step: 'referral', refusal: opening.refusal };
  let recorded = record(caseId, undefined, opening.facts, by);
  let referral = { ...line.referral, person: withCentury(line.referral.person, today) };
  const texts = new Map<number, Command>();
  const earlierRecords = new Map<number, HistoryLine['referral']>();
  const occasions = new Map<string, Occasion>();
  for (const [index, [path, body]] of line.then.entries()) {
    const step = `then/${index}`;
    const read = commandAt(path, body);
    if ('errors' in read) return { outcome: 'malformed', step, errors: read.errors.map(within(`/${step}`)) };
    const { command } = read;
    const decision = decide(recorded.state, command, {
      today,
      city,
      source: 'history',
      person: referral.person,
      hash: hashes.get(index) ?? '',
      occasions: [...occasions.values()],
    });
    if (decision.outcome === 'refused') return { outcome: 'refused', step, refusal: decision.refusal };
    const next = record(caseId, recorded.state, decision.facts, by);
    const sequence = next.facts[0]?.sequence ?? 0;
    if (hasSecrets(command)) texts.set(sequence, command);
    if (command.name === 'person-changes') {
      const { on: _, ...change } = command.body;
      earlierRecords.set(sequence, referral);
      referral = { ...referral, person: withCentury(changedPerson(referral.person, change), today) };
    }
    for (const fact of next.facts) {
      const occasion = occasionAfter(fact, [...occasions.values()], next.state);
      if (occasion !== undefined) occasions.set(occasion.id, occasion);
    }
    recorded = { state: next.state, facts: [...recorded.facts, ...next.facts] };
  }
  return { outcome: 'possible', recorded, texts, referral, earlierRecords, occasions: [...occasions.values()] };
}

const VERSION_PATH = /^plans\/(\d{1,4})\/(\w+)$/;

function commandAt(
  path: string,
  body: unknown,
): { readonly command: Command } | { readonly errors: ReadonlyArray<FieldProblem> } {
  const [, version, onVersion] = VERSION_PATH.exec(path) ?? [];
  const name = COMMAND_NAMES.find(
    (known) => known === (onVersion ?? path) && isOnVersion(known) === (version !== undefined),
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
