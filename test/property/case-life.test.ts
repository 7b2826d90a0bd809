import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { packRow, rowOf, unpackRow } from '../../shared/domain/case/case-row.ts';
import { clocks, nextCheck, shownFindings } from '../../shared/domain/case/compliance.ts';
import { evolve, fold } from '../../shared/domain/case/evolve.ts';
import { factSchema } from '../../shared/domain/case/facts.ts';
import { caseStateSchema } from '../../shared/domain/case/state.ts';
import { addDays, localDate } from '../../shared/domain/time/local-date.ts';
import { STOCKHOLM } from '../../shared/reference/stockholm.ts';
import { anyLife, BIRTH, born, checkedOn, type Living, lived, wholeLife } from './life-stories.ts';
import { RUNS } from './runs.ts';

function findingsOf({ state }: Living): ReadonlyArray<string> {
  return shownFindings(state, STOCKHOLM)
    .map(({ id, asOf, annotation }) => `${id} ${asOf} ${annotation}`)
    .toSorted();
}

describe('A case of any life', () => {
  test('is the same folded fact by fact, all at once, and read back from what is stored', () => {
    fc.assert(
      fc.property(anyLife, (life) => {
        const { state, facts } = wholeLife(life, 'now-and-then');
        expect(fold(facts)).toEqual(state);
        expect(facts.reduce<typeof state | undefined>((folded, fact) => evolve(folded, fact), undefined)).toEqual(
          state,
        );
        const stored = facts.map((fact) => factSchema.parse(JSON.parse(JSON.stringify(fact))));
        expect(fold(stored)).toEqual(state);
        expect(caseStateSchema.parse(JSON.parse(JSON.stringify(state)))).toEqual(state);
      }),
      RUNS,
    );
  });

  test('has the same row after packing', () => {
    fc.assert(
      fc.property(anyLife, (life) => {
        const row = rowOf(wholeLife(life, 'now-and-then').state, '2026-03-02T11:00:00Z');
        expect(unpackRow(packRow(row))).toEqual(row);
      }),
      RUNS,
    );
  });

  test('has one clock running of each kind at most, and none at all when it was closed in time', () => {
    fc.assert(
      fc.property(anyLife, (life) => {
        const { state, today } = wholeLife(life, 'never');
        const open = clocks(state, STOCKHOLM, today).filter(({ state: now }) => now === 'running' || now === 'at-risk');
        expect(open.filter(({ kind }) => kind === 'guarantee').length).toBeLessThanOrEqual(1);
        expect(open.filter(({ kind }) => kind === 'review').length).toBeLessThanOrEqual(1);
        if (state.closure !== null && state.closure.outcome !== 'declined-by-office') expect(open).toEqual([]);
      }),
      RUNS,
    );
  });
});

describe('The findings of a case of any life', () => {
  test('are never taken away, whatever is told later', () => {
    fc.assert(
      fc.property(anyLife, (life) => {
        let living = born(life);
        for (const attempt of life.attempts) {
          living = checkedOn(living, living.today);
          const before = living.state.findings;
          living = lived(living, attempt);
          expect(living.state.findings.slice(0, before.length)).toEqual(before);
        }
      }),
      RUNS,
    );
  });

  test('are the same whether the check ran every night or once, long after', () => {
    fc.assert(
      fc.property(anyLife, (life) => {
        const muchLater = localDate('2040-01-01');
        const everyNight = checkedOn(wholeLife(life, 'nightly'), muchLater);
        const once = checkedOn(wholeLife(life, 'never'), muchLater);
        expect(findingsOf(once)).toEqual(findingsOf(everyNight));
        expect(nextCheck(once.state, STOCKHOLM)).toBeNull();
      }),
      RUNS,
    );
  });

  test('come on the night that was announced, and on no other', () => {
    fc.assert(
      fc.property(anyLife, fc.integer({ min: 1, max: 200 }), (life, later) => {
        const living = wholeLife(life, 'never');
        const night = addDays(living.today > BIRTH ? living.today : BIRTH, later);
        const announced = nextCheck(living.state, STOCKHOLM);
        const found = checkedOn(living, night).state.version > living.state.version;
        expect(found).toBe(announced !== null && announced <= night);
      }),
      RUNS,
    );
  });
});
