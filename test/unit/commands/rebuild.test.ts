import { describe, expect, it } from 'vitest';
import { EXIT, main } from '../../../infra/commands/rebuild/main.ts';
import { CommandFailure } from '../../../infra/commands/server/command-failure.ts';
import { TransientFailure } from '../../../shared/ports/failures.ts';
import type { CaseRebuild, CheckOutcome } from '../../../shared/ports/rebuild.ts';

interface Town {
  readonly cases?: number;
  readonly outcome?: CheckOutcome;
  /** Thrown when this many cases have been told of. */
  readonly failsAfter?: readonly [cases: number, error: Error];
  readonly stopsAfter?: number;
}

/** Runs the command over cases `1`, `2` and so on that are all alike. */
async function typed(args: ReadonlyArray<string>, town: Town = {}) {
  const { cases = 0, outcome = { outcome: 'checked', differences: [] }, failsAfter, stopsAfter } = town;
  const shown: Array<string> = [];
  const told: Array<string> = [];
  const reached: Array<string> = [];
  const checked: Array<string> = [];
  const stopping = new AbortController();
  const rebuild: CaseRebuild = {
    cases: async function* (after) {
      for (let number = Number(after ?? 0) + 1; number <= cases; number++) {
        if (failsAfter !== undefined && number > failsAfter[0]) throw failsAfter[1];
        if (number === stopsAfter) stopping.abort();
        yield `${number}`;
      }
    },
    check: async (caseId) => {
      checked.push(caseId);
      return outcome;
    },
    mend: async () => ({ outcome: 'mended', differences: [], left: [] }),
  };
  const status = await main(args, {
    reach: (dataDir) => {
      reached.push(dataDir);
      return rebuild;
    },
    show: (text) => void shown.push(text),
    tell: (text) => void told.push(text),
    stopping: stopping.signal,
  });
  return { status, shown, told, reached, checked };
}

describe('npm run rebuild', () => {
  it('tells how it is used', async () => {
    const { status, told, reached } = await typed(['--help']);
    expect([status, reached, told[0]]).toEqual([EXIT.done, [], expect.stringMatching(/^Usage: npm run rebuild/)]);
  });

  it.each([
    ['nothing to do', [], /^Say one of --check and --apply\./],
    ['both', ['--check', '--apply'], /^Say one of/],
    ['no place', ['--check', '--from', ''], /^--from must be a place/],
    ['an unknown option', ['--check', '--force'], /^That is not understood\./],
  ])('touches nothing when it is given %s, and says what to write', async (_case, args, sentence) => {
    const { status, told, reached } = await typed(args);
    expect([status, reached, told[0]]).toEqual([EXIT.failed, [], expect.stringMatching(sentence)]);
  });

  it('looks for the embedded run where it is told, and says so when there is none', async () => {
    expect((await typed(['--check'])).reached).toEqual(['.jobbtorg']);
    expect((await typed(['--check', '--data', 'elsewhere'])).reached).toEqual(['elsewhere']);
    const failed = await typed(['--check'], { cases: 1, failsAfter: [0, new CommandFailure('No suite is running.')] });
    expect([failed.status, failed.told]).toEqual([
      EXIT.failed,
      ['No suite is running. Then run the same command again.'],
    ]);
  });

  it('shows how far it has come, and goes on from where it is told', async () => {
    const whole = await typed(['--check'], { cases: 2001 });
    expect(whole.status).toBe(EXIT.done);
    expect(whole.told).toEqual([
      '1000 cases looked at, 0 of them not as their facts say (0 differences); so far to 1000',
      '2000 cases looked at, 0 of them not as their facts say (0 differences); so far to 2000',
      '2001 cases looked at, 0 of them not as their facts say (0 differences).',
    ]);
    expect((await typed(['--check', '--from', '1998'], { cases: 2001 })).checked).toEqual(['1999', '2000', '2001']);
  });

  it('ends with a status of its own when something differs, and says what mends it', async () => {
    const outcome: CheckOutcome = {
      outcome: 'checked',
      differences: [
        { item: 'HEAD', kind: 'differs', attribute: 'row' },
        { item: 'LOCK#k1', kind: 'missing' },
      ],
    };
    const { status, shown, told } = await typed(['--check'], { cases: 1, outcome });
    expect(status).toBe(EXIT.differences);
    expect(shown).toEqual(['1: HEAD row differs', '1: LOCK#k1 is missing']);
    expect(told).toEqual([
      '1 cases looked at, 1 of them not as their facts say (2 differences).',
      '1 cases are to be seen to: npm run rebuild -- --apply mends what can be mended.',
    ]);
  });

  it.each<[CheckOutcome, RegExp]>([
    [{ outcome: 'changed-meanwhile' }, /changed all the time; run the same command again/],
    [{ outcome: 'beyond-mending', why: 'no-head' }, /nothing says who may see it; restore it from a backup/],
    [{ outcome: 'beyond-mending', why: 'unreadable-facts' }, /restore it from a backup/],
  ])('says what to do about a case that is %o', async (outcome, sentence) => {
    const { status, shown } = await typed(['--check'], { cases: 1, outcome });
    expect([status, shown]).toEqual([EXIT.differences, [expect.stringMatching(sentence)]]);
  });

  it('stopped at the terminal ends what it has begun, and names the place from which to go on', async () => {
    const { status, told, checked } = await typed(['--check'], { cases: 100, stopsAfter: 20 });
    expect(status).toBe(EXIT.interrupted);
    expect(checked).toHaveLength(24);
    expect(told.at(-1)).toBe('It was stopped. It goes on from where it was with: npm run rebuild -- --check --from 24');
  });

  it('broken off by a service names the place too, and nothing that the service said', async () => {
    const failsAfter = [20, new TransientFailure('in its own words')] as const;
    const { status, told } = await typed(['--check', '--data', 'elsewhere'], { cases: 100, failsAfter });
    expect([status, told]).toEqual([
      EXIT.failed,
      [
        'A service of the installation does not answer: see to it. It goes on from where it was with: npm run rebuild -- --check --data elsewhere --from 16',
      ],
    ]);
  });

  it('does not hide what nobody at the terminal can mend, and names the place all the same', async () => {
    const failsAfter = [0, new TypeError('in its own words')] as const;
    await expect(typed(['--check', '--from', '7'], { cases: 100, failsAfter })).rejects.toThrow('in its own words');
  });
});
