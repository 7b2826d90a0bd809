import fc from 'fast-check';
import { COMMAND_NAMES } from '../../shared/domain/case/commands.ts';
import { DISTRICTS } from './wall.ts';

/** Who sends a request: whoever has the right, the city, or somebody else. */
export const SENDERS = ['holder', 'city', 'other-office', 'other-district', 'other-party'] as const;

const sender = fc.oneof(
  { weight: 14, arbitrary: fc.constant('holder' as const) },
  { weight: 4, arbitrary: fc.constant('city' as const) },
  { weight: 1, arbitrary: fc.constantFrom(...SENDERS) },
);
const rarely = (weight: number) =>
  fc.oneof({ weight, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) });
const oneOf = <T extends string>(usual: T, ...others: ReadonlyArray<T>) =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...others) });

/** So many days before today; one day less than none is tomorrow. */
const daysBack = fc.oneof(
  { weight: 16, arbitrary: fc.constant(0) },
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 6 }) },
  { weight: 1, arbitrary: fc.integer({ min: -1, max: 100 }) },
);

const referral = fc.record({
  do: fc.constant('refer' as const),
  who: fc.nat(3),
  district: fc.constantFrom(...DISTRICTS, 'bromma', 'farsta', 'rinkeby-kista'),
  by: sender,
  daysBack,
  isHeld: rarely(3),
  isProtected: rarely(3),
  flaw: oneOf('none' as const, 'outside', 'undisclosed', 'unnamed', 'unborn'),
  form: fc.nat(5),
});

const command = fc.record({
  do: fc.constant('act' as const),
  on: fc.nat(20),
  name: fc.oneof(
    { weight: 5, arbitrary: fc.constant('next' as const) },
    { weight: 6, arbitrary: fc.constant('possible' as const) },
    { weight: 2, arbitrary: fc.constantFrom(...COMMAND_NAMES) },
  ),
  by: sender,
  officer: oneOf('officer-1' as const, 'officer-2'),
  daysBack,
  pick: fc.nat(1000),
  key: oneOf('new' as const, 'none', 'used'),
  ifMatch: oneOf('none' as const, 'fresh', 'stale'),
});

const again = fc.record({ do: fc.constant('again' as const), which: fc.nat(40) });

/** Something that somebody sends. */
export const request = fc.oneof(
  { weight: 3, arbitrary: referral },
  { weight: 20, arbitrary: command },
  { weight: 2, arbitrary: again },
);
export type Request = typeof request extends fc.Arbitrary<infer T> ? T : never;

const alone = fc.record({ do: fc.constant('send' as const), request });
const sameTime = fc.record({
  do: fc.constant('at-once' as const),
  requests: fc.array(request, { minLength: 2, maxLength: 4 }),
  /** All about one case where they are about any. */
  together: fc.boolean(),
  /** Whether a check runs meanwhile. */
  isChecked: rarely(4),
});
const sameThing = fc.record({ do: fc.constant('times' as const), request, times: fc.integer({ min: 2, max: 5 }) });

/** Mostly the days of a promise, sometimes the months of a follow-up. */
const days = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 4 }) },
  { weight: 1, arbitrary: fc.integer({ min: 5, max: 95 }) },
);
const time = fc.constantFrom('01:10', '02:14', '03:20', '08:00', '12:30', '22:20', '23:50');

const nights = fc.record({
  do: fc.constant('nights' as const),
  days,
  /** Which mornings are checked. */
  checked: oneOf('last' as const, 'every', 'none'),
  /** Whether they are asked for at night, before the check of the day: it is then too early to judge that day. */
  isEarly: rarely(4),
  /** Whether a second run goes over the same cases at the same time. */
  isOverlapped: rarely(3),
  /** How often each batch is delivered; one that never is leaves its cases for the next night. */
  deliveries: oneOf('once' as const, 'twice', 'at-once', 'never'),
  time,
});
const later = fc.record({ do: fc.constant('later' as const), days: fc.nat(1), time });

/** One step of a story. */
export const deed = fc.oneof(
  { weight: 14, arbitrary: alone },
  { weight: 5, arbitrary: sameTime },
  { weight: 2, arbitrary: sameThing },
  { weight: 2, arbitrary: nights },
  { weight: 1, arbitrary: later },
);
export type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never;

/** Mornings on which a story begins: an ordinary one, and those before Christmas, Easter, midsummer and winter time. */
const MORNINGS = ['2026-03-02', '2025-12-19', '2026-03-27', '2026-06-15', '2026-10-22'] as const;

export interface Story {
  readonly begins: string;
  readonly deeds: ReadonlyArray<Deed>;
}

/** A story begins with people; what then happens happens to them. */
export const story = (longest: number): fc.Arbitrary<Story> =>
  fc.record({
    begins: fc.constantFrom(...MORNINGS),
    deeds: fc
      .tuple(
        fc.array(
          referral.map((who): Deed => ({ do: 'send', request: who })),
          { minLength: 1, maxLength: 3 },
        ),
        fc.array(deed, { minLength: 1, maxLength: longest, size: 'max' }),
      )
      .map(([people, deeds]) => [...people, ...deeds]),
  });
