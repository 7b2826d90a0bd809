import type { CaseWorld } from '../support/case-world.ts';

type Deps = CaseWorld['deps'];

/** What a worker works with, and its end. */
export interface Mortal {
  readonly deps: Deps;
  readonly death: Promise<'killed'>;
}

/**
 * A worker that is killed after so many calls to the table, or when it comes to a case that kills it. Its last call may
 * have been carried out; what would have followed it never does.
 */
export function mortal(deps: Deps, life: number, fatal: (caseId: string) => boolean): Mortal {
  const { promise: death, resolve: die } = Promise.withResolvers<'killed'>();
  const never = new Promise<never>(() => {});
  let left = life;
  const kill = () => {
    left = 0;
    die('killed');
    return never;
  };
  const alive = async <T>(call: () => Promise<T>): Promise<T> => {
    if (left <= 0) return never;
    left--;
    const isLast = left === 0;
    const [outcome] = await Promise.allSettled([call()]);
    if (isLast) return kill();
    if (outcome.status === 'rejected') throw outcome.reason;
    return outcome.value;
  };
  const { store, runs } = deps;
  return {
    death,
    deps: {
      ...deps,
      store: {
        ...store,
        readHead: (caseId) => (fatal(caseId) ? kill() : alive(() => store.readHead(caseId))),
        change: (change) => alive(() => store.change(change)),
        noteCheck: (before, nextCheckOn) => alive(() => store.noteCheck(before, nextCheckOn)),
      },
      runs: {
        ...runs,
        dispatch: (...given) => alive(() => runs.dispatch(...given)),
        reached: (...given) => alive(() => runs.reached(...given)),
        leave: (...given) => alive(() => runs.leave(...given)),
        dispatched: (...given) => alive(() => runs.dispatched(...given)),
        endedAt: (...given) => alive(() => runs.endedAt(...given)),
        noteTrying: (...given) => alive(() => runs.noteTrying(...given)),
        finish: (...given) => alive(() => runs.finish(...given)),
      },
    },
  };
}
