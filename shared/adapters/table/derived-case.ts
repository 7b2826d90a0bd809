import * as z from 'zod';
import { type Occasion, occasionsIn } from '../../domain/case/attendance.ts';
import { type ClockRules, nextCheck } from '../../domain/case/compliance.ts';
import { fold } from '../../domain/case/evolve.ts';
import type { CaseState } from '../../domain/case/state.ts';
import type { KeyedHash } from '../../ports/keyed-hash.ts';
import type { BeyondMending } from '../../ports/rebuild.ts';
import { headContent, occasionContent } from './case-items.ts';
import { commitItem, headItem } from './items.ts';
import { caseKeys } from './keys.ts';

export type Item = Readonly<Record<string, unknown>>;

export const keyed = z.looseObject({ pk: z.string(), sk: z.string() });

/**
 * What of a head no fact tells: how often it was written, under which hashes the case is found and who may see it. The
 * rest of it may be of any version and in any condition. The last two are lost with little harm: a repeated check or a
 * repeated import is then answered less well.
 */
const underivedParts = headItem.pick({ revision: true, locks: true, named: true }).extend({
  lastCheck: headItem.shape.lastCheck.catch(null),
  historyBody: headItem.shape.historyBody.catch(null),
});

/** What a case's facts call for. */
export interface DerivedCase {
  readonly outcome: 'derived';
  readonly head: Item;
  /** The head and every occasion, by their sort keys. */
  readonly items: ReadonlyMap<string, Item>;
  readonly isOpen: boolean;
  readonly locks: ReadonlyArray<KeyedHash>;
  /** How often the head has been written. */
  readonly revision: number;
  /** The sequence of the last fact. */
  readonly version: number;
}

/** Derives a case from its facts and from what of its head no fact tells. */
export function derivedCase(
  caseId: string,
  stored: ReadonlyMap<string, Item>,
  rules: ClockRules,
): DerivedCase | BeyondMending {
  const storedHead = stored.get(caseKeys.head(caseId).sk);
  if (storedHead === undefined) return { outcome: 'beyond-mending', why: 'no-head' };
  const underived = underivedParts.safeParse(storedHead);
  if (!underived.success) return { outcome: 'beyond-mending', why: 'unreadable-head' };
  const told = toldBy(stored, rules);
  if (told === undefined) return { outcome: 'beyond-mending', why: 'unreadable-facts' };
  const { state, nextCheckOn, recordedAt, occasions } = told;
  const { locks, revision } = underived.data;
  const head = headContent({ ...underived.data, state, recordedAt }, nextCheckOn);
  const items = [head, ...occasions.map((occasion) => occasionContent(caseId, occasion))];
  return {
    outcome: 'derived',
    head,
    items: new Map(items.map((item) => [keyed.parse(item).sk, item])),
    isOpen: state.status !== 'closed',
    locks,
    revision,
    version: state.version,
  };
}

interface Told {
  readonly state: CaseState;
  readonly nextCheckOn: ReturnType<typeof nextCheck>;
  readonly recordedAt: string;
  readonly occasions: ReadonlyArray<Occasion>;
}

/** What the facts tell; `undefined` when there are none, one is missing, or one is of a kind that nobody writes. */
function toldBy(stored: ReadonlyMap<string, Item>, rules: ClockRules): Told | undefined {
  try {
    const facts = [...stored]
      .filter(([sort]) => sort.startsWith(caseKeys.commits))
      .flatMap(([, item]) => commitItem.parse(item).facts);
    const state = fold(facts);
    const last = facts.at(-1);
    if (state === undefined || last === undefined) return undefined;
    const nextCheckOn = nextCheck(state, rules);
    return { state, nextCheckOn, recordedAt: last.recordedAt, occasions: occasionsIn(facts) };
  } catch {
    return undefined;
  }
}
