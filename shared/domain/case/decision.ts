import type { City } from '../city.ts';
import type { InvalidPerson } from '../person/identity.ts';
import type { RefusalCode } from '../referral/eligibility.ts';
import type { Person } from '../referral/referral.ts';
import type { LocalDate } from '../time/local-date.ts';
import type { Occasion } from './attendance.ts';
import type { Command, CommandName } from './commands.ts';
import type { Envelope, NewFact } from './facts.ts';
import { possibleIn } from './possible.ts';
import type { CaseState } from './state.ts';
import type { Status } from './vocabulary.ts';

/** What a request can be refused for beyond its form; each code has its text where problems are worded. */
export type FieldRule =
  | InvalidPerson['code']
  | 'in-the-future'
  | 'before-referral'
  | 'before-start'
  | 'before-plan'
  | 'before-interruption'
  | 'before-closure'
  | 'before-transfer'
  | 'before-restriction'
  | 'too-far-ahead'
  | 'after-referral'
  | 'unknown-district'
  | 'unknown-service'
  | 'unknown-office'
  | 'unknown-occasion'
  | 'unknown-fact'
  | 'destination-missing'
  | 'already-there'
  | 'nothing-changed'
  | 'reason-required'
  | 'not-in-force';

/** Something in a request that cannot be: where, and by which rule. Never the value itself. */
export interface InvalidField {
  /** JSON Pointer into the body. */
  readonly pointer: string;
  readonly code: FieldRule;
}

/** Why a command or a referral is refused. All of them are expected; none is an exception. */
export type Refusal =
  | { readonly code: 'invalid-request'; readonly errors: ReadonlyArray<InvalidField> }
  | { readonly code: 'not-possible-now'; readonly status: Status; readonly possible: ReadonlyArray<string> }
  | { readonly code: 'not-eligible'; readonly reasons: ReadonlyArray<RefusalCode> }
  | { readonly code: 'disclosure-basis-missing' }
  | { readonly code: 'disclosure-withdrawn' }
  | { readonly code: 'not-restricted' };

/** What a command comes to. */
export type Decision =
  | { readonly outcome: 'accepted'; readonly facts: ReadonlyArray<NewFact> }
  | { readonly outcome: 'refused'; readonly refusal: Refusal };

/** Records of the past are taken as they are where only the living can be asked: for a reason, for names. */
export type Source = Envelope['source'];

/** The facts that a command makes. */
export const accepted = (...facts: ReadonlyArray<NewFact>): Decision => ({ outcome: 'accepted', facts });
/** Why a command makes none. */
export const refused = (refusal: Refusal): Decision => ({ outcome: 'refused', refusal });
/** A refusal for one field; the pointer leads to it in the body. */
export const invalid = (pointer: string, code: FieldRule): Decision =>
  refused({ code: 'invalid-request', errors: [{ pointer, code }] });

/** What a decision needs to know beside the case's state. */
export interface DecisionContext {
  readonly today: LocalDate;
  readonly city: City;
  readonly source: Source;
  /** The person as now known: secret, and so no part of the state. */
  readonly person: Person;
  /** A keyed hash of the command's body; a plan keeps it. */
  readonly hash: string;
  /** The occasions that the command names, or that are like the one it adds. */
  readonly occasions: ReadonlyArray<Occasion>;
}

/** A command that the case's status, or what has happened in it, does not let through; with those that it would. */
export function notPossible({ status }: CaseState, asked: CommandName): Decision {
  const possible = possibleIn(status).filter((name) => name !== asked);
  return refused({ code: 'not-possible-now', status, possible });
}

/** What a command says. */
export type BodyOf<N extends Command['name']> = Extract<Command, { name: N }>['body'];
