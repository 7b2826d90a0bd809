import type { HashKeyAdapters } from '../../../shared/adapters/hash-key-adapters.ts';
import type { Clock } from '../../../shared/ports/clock.ts';
import { type HashKey, knownEverywhereFrom, successorAloneFrom } from '../../../shared/ports/hash-keys.ts';
import { CommandFailure } from '../server/command-failure.ts';
import type { Step } from './options.ts';
import type { Progress } from './progress.ts';
import { inWords, rehashAll } from './rehash-all.ts';
import { survey, sweep } from './survey.ts';

export interface Rotation extends HashKeyAdapters {
  readonly progress: Progress;
  readonly clock: Clock;
}

const RUN = 'npm run rotate-hash-keys --';

/** Takes a step of a rotation, and says what comes next. Answers how many cases had to be left as they were. */
export async function rotate(step: Step, rotation: Rotation): Promise<number> {
  const stage = stageOf(await rotation.ring.list());
  if (stage.name === 'no-key') {
    throw new CommandFailure('There is no key yet: the first case makes it. There is nothing to rotate.');
  }
  switch (step) {
    case 'status':
      return status(stage, rotation);
    case 'begin':
      return begin(stage, rotation);
    case 'rehash':
      return rehash(stage, rotation);
    case 'finish':
      return finish(stage, rotation);
  }
}

/** How far a rotation has come, which follows from the keys alone. */
type Stage = AtRest | UnderWay;
interface AtRest {
  readonly name: 'at-rest';
  readonly key: HashKey;
}
interface UnderWay {
  readonly name: 'both-in-force' | 'old-retired';
  readonly key: HashKey;
  readonly old: HashKey;
}

function stageOf([key, old]: ReadonlyArray<HashKey>): Stage | { readonly name: 'no-key' } {
  if (key === undefined) return { name: 'no-key' };
  if (old === undefined) return { name: 'at-rest', key };
  return { name: old.retiredAt === null ? 'both-in-force' : 'old-retired', key, old };
}

function idsInForce(stage: Stage): ReadonlySet<string> {
  return new Set(stage.name === 'both-in-force' ? [stage.key.id, stage.old.id] : [stage.key.id]);
}

async function status(stage: Stage, { items, progress }: Rotation): Promise<number> {
  const { cases, toRehash } = await survey(items, idsInForce(stage));
  for (const { id, madeAt, retiredAt } of stage.name === 'at-rest' ? [stage.key] : [stage.key, stage.old]) {
    progress.tell(`${id}: made ${madeAt}, ${retiredAt === null ? 'in force' : `retired ${retiredAt}`}`);
  }
  progress.tell(`${cases} cases, ${cases - toRehash.length} of them under exactly the keys in force.`);
  progress.tell(next(stage, toRehash.length === 0));
  return 0;
}

/** Where the next step begins, given whether every case is under the keys in force. */
function next(stage: Stage, allRehashed: boolean): string {
  switch (stage.name) {
    case 'at-rest':
      return `No rotation is under way. ${RUN} begin starts one.`;
    case 'both-in-force':
      return allRehashed
        ? `Next: ${RUN} finish, from ${instant(successorAloneFrom(stage.key))}.`
        : `Next: ${RUN} rehash, from ${instant(knownEverywhereFrom(stage.key.madeAt))}.`;
    case 'old-retired':
      return `Next: ${RUN} finish, from ${instant(droppableFrom(stage.old))}.`;
  }
}

async function begin(stage: Stage, { ring, progress, clock }: Rotation): Promise<number> {
  if (stage.name !== 'at-rest') {
    progress.tell(`A rotation is under way already. ${RUN} status says what comes next.`);
    return 0;
  }
  await ring.add(clock());
  const begun = stageOf(await ring.list());
  if (begun.name === 'no-key') throw new Error('a key that was made is there');
  progress.tell(`${begun.key.id} is made: from now on everything is written under it too.\n${next(begun, false)}`);
  return 0;
}

async function rehash(stage: Stage, { items, progress, clock }: Rotation): Promise<number> {
  if (stage.name === 'at-rest') throw new CommandFailure(`No rotation is under way: start one with ${RUN} begin.`);
  if (stage.name === 'old-retired') {
    throw new CommandFailure(`${stage.old.id} is retired, and every case is under ${stage.key.id}: go on with finish.`);
  }
  // A case written under the old key alone after it was looked at would be missed.
  notBefore(knownEverywhereFrom(stage.key.madeAt), clock, `Not everyone may know ${stage.key.id} yet`);
  const { cases, toRehash } = await survey(items, idsInForce(stage));
  const tally = await rehashAll(toRehash, items, progress);
  progress.tell(`${cases} cases: ${cases - toRehash.length} were under both keys, ${inWords(tally)}.`);
  if (tally.left > 0) progress.tell(`See to what is left, then: ${RUN} rehash.`);
  else progress.tell(next(stage, true));
  return tally.left;
}

/** Retires the old key; an hour later, when nobody writes under it any more, drops it and all that is left under it. */
async function finish(stage: Stage, rotation: Rotation): Promise<number> {
  const { ring, items, progress, clock } = rotation;
  if (stage.name === 'at-rest') {
    progress.tell(`${stage.key.id} is the only key. ${next(stage, true)}`);
    return 0;
  }
  const { key, old } = stage;
  if (stage.name === 'old-retired') return drop(stage, rotation);
  notBefore(successorAloneFrom(key), clock, `Requests may be remembered under ${old.id} alone`);
  const { cases, toRehash } = await survey(items, idsInForce(stage));
  if (toRehash.length > 0) {
    throw new CommandFailure(
      `${toRehash.length} of ${cases} cases are not under both keys: run ${RUN} rehash, then the same command again.`,
    );
  }
  const retiredAt = clock();
  await ring.retire(old.id, retiredAt);
  progress.tell(`${old.id} is retired.\n${next({ name: 'old-retired', key, old: { ...old, retiredAt } }, true)}`);
  return 0;
}

async function drop(stage: UnderWay, { ring, items, progress, clock }: Rotation): Promise<number> {
  const { key, old } = stage;
  notBefore(droppableFrom(old), clock, `${old.id} may still be written under`);
  const { cases, toRehash } = await survey(items, idsInForce(stage));
  const tally = await rehashAll(toRehash, items, progress);
  progress.tell(`${cases} cases: ${cases - toRehash.length} were under ${key.id} alone, ${inWords(tally)}.`);
  if (tally.left > 0) {
    progress.tell(`${old.id} is kept. See to what is left, then: ${RUN} finish.`);
    return tally.left;
  }
  const removed = await sweep(items, old.id);
  await ring.remove(old.id);
  progress.tell(
    `${old.id} is dropped, with ${removed.lock} locks and ${removed.request} forgotten requests that lay under it.`,
  );
  return 0;
}

function droppableFrom({ retiredAt }: HashKey): number {
  if (retiredAt === null) throw new Error('a key is retired before it is dropped');
  return knownEverywhereFrom(retiredAt);
}

function notBefore(from: number, clock: Clock, why: string): void {
  if (Date.parse(clock()) < from) throw new CommandFailure(`${why}: run the same command again from ${instant(from)}.`);
}

function instant(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
