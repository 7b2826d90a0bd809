import type { CommandName } from '../../shared/domain/case/commands.ts';
import type { Status } from '../../shared/domain/case/vocabulary.ts';
import type { Caller } from '../../shared/http/caller.ts';
import type { Paper } from './clocks-by-hand.ts';
import { dateOf, firstMorningAfter } from './days.ts';

/** A case as far as the model knows it. */
export interface ModelCase {
  readonly id: string;
  /** What its facts tell, in order, by their types: their number is its version. */
  readonly facts: Array<string>;
  status: Status;
  /** How the person is known: two cases of one identity are never open at once. */
  identity: string;
  born: string;
  readonly receivedOn: string;
  /** From which day, and who: the last holds it. */
  readonly holders: Array<{ readonly from: string; readonly district: string; readonly office: string }>;
  isProtected: boolean;
  /** Whether anybody has ever been named, and who may see a protected person's case: `client officer`. */
  named: Array<string> | null;
  plan: { readonly version: number; readonly drawnUpOn: string; answer: string | null } | null;
  inForce: number | null;
  interruption: { readonly from: string; readonly before: Status } | null;
  closure: { readonly on: string; readonly before: Status } | null;
  isWithdrawn: boolean;
  restrictedOn: string | null;
  /** Districts that have asked for the person. */
  readonly askedFor: Array<string>;
  readonly occasions: Array<{ readonly id: string; readonly date: string }>;
  readonly papers: Array<Paper>;
  readonly findings: Array<{ readonly clock: string; readonly kind: 'warned' | 'missed'; readonly asOf: string }>;
}

/** A request that was carried out, under its key. */
export interface Remembered {
  readonly text: string;
  readonly caseId: string;
  readonly outcome: string;
  readonly at: string;
  /** Whether the person was protected once it had been carried out: who was answered then is answered again. */
  readonly wasProtected: boolean;
}

/** All that the model knows of the city. */
export interface Model {
  now: string;
  readonly cases: Array<ModelCase>;
  /** By client and key. */
  readonly remembered: Map<string, Remembered>;
}

/** What bodies of requests say, as far as the model reads them. */
export interface Body {
  readonly on?: string;
  readonly heldOn?: string;
  readonly from?: string;
  readonly drawnUpOn?: string;
  readonly answeredOn?: string;
  readonly startedOn?: string;
  readonly date?: string;
  readonly kind?: string;
  readonly service?: string;
  readonly outcome?: string;
  readonly answer?: string;
  readonly text?: string;
  readonly planVersion?: number;
  readonly concerns?: number;
  readonly occasion?: string;
  readonly toOffice?: string;
  readonly toDistrict?: string;
  readonly identityNumber?: string;
  readonly protection?: string;
  readonly namedOfficers?: ReadonlyArray<{ readonly client: string; readonly officer: string }>;
  readonly birthDate?: string;
  readonly givenName?: string;
  readonly sex?: string;
  readonly activities?: ReadonlyArray<{ readonly service: string }>;
}

interface Sender {
  readonly path: string;
  readonly caller: Caller;
  readonly officer: string;
  readonly key: string | null;
  readonly ifMatch: number | null;
  /** The body as it is sent. */
  readonly sent: object;
}

/** A command on a case, as it is asked for. */
export interface AskedCommand extends Sender {
  readonly kind: 'command';
  readonly caseId: string;
  readonly name: CommandName;
  /** The plan version that the path names. */
  readonly planVersion: number;
  readonly body: Body;
}

/** A referral, as it is asked for. */
export interface AskedReferral extends Sender {
  readonly kind: 'referral';
  readonly identity: string;
  readonly district: string;
  readonly born: string;
  readonly receivedOn: string | undefined;
  readonly isHeld: boolean;
  readonly named: ReadonlyArray<string> | null;
  /** What is wrong with it beside its day, if anything: the code it is refused with. */
  readonly flaw: string | null;
}

export type Asked = AskedCommand | AskedReferral;

export const EMPTY = (now: string): Model => ({ now, cases: [], remembered: new Map() });

/** The open case of a person, other than one that is known. */
export function openCaseOf({ cases }: Model, identity: string, except?: ModelCase): ModelCase | undefined {
  return cases.find((one) => one.status !== 'closed' && one.identity === identity && one.id !== except?.id);
}

export function caseIn({ cases }: Model, id: string): ModelCase {
  const found = cases.find((one) => one.id === id);
  if (found === undefined) throw new Error(`the model knows no case ${id}`);
  return found;
}

export const versionOf = ({ facts }: ModelCase): number => facts.length;

export function holderOf({ holders }: ModelCase): ModelCase['holders'][number] {
  const holder = holders.at(-1);
  if (holder === undefined) throw new Error('a case has a holder');
  return holder;
}

/** A paper about a day, written now. */
export function paper(kind: Paper['kind'], on: string, now: string): Paper {
  return { kind, on, written: dateOf(now), seen: firstMorningAfter(now) };
}
