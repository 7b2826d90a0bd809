import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CommandName, parseCommand } from '../../shared/domain/case/commands.ts';
import { clocks, shownFindings } from '../../shared/domain/case/compliance.ts';
import { POSSIBLE } from '../../shared/domain/case/possible.ts';
import { CLOSURE_OUTCOMES, type Status } from '../../shared/domain/case/vocabulary.ts';
import { addDays, localDate } from '../../shared/domain/time/local-date.ts';
import { STOCKHOLM } from '../../shared/reference/stockholm.ts';
import {
  anyLife,
  born,
  checkedOn,
  commanded,
  type Life,
  type Living,
  lived,
  occasionsOf,
  type Step,
  stepOf,
  wholeLife,
} from './life-stories.ts';
import { RUNS } from './runs.ts';

const MUCH_LATER = localDate('2040-01-01');

/** Everything that a case promises and has broken, on a day and after every night to come. */
function promisesOf(living: Living) {
  const { state } = checkedOn(living, MUCH_LATER);
  const later = clocks(state, STOCKHOLM, MUCH_LATER);
  // Which of two promises broken the same night is told first depends on when the check came by, and says nothing.
  const findings = shownFindings(state, STOCKHOLM).toSorted((one, other) => one.id.localeCompare(other.id));
  return { now: clocks(living.state, STOCKHOLM, living.today), later, findings };
}

/** Commands and requests that say something of a case without a word on its promises. */
const BESIDE_THE_PROMISES: ReadonlySet<Step> = new Set<Step>([
  'coaches',
  'receipts',
  'occasions',
  'attendances',
  'transfers',
  'transfer-requests',
  'person-changes',
  'disclosure-withdrawals',
  'restrictions',
  'restriction-liftings',
  'statements',
]);

function without(life: Life, left: ReadonlySet<Step>): Life {
  const attempts = life.attempts.map((attempt) =>
    attempt.name !== null && left.has(attempt.name) ? { ...attempt, name: 'nothing' as const } : attempt,
  );
  return { ...life, attempts };
}

/** The statuses that a restart and a reopening lead back to, remembered beside the case. */
interface Remembered {
  readonly interruptedIn: Status;
  readonly closedIn: Status;
}

function remembered(known: Remembered, step: Step, before: Status): Remembered {
  if (step === 'interruptions') return { ...known, interruptedIn: before };
  return step === 'closures' ? { ...known, closedIn: before } : known;
}

/** Where the table says that a step leads. */
function ledTo(step: Step, before: Status, { interruptedIn, closedIn }: Remembered): Status {
  if (step === 'transfer-requests' || step === 'nothing') return before;
  const { leadsTo } = POSSIBLE[step];
  if (leadsTo === 'as-before') return step === 'restarts' ? interruptedIn : closedIn;
  return leadsTo === 'same' ? before : leadsTo;
}

const isCommand = (step: Step): step is CommandName => step !== 'transfer-requests' && step !== 'nothing';

describe('The status of a case of any life', () => {
  test('is after every command where the table says that it leads', () => {
    fc.assert(
      fc.property(anyLife, (life) => {
        let living = born(life);
        let known: Remembered = { interruptedIn: living.state.status, closedIn: living.state.status };
        for (const attempt of life.attempts) {
          const { state: before } = living;
          const step = stepOf(attempt, living);
          living = lived(living, attempt);
          if (living.state.version === before.version) {
            expect(living.state).toEqual(before);
          } else {
            known = remembered(known, step, before.status);
            expect(living.state.status).toBe(ledTo(step, before.status, known));
          }
        }
      }),
      RUNS,
    );
  });

  test('lets a command through only where the table says that it is possible', () => {
    fc.assert(
      fc.property(anyLife, (life) => {
        let living = born(life);
        for (const attempt of life.attempts) {
          const { state: before } = living;
          const step = stepOf(attempt, living);
          living = lived(living, attempt);
          const went = living.state.version > before.version;
          if (went && isCommand(step)) expect(POSSIBLE[step].states).toContain(before.status);
        }
      }),
      RUNS,
    );
  });

  test('is closed exactly while a closure stands, and interrupted only while an interruption does', () => {
    fc.assert(
      fc.property(anyLife, (life) => {
        const { state } = wholeLife(life, 'never');
        expect(state.closure !== null).toBe(state.status === 'closed');
        const open = state.closure === null ? state.status : state.closure.before;
        expect(state.interruption !== null).toBe(open === 'interrupted');
        const closures = state.timeline.filter(({ kind }) => kind.startsWith('closed'));
        expect(closures).toHaveLength(state.closure === null ? 0 : 1);
      }),
      RUNS,
    );
  });
});

describe('A case that is closed and reopened on some day of any life', () => {
  const closing = fc.record({
    after: fc.nat(15),
    outcome: fc.constantFrom(...CLOSURE_OUTCOMES),
    daysBack: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 110 })),
    daysClosed: fc.integer({ min: 0, max: 20 }),
  });

  test('has the clocks, the findings and the status that it would have had without', () => {
    fc.assert(
      fc.property(anyLife, closing, (life, { after, outcome, daysBack, daysClosed }) => {
        let plain = born(life);
        let mended = plain;
        let done = false;
        for (const [index, attempt] of life.attempts.entries()) {
          if (!done && index >= after && mended.state.status !== 'closed') {
            const about = addDays(mended.today, -daysBack);
            const on = about < mended.state.receivedOn ? mended.state.receivedOn : about;
            const closed = given(mended, 'closures', { on, outcome });
            expect(closed.state.status).toBe('closed');
            const later = checkedOn({ ...closed, today: addDays(closed.today, daysClosed) }, mended.today);
            mended = given(later, 'reopenings', { on: later.today, reason: 'Av misstag.' });
            plain = { ...plain, today: mended.today };
            done = true;
          }
          plain = lived(plain, attempt);
          mended = lived(mended, attempt);
          expect(mended.state.status).toBe(plain.state.status);
          expect(clocks(mended.state, STOCKHOLM, mended.today)).toEqual(clocks(plain.state, STOCKHOLM, plain.today));
        }
        expect(promisesOf(mended)).toEqual(promisesOf(plain));
      }),
      RUNS,
    );
  });

  function given(living: Living, name: 'closures' | 'reopenings', body: unknown): Living {
    const parsed = parseCommand(name, body);
    if (!parsed.ok) throw parsed.error;
    return commanded(living, parsed.command);
  }
});

describe('The promises of any life', () => {
  test('are the same without the commands that are not about them, transfers among them', () => {
    fc.assert(
      fc.property(anyLife, (life) => {
        const bare = wholeLife(without(life, BESIDE_THE_PROMISES), 'never');
        expect(promisesOf(wholeLife(life, 'never'))).toEqual(promisesOf(bare));
      }),
      RUNS,
    );
  });

  test('keep every finding, and every day and name of it, whatever is told in between', () => {
    fc.assert(
      fc.property(anyLife, (life) => {
        let living = born(life);
        let known: ReadonlyArray<string> = [];
        for (const attempt of life.attempts) {
          living = lived(checkedOn(living, living.today), attempt);
          const shown = shownFindings(living.state, STOCKHOLM).map(({ id, asOf }) => `${id} ${asOf}`);
          expect(shown.slice(0, known.length)).toEqual(known);
          expect(new Set(shown).size).toBe(shown.length);
          known = shown;
        }
      }),
      RUNS,
    );
  });
});

describe('Who holds a case of any life', () => {
  test('follow one another without a gap, each from a day on, and each unlike the one before', () => {
    fc.assert(
      fc.property(anyLife, (life) => {
        const { state, facts } = wholeLife(life, 'never');
        const moves = facts.flatMap((fact) => (fact.type === 'case.transferred' ? [fact.data] : []));
        expect(state.holders).toHaveLength(moves.length + 1);
        state.holders.slice(1).forEach(({ from, district, office }, index) => {
          const before = state.holders[index];
          expect(moves[index]).toEqual({
            from: { district: before?.district, office: before?.office },
            to: { district, office },
          });
          expect([before?.district, before?.office]).not.toEqual([district, office]);
          expect(from >= (before?.from ?? from)).toBe(true);
        });
      }),
      RUNS,
    );
  });
});

describe('The occasions of any life', () => {
  test('have names of their own, and a correction leaves both what it corrects and itself', () => {
    fc.assert(
      fc.property(anyLife, (life) => {
        const { facts } = wholeLife(life, 'never');
        const expected = facts.flatMap((fact) => (fact.type === 'occasion.expected' ? [fact.data.occasion] : []));
        expect(new Set(expected).size).toBe(expected.length);
        for (const occasion of occasionsOf(facts)) {
          const said = facts.filter(
            (fact) => fact.type === 'attendance.registered' && fact.data.occasion === occasion.id,
          );
          const corrected = said.map((fact) => (fact.type === 'attendance.registered' ? fact.data.corrects : null));
          expect(corrected).toEqual([null, ...said.map(({ sequence }) => sequence)].slice(0, said.length));
          expect(occasion.attendance?.sequence ?? null).toBe(said.at(-1)?.sequence ?? null);
        }
      }),
      RUNS,
    );
  });

  test('are not in the state, which stays as it was', () => {
    fc.assert(
      fc.property(anyLife, (life) => {
        const { state, facts } = wholeLife(life, 'never');
        for (const { id } of occasionsOf(facts)) expect(JSON.stringify(state)).not.toContain(id);
      }),
      RUNS,
    );
  });
});
