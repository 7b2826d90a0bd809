import type { Paper } from '../model/clocks-by-hand.ts';
import { plusDays } from '../model/days.ts';
import { aPlan, aReferral } from '../support/referrals.ts';

/** A case of the past as it is imported, and the papers in its file that an official would reckon by. */
export interface DueCase {
  readonly line: { readonly key: string; readonly referral: object; readonly then: ReadonlyArray<unknown> };
  readonly papers: ReadonlyArray<Paper>;
}

type Followed = (
  day: (after: number) => string,
) => ReadonlyArray<readonly [step: string, body: unknown, paper?: Paper]>;

const paper = (kind: Paper['kind'], on: string): Paper => ({ kind, on, written: on, seen: plusDays(on, 1) });
const planned = (on: string) =>
  [
    ['enrolments', { heldOn: on, form: 'group-information' }],
    ['plans', aPlan(on)],
  ] as const;
const approved = (on: string) =>
  [
    'plans/1/answers',
    { answer: 'approved', answeredOn: on, method: 'paper', language: 'sv' },
    paper('plan-approved', on),
  ] as const;

/** What became of a referral, counted in days from the day it was received. */
const LIVES: ReadonlyArray<Followed> = [
  () => [],
  (day) => [...planned(day(1)), approved(day(2))],
  (day) => [...planned(day(3)), approved(day(12))],
  (day) => [['closures', { on: day(1), outcome: 'moved' }, paper('closed', day(1))]],
  (day) => [['measures', { kind: 'work', startedOn: day(5), evidence: 'Avtal' }, paper('work-started', day(5))]],
  (day) => [['interruptions', { from: day(4), reason: 'illness' }, paper('interrupted', day(4))]],
  (day) => [['measures', { kind: 'work', startedOn: day(9), evidence: 'Avtal' }, paper('work-started', day(9))]],
];
const FIRST_DAY = '2026-02-02';
/** Coprime to the number of lives: every life begins on every day of the week. */
const DAYS_OF_REFERRAL = 39;

/** Cases received in February and March 2026, some kept, some broken, some given up. */
export function dueCases(count: number): ReadonlyArray<DueCase> {
  return Array.from({ length: count }, (_, index) => {
    const receivedOn = plusDays(FIRST_DAY, index % DAYS_OF_REFERRAL);
    const followed = (LIVES[index % LIVES.length] ?? LIVES[0])?.((after) => plusDays(receivedOn, after)) ?? [];
    const key = `due-case-${index}`;
    const disclosure = { basis: 'consent', givenOn: receivedOn };
    return {
      line: {
        key,
        referral: { ...aReferral(key), receivedOn, disclosure },
        // biome-ignore lint/suspicious/noThenProperty: the contract names the field so; nothing here is awaited
        then: followed.map(([step, body]) => [step, body]),
      },
      papers: [paper('received', receivedOn), ...followed.flatMap(([, , its]) => (its === undefined ? [] : [its]))],
    };
  });
}
