import { lastOccasion, type Occasion, occasionAfter } from '../../shared/domain/case/attendance.ts';
import { type Command, type CommandName, parseCommand } from '../../shared/domain/case/commands.ts';
import { nextCheck } from '../../shared/domain/case/compliance.ts';
import { decide, mayAsk } from '../../shared/domain/case/decide.ts';
import { type Recorded, record } from '../../shared/domain/case/record.ts';
import { hasSecrets } from '../../shared/domain/case/secrecy.ts';
import { accessBy, whyOf } from '../../shared/http/access.ts';
import type { Caller } from '../../shared/http/caller.ts';
import { type ApiRequest, problem, type Reply } from '../../shared/http/endpoint.ts';
import { refusalReply } from '../../shared/http/refusals.ts';
import { hiddenSince, visible } from '../../shared/http/visibility.ts';
import type { CaseFile, CaseSecrets, Repeatable, Replay } from '../../shared/ports/case-store.ts';
import { today } from '../../shared/ports/clock.ts';
import { answered, openCaseExists } from './answers.ts';
import type { CaseDeps } from './case-deps.ts';
import { contextOf, occasionsNamedBy } from './decision-context.ts';
import { identityAfter, recordAfter } from './person-record.ts';

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
  if (party.kind !== 'city' && !mayAsk(party.kind, parsed.command)) {
    return problem('missing-scope', { extensions: { scope: 'cases:write' } });
  }
  const repeatable = await repeatableOf(request, deps);
  for (let attempt = 0; attempt < DECISIONS; attempt++) {
    const found = await deps.store.read(request.params['caseId'] ?? '', occasionsNamedBy(parsed.command));
    const file = await visible(request, found, deps.city, today(deps.clock), deps.hashes);
    if (file === undefined) return repeatedUnseen(name, request, repeatable, deps);
    const answer = await decideOn(file, parsed.command, request, repeatable, deps);
    if (answer !== 'changed-meanwhile') return answer;
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
  const { referral: was, texts } = await file.secrets();
  const decision = decide(file.state, command, await contextOf(file, was, command, deps));
  if (stale || decision.outcome === 'refused') {
    const before = repeatable === null ? undefined : await deps.store.replayOf(repeatable, deps.clock());
    if (before !== undefined) return repeated(command.name, before, request, deps);
    return decision.outcome === 'refused' && !stale ? refusalReply(decision.refusal) : problem('stale-version');
  }
  const at = deps.clock();
  const by = { client: request.caller.client, officer: request.officer };
  const recorded = record(file.state.id, file.state, decision.facts, { recordedAt: at, source: 'live', by });
  const personRecord = recordAfter(was, command, today(deps.clock));
  const referral = personRecord?.becomes ?? was;
  const identity = await identityAfter(referral, command, deps);
  const { named } = identity ?? file;
  const occasion = recorded.facts
    .map((fact) => occasionAfter(fact, file.occasions, recorded.state))
    .find((one) => one !== undefined);
  const outcome = await deps.store.change({
    before: file,
    recorded,
    nextCheckOn: nextCheck(recorded.state, deps.city),
    text: hasSecrets(command) ? command : null,
    personRecord,
    identity,
    occasion: occasion === undefined ? null : { was: occasionIn(file, occasion.id), becomes: occasion },
    access: accessBy(request, {
      caseId: file.state.id,
      what: `POST ${command.name}`,
      why: whyOf(request, file.state, deps.city, today(deps.clock)),
      outcome: 'recorded',
      at,
    }),
    repeatable,
    lastCheck: null,
  });
  switch (outcome.outcome) {
    case 'recorded': {
      deps.observer.log('COMMAND_RECORDED', {
        caseId: file.state.id,
        command: command.name,
        version: recorded.state.version,
      });
      const { state } = recorded;
      const secrets = async () => ({ referral, texts: textsAfter(texts, command, recorded) });
      return answered(request, { state, present: state, secrets, named, occasion }, deps);
    }
    case 'in-progress':
      return problem('request-in-progress');
    case 'open-case-exists':
      return openCaseExists(request, `POST ${command.name}`, outcome.caseId, deps);
    case 'changed-meanwhile':
      return outcome.outcome;
    default:
      return repeated(command.name, outcome, request, deps);
  }
}

function occasionIn({ occasions }: CaseFile, id: string): Occasion | null {
  return occasions.find((known) => known.id === id) ?? null;
}

function textsAfter(texts: CaseSecrets['texts'], command: Command, { state, facts }: Recorded): CaseSecrets['texts'] {
  return new Map([...texts, [facts[0]?.sequence ?? state.version, command] as const]);
}

/** Whoever handed a case on sees it no more, but gets the same answer as before to the request that did it. */
async function repeatedUnseen(
  name: CommandName,
  request: CommandRequest,
  repeatable: Repeatable | null,
  deps: CaseDeps,
): Promise<Reply> {
  const before = repeatable === null ? undefined : await deps.store.replayOf(repeatable, deps.clock());
  const own = before?.outcome === 'replay' && before.caseId === request.params['caseId'];
  return own ? repeated(name, before, request, deps) : problem('not-found');
}

/** The same request once more: the case as it was when the first was carried out. */
async function repeated(
  name: CommandName,
  before: Replay | { readonly outcome: 'key-reused' },
  request: CommandRequest,
  deps: CaseDeps,
): Promise<Reply> {
  if (before.outcome === 'key-reused') return problem('idempotency-key-reused');
  const history = await deps.store.readHistory(before.caseId, before.version);
  if (history === undefined || (await hiddenSince(request, history, deps.hashes))) return problem('not-found');
  const { caseId } = before;
  const why = whyOf(request, history.state, deps.city, today(deps.clock));
  await deps.store.logAccess(
    accessBy(request, { caseId, what: `POST ${name}`, why, outcome: 'repeated', at: deps.clock() }),
  );
  return answered(request, { ...history, occasion: lastOccasion(history.facts) }, deps, {
    'idempotency-replayed': 'true',
  });
}
