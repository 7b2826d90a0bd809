import type {
  BeyondMending,
  CaseDifference,
  CaseRebuild,
  CheckOutcome,
  MendOutcome,
} from '../../../shared/ports/rebuild.ts';
import type { Step } from './options.ts';

export interface Rebuilding {
  readonly step: Step;
  readonly from: string | null;
  readonly rebuild: CaseRebuild;
  /** Shows what was found of a case. */
  readonly show: (text: string) => void;
  /** Says how far the run has come. */
  readonly tell: (text: string) => void;
  /** Told after each part: every case up to this one has been dealt with. */
  readonly reached: (place: string) => void;
  /** Aborted when the person at the terminal wants no more. */
  readonly stopping: AbortSignal;
}

export interface Tally {
  readonly cases: number;
  /** Cases in which something differs. */
  readonly different: number;
  readonly differences: number;
  /** Cases that are not as their facts call for when the run ends. */
  readonly left: number;
}

const AT_ONCE = 8;
const WORTH_TELLING = 1000;

const BEYOND: Readonly<Record<BeyondMending['why'], string>> = {
  'no-head': 'it has facts but no head, and so nothing says who may see it; restore it from a backup',
  'unreadable-head': 'the locks, names or revision of its head cannot be read; restore it from a backup',
  'unreadable-facts': 'its facts cannot be read, or are not all there; restore it from a backup',
};
const RESTLESS = 'it was changed all the time; run the same command again';

/** Looks at every case, some at once, in an order that is always the same. */
export async function rebuildAll({ step, from, rebuild, ...given }: Rebuilding): Promise<Tally> {
  const { show, tell, reached, stopping } = given;
  let tally: Tally = { cases: 0, different: 0, differences: 0, left: 0 };
  const look = async (caseId: string): Promise<readonly [string, CheckOutcome | MendOutcome]> => [
    caseId,
    await rebuild[step === 'check' ? 'check' : 'mend'](caseId),
  ];
  const dealWith = async (cases: ReadonlyArray<string>): Promise<void> => {
    for (const [caseId, outcome] of await Promise.all(cases.map(look))) {
      for (const line of linesOn(outcome)) show(`${caseId}: ${line}`);
      tally = counted(tally, outcome);
      if (tally.cases % WORTH_TELLING === 0) tell(`${inWords(tally)}; so far to ${caseId}`);
    }
    const last = cases.at(-1);
    if (last !== undefined) reached(last);
  };
  let waiting: Array<string> = [];
  for await (const caseId of rebuild.cases(from)) {
    waiting.push(caseId);
    if (waiting.length < AT_ONCE) continue;
    await dealWith(waiting);
    waiting = [];
    if (stopping.aborted) return tally;
  }
  await dealWith(waiting);
  return tally;
}

export function inWords({ cases, different, differences }: Tally): string {
  return `${cases} cases looked at, ${different} of them not as their facts say (${differences} differences)`;
}

function linesOn(outcome: CheckOutcome | MendOutcome): ReadonlyArray<string> {
  switch (outcome.outcome) {
    case 'checked':
      return outcome.differences.map(inPlace);
    case 'mended':
      return [
        ...outcome.differences.map((difference) => `${inPlace(difference)}; mended`),
        ...outcome.left.map((difference) => `${inPlace(difference)}; left: close one of the two cases`),
      ];
    case 'changed-meanwhile':
      return [RESTLESS];
    case 'beyond-mending':
      return [BEYOND[outcome.why]];
  }
}

function inPlace(difference: CaseDifference): string {
  switch (difference.kind) {
    case 'differs':
      return `${difference.item} ${difference.attribute} differs`;
    case 'missing':
      return `${difference.item} is missing`;
    case 'uncalled-for':
      return `${difference.item} is there without a reason`;
    case 'held-elsewhere':
      return `${difference.item} is held by another case`;
  }
}

function counted(tally: Tally, outcome: CheckOutcome | MendOutcome): Tally {
  const [differences, left] = ((): readonly [number, boolean] => {
    switch (outcome.outcome) {
      case 'checked':
        return [outcome.differences.length, outcome.differences.length > 0];
      case 'mended':
        return [outcome.differences.length + outcome.left.length, outcome.left.length > 0];
      case 'changed-meanwhile':
        return [0, true];
      case 'beyond-mending':
        return [1, true];
    }
  })();
  return {
    cases: tally.cases + 1,
    different: tally.different + (differences > 0 ? 1 : 0),
    differences: tally.differences + differences,
    left: tally.left + (left ? 1 : 0),
  };
}
