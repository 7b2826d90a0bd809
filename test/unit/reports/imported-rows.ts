import * as z from 'zod';
import { type CaseRow, rowOf } from '../../../shared/domain/case/case-row.ts';
import { type CommandName, parseCommand } from '../../../shared/domain/case/commands.ts';
import { decide } from '../../../shared/domain/case/decide.ts';
import { decideReferral } from '../../../shared/domain/case/decide-referral.ts';
import type { Decision } from '../../../shared/domain/case/decision.ts';
import type { NewFact } from '../../../shared/domain/case/facts.ts';
import { type Recorded, record } from '../../../shared/domain/case/record.ts';
import type { Referral } from '../../../shared/domain/referral/referral.ts';
import { localDate } from '../../../shared/domain/time/local-date.ts';
import { historyLineSchema } from '../../../shared/http/endpoints/history.ts';
import { STOCKHOLM } from '../../../shared/reference/stockholm.ts';

const IMPORT = {
  recordedAt: '2026-11-20T11:00:00Z',
  source: 'history',
  by: { client: 'city-admin', officer: 'T-1' },
} as const;
const TODAY = localDate('2026-11-20');

/** The facts and state of a line of history, by the city's own rules; throws when any of it is refused. */
export function importedCase(line: string): Recorded {
  const { key, referral, then } = historyLineSchema.parse(JSON.parse(line));
  const received = acceptedFacts(decideReferral(withOfficers(referral), referral.receivedOn, TODAY, STOCKHOLM));
  let recorded = record(key, undefined, received, IMPORT);
  const facts = [...recorded.facts];
  const rules = { today: TODAY, city: STOCKHOLM, source: 'history', hash: 'k1:plan', occasions: [] } as const;
  for (const [path, body] of then) {
    const parsed = parseCommand(...commandAt(path, body));
    if (!parsed.ok) throw parsed.error;
    recorded = record(
      key,
      recorded.state,
      acceptedFacts(decide(recorded.state, parsed.command, { ...rules, person: referral.person })),
      IMPORT,
    );
    facts.push(...recorded.facts);
  }
  return { state: recorded.state, facts };
}

/** The row of a line of history. */
export function importedRow(line: string): CaseRow {
  return rowOf(importedCase(line).state, IMPORT.recordedAt);
}

/** Who may see a protected person is no fact of the case, and history may not tell: someone is named here. */
function withOfficers(referral: Referral): Referral {
  const { person } = referral;
  return person.protection === 'none' || person.namedOfficers !== undefined
    ? referral
    : { ...referral, person: { ...person, namedOfficers: [IMPORT.by] } };
}

/** Nor is it a fact why someone was unable to answer. */
function withReason(answer: unknown): unknown {
  const inability = z.looseObject({ answer: z.literal('unable') }).safeParse(answer);
  return inability.success ? { text: 'unknown', ...inability.data } : answer;
}

function acceptedFacts(decision: Decision): ReadonlyArray<NewFact> {
  if (decision.outcome === 'refused') throw new Error(`refused: ${JSON.stringify(decision.refusal)}`);
  return decision.facts;
}

/** `plans/1/answers` is the command `answers` on version 1. */
function commandAt(path: string, body: unknown): [CommandName, unknown, number?] {
  const [, version] = /^plans\/(\d+)\/answers$/.exec(path) ?? [];
  if (version !== undefined) return ['answers', withReason(body), Number(version)];
  const name = COMMANDS.find((known) => known === path);
  if (name === undefined) throw new Error(`no such command: ${path}`);
  return [name, body];
}

const COMMANDS = ['hold-releases', 'enrolments', 'coaches', 'plans', 'measures', 'reviews', 'closures'] as const;
