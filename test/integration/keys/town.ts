import { expect } from 'vitest';
import { type Answer, office } from '../../support/case-world.ts';
import { aReferral } from '../../support/referrals.ts';
import type { Container, Containers } from './containers.ts';

const vallingby = office('vallingby');

/** Official test numbers, which people of the town get and give back. */
const NUMBERS = [
  '19031204-9802',
  '19031101-9814',
  '19900118-9811',
  '19150072-2390',
  '19171160-2399',
  '19800060-2394',
  '20260161-2381',
  '20260162-2380',
  '20260191-2393',
];

/** A person as the town remembers them: what the suite must say of them, told without looking into it. */
interface Person {
  identity: { readonly localId: string } | { readonly identityNumber: string };
  /** There are fewer official numbers than people. */
  readonly mayGetNumber: boolean;
  open: string | null;
  closed: string | null;
}

/** Which containers answer. */
interface Served {
  readonly one: Container;
  readonly all: ReadonlyArray<Container>;
}

type Deed = 'refer' | 'coach' | 'close' | 'reopen' | 'renumber';
const DEEDS: ReadonlyArray<Deed> = [
  'refer',
  'coach',
  'renumber',
  'refer',
  'close',
  'refer',
  'coach',
  'close',
  'reopen',
];

/** People who are referred, worked with, closed, reopened and renumbered, each day and from every container. */
export function startTown({ everything, now }: Pick<Containers, 'everything' | 'now'>, size: number) {
  const people = Array.from({ length: size }, (_, n): Person => {
    return { identity: { localId: `person-${n}` }, mayGetNumber: n % 2 === 0, open: null, closed: null };
  });
  const numbers = [...NUMBERS];
  const deeds: Record<Deed, number> = { refer: 0, coach: 0, close: 0, reopen: 0, renumber: 0 };
  let calls = 0;
  let turns = 0;

  const today = () => now().slice(0, 'YYYY-MM-DD'.length);
  const referred = ({ identity }: Person, { call }: Container): Promise<Answer> => {
    const { localId: _, ...person } = aReferral('').person;
    const referral = aReferral('', { person: { ...person, ...identity } });
    return call('POST', '/v1/referrals', referral, { key: `referral-${calls++}` });
  };
  const commanded = (caseId: string, command: string, body: object, { call }: Container) =>
    call('POST', `/v1/cases/${caseId}/${command}`, body, { as: vallingby });

  /** What can happen to a person, and whether it did; each through one container, a referral through all of them at once. */
  const doings: Record<Deed, (person: Person, containers: Served) => Promise<boolean>> = {
    refer: async (person, { all }) => {
      const answers = await Promise.all(all.map((container) => referred(person, container)));
      const opened = answers.filter(({ status }) => status === 201).map(({ body }) => body.id);
      expect(answers.map(({ status }) => status).filter((status) => status !== 201 && status !== 409)).toEqual([]);
      expect(opened).toHaveLength(person.open === null ? 1 : 0);
      person.open ??= opened[0];
      return true;
    },
    coach: async ({ open }, { one }) => {
      if (open === null) return false;
      expect((await commanded(open, 'coaches', { coach: 'Coach Ett', from: today() }, one)).status).toBe(201);
      return true;
    },
    close: async (person, { one }) => {
      const { open } = person;
      if (open === null) return false;
      expect((await commanded(open, 'closures', { on: today(), outcome: 'moved' }, one)).status).toBe(201);
      Object.assign(person, { open: null, closed: open });
      return true;
    },
    reopen: async (person, { one }) => {
      const { open, closed } = person;
      if (closed === null) return false;
      const answer = await commanded(closed, 'reopenings', { on: today(), reason: 'Fel' }, one);
      expect(answer.status).toBe(open === null ? 201 : 409);
      if (open === null) Object.assign(person, { open: closed, closed: null });
      return true;
    },
    renumber: async (person, { one }) => {
      const { open, identity, mayGetNumber } = person;
      const identityNumber = mayGetNumber && open !== null ? numbers.shift() : undefined;
      if (open === null || identityNumber === undefined) return false;
      expect((await commanded(open, 'person-changes', { on: today(), identityNumber }, one)).status).toBe(201);
      if ('identityNumber' in identity) numbers.push(identity.identityNumber);
      // Who is known by another number since is not whom an earlier case was about.
      Object.assign(person, { identity: { identityNumber }, closed: null });
      return true;
    },
  };

  return {
    deeds,
    /** Something happens to everybody at once, each time something else, through one container or another. */
    live: async (containers: ReadonlyArray<Container>, times: number) => {
      for (let time = 0; time < times; time++, turns++) {
        await Promise.all(
          people.map(async (person, n) => {
            const deed = DEEDS[(turns + n) % DEEDS.length] ?? 'coach';
            const one = containers[(turns + 2 * n) % containers.length];
            if (one === undefined) throw new Error('somebody must answer');
            if (await doings[deed](person, { one, all: containers })) deeds[deed]++;
          }),
        );
      }
    },
    /** One open case a person, whoever is asked; and in the table exactly the locks that the open cases hold. */
    expectOneOpenCaseEach: async (containers: ReadonlyArray<Container>) => {
      await Promise.all(
        people.map(async (person) => {
          if (person.open === null) return;
          const answers = await Promise.all(containers.map((container) => referred(person, container)));
          const expected = containers.map(() => [409, person.open]);
          expect(answers.map(({ status, body }) => [status, body.caseId])).toEqual(expected);
        }),
      );
      const items = await everything();
      const heads = items.filter(({ sk }) => sk === 'HEAD');
      const open = heads.filter(({ state }) => JSON.parse(String(state)).status !== 'closed');
      const held = open.flatMap(({ pk, locks }) =>
        [locks].flat().map((lock) => [`LOCK#${String(lock).replace(':', '#')}`, pk.replace('CASE#', '')]),
      );
      const locks = items.filter(({ sk }) => sk === 'LOCK').map(({ pk, caseId }) => [pk, caseId]);
      expect(locks.toSorted()).toEqual(held.toSorted());
      expect(open.map(({ pk }) => pk)).toEqual(
        expect.arrayContaining(people.flatMap(({ open: caseId }) => (caseId === null ? [] : [`CASE#${caseId}`]))),
      );
    },
  };
}

export type Town = ReturnType<typeof startTown>;
