import { type Command, type CommandName, parseCommand } from '../../shared/domain/case/commands.ts';
import { nextCheck } from '../../shared/domain/case/compliance.ts';
import { decide } from '../../shared/domain/case/decide.ts';
import { POSSIBLE } from '../../shared/domain/case/possible.ts';
import { type Recorded, record } from '../../shared/domain/case/record.ts';
import { hasSecrets } from '../../shared/domain/case/secrecy.ts';
import type { Caller } from '../../shared/http/caller.ts';
import { caseReply } from '../../shared/http/case-reply.ts';
import { type Shown, showCase } from '../../shared/http/case-view.ts';
import { type ApiRequest, problem, type Reply } from '../../shared/http/endpoint.ts';
import { refusalReply } from '../../shared/http/refusals.ts';
import { maySee } from '../../shared/http/visibility.ts';
import type { CaseFile, Repeatable, Replay } from '../../shared/ports/case-store.ts';
import { today } from '../../shared/ports/clock.ts';
import type { CaseDeps } from './case-deps.ts';

export type CommandRequest = ApiRequest & { readonly caller: Caller };

const DECISIONS = 3;

/**
 * Carries out one command on a case: read, decide, record, in two round trips. When someone changed the case in
 * between, it is read and decided again, at most three times.
 */
export async function runCommand(name: CommandName, request: CommandRequest, deps: CaseDeps): Promise<Reply> {
  const parsed = parseCommand(name, request.body, versionIn(request.params));
  if (!parsed.ok) return problem('not-found');
  const { party } = request.caller;
  if (party.kind !== 'city' && party.kind !== POSSIBLE[name].by) return problem('not-found');
  const repeatable = await repeatableOf(request, deps);
  for (let attempt = 0; attempt < DECISIONS; attempt++) {
    const file = await deps.store.read(request.params['caseId'] ?? '');
    if (file === undefined || !(await maySee(request, file, deps.city, today(deps.clock), deps.hashes))) {
      return problem('not-found');
    }
    const answer = await decideOn(file, parsed.command, request, repeatable, deps);
    if (answer !== 'changed-meanwhile') return answer;
    if (request.ifMatch !== null) return problem('stale-version');
  }
  return problem('request-in-progress');
}

/** The version that a path names, in the one way of writing it. */
function versionIn({ version = '' }: CommandRequest['params']): number {
  return /^[1-9]\d{0,3}$/.test(version) ? Number(version) : Number.NaN;
}

async function repeatableOf(request: CommandRequest, { hashes }: CaseDeps): Promise<Repeatable | null> {
  const { idempotencyKey: key, caller } = request;
  if (key === null) return null;
  return { client: caller.client, key, bodies: await hashes('body', 'POST', request.path, request.bodyText) };
}

async function decideOn(
  file: CaseFile,
  command: Command,
  request: CommandRequest,
  repeatable: Repeatable | null,
  deps: CaseDeps,
): Promise<Reply | 'changed-meanwhile'> {
  const stale = request.ifMatch !== null && request.ifMatch !== file.state.version;
  const decision = decide(file.state, command, today(deps.clock), deps.city);
  if (stale || decision.outcome === 'refused') {
    const before = repeatable === null ? undefined : await deps.store.replayOf(repeatable, deps.clock());
    if (before !== undefined) return repeated(before, request, deps);
    return decision.outcome === 'refused' && !stale ? refusalReply(decision.refusal) : problem('stale-version');
  }
  const at = deps.clock();
  const by = { client: request.caller.client, officer: request.officer };
  const recorded = record(file.state.id, file.state, decision.facts, { recordedAt: at, source: 'live', by });
  const outcome = await deps.store.change({
    before: file,
    recorded,
    nextCheckOn: nextCheck(recorded.state, deps.city),
    text: hasSecrets(command) ? command : null,
    access: { caseId: file.state.id, ...by, what: `POST ${command.name}`, at },
    repeatable,
    lastCheck: null,
  });
  switch (outcome.outcome) {
    case 'recorded':
      return done(file, command, recorded, deps);
    case 'in-progress':
      return problem('request-in-progress');
    case 'changed-meanwhile':
      return outcome.outcome;
    default:
      return repeated(outcome, request, deps);
  }
}

function done(file: CaseFile, command: Command, { state, facts }: Recorded, deps: CaseDeps): Reply {
  deps.observer.log('COMMAND_RECORDED', { caseId: state.id, command: command.name, version: state.version });
  const sequence = facts[0]?.sequence ?? state.version;
  const texts = new Map([...file.texts, [sequence, command] as const]);
  return created({ state, referral: file.referral, texts }, deps);
}

function created(shown: Shown, { city, clock }: CaseDeps, headers: Readonly<Record<string, string>> = {}): Reply {
  return caseReply(201, showCase(shown, city, today(clock)), headers);
}

/** The same request once more: the case as it was when the first was carried out. */
async function repeated(
  before: Replay | { readonly outcome: 'key-reused' },
  { caller, officer, path }: CommandRequest,
  deps: CaseDeps,
): Promise<Reply> {
  if (before.outcome === 'key-reused') return problem('idempotency-key-reused');
  const history = await deps.store.readHistory(before.caseId, before.version);
  if (history === undefined) return problem('not-found');
  const what = `POST ${path.split('/').at(-1)} again`;
  await deps.store.logAccess({ caseId: before.caseId, client: caller.client, officer, what, at: deps.clock() });
  return created(history, deps, { 'idempotency-replayed': 'true' });
}
