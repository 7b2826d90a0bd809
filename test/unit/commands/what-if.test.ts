import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CommandFailure } from '../../../infra/commands/server/command-failure.ts';
import { EXIT, main } from '../../../infra/commands/what-if/main.ts';
import type { CaseRow } from '../../../shared/domain/case/case-row.ts';
import { DAYS } from '../../../shared/reference/days.ts';
import { GUARANTEE_READINGS } from '../../../shared/reference/guarantee-policies.ts';
import { STOCKHOLM } from '../../../shared/reference/stockholm.ts';
import { caseRow } from '../reports/rows.ts';

const SAMPLE = new URL('../../support/fixtures/cases-2008.ndjson', import.meta.url);
const PERIOD = ['--from', '2008-01-01', '--to', '2008-12-31'];

async function typed(args: ReadonlyArray<string>, rows?: ReadonlyArray<CaseRow>) {
  let shown = '';
  const told: Array<string> = [];
  const asked: Array<ReadonlyArray<string>> = [];
  const status = await main(args, {
    rowsOf: (dataDir, upTo) => {
      asked.push([dataDir, upTo]);
      if (rows === undefined) throw new CommandFailure('No suite is running here.');
      return (async function* () {
        yield* rows;
      })();
    },
    city: STOCKHOLM,
    shipped: GUARANTEE_READINGS,
    firstDay: DAYS.jobbtorgDecided,
    clock: () => '2026-03-02T09:00:00.000Z',
    show: (text) => {
      shown += stripVTControlCharacters(text);
    },
    tell: (text) => void told.push(text),
  });
  return { status, shown, told, asked };
}

describe('npm run what-if', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'jobbtorg-what-if-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (name: string, content: unknown) => {
    const path = join(folder, name);
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };

  it('tells how it is used', async () => {
    const { status, told } = await typed(['--help']);
    expect([status, told[0]]).toEqual([EXIT.done, expect.stringMatching(/^Usage: npm run what-if/)]);
  });

  it.each([
    ['an unknown option', ['--force'], /^That is not understood\./],
    ['a day that does not exist', ['--from', '2008-02-30'], /must be days/],
    ['a last day that is not over', ['--to', '2026-03-02'], /before today/],
    ['a first day after the last', ['--from', '2009-01-01', '--to', '2008-12-31'], /must not be after/],
    ['two sources', ['--history', 'a', '--data', 'b'], /not both/],
  ])('reads nothing when it is given %s, and says what to write', async (_case, args, sentence) => {
    const { status, told, asked } = await typed(args, []);
    expect([status, asked]).toEqual([EXIT.failed, []]);
    expect(told[0]).toMatch(sentence);
  });

  it('reads the cases of the installation up to yesterday, and says so when there is none', async () => {
    expect((await typed([], [])).asked).toEqual([['.jobbtorg', '2026-03-01']]);
    const none = await typed(['--data', 'elsewhere']);
    expect(none).toMatchObject({ status: EXIT.failed, told: ['No suite is running here.'], shown: '' });
  });

  it('shows a file of history under a policy of its own, Swedish first, with the difference to the policy in force', async () => {
    const sv = 'Tio kalenderdagar från hänvisningen.';
    const en = 'Ten calendar days from the referral.';
    const policy = { basedOn: 'guarantee-five-days', id: 'ten-days', sv, en, days: 10 };
    const path = file('ten.json', { guarantee: [policy] });
    const { status, shown } = await typed(['--policy', path, '--history', SAMPLE.pathname, ...PERIOD]);
    expect(status).toBe(EXIT.done);
    expect(shown).toContain('8 ärenden');
    expect(shown).toContain(`ten-days\n${sv}\n${en}`);
    expect(shown).toContain('guarantee-five-days (gäller · in force)');
    // By hand: the promise due on 29 December falls due in January instead, and of the other five only one is broken.
    expect(shown).toMatch(/│ guarantee-five-days +│ +6 │ +3 │ +50\.0 % │ +0\.0 │/);
    expect(shown).toMatch(/│ ten-days +│ +5 │ +4 │ +80\.0 % │ +\+30\.0 │/);
    expect(shown).toContain('Jobbtorg Vällingby');
    expect(shown).toContain('Hela staden · The whole city');
  });

  it('gives a machine the same', async () => {
    const rows = [caseRow({ received: '2008-03-03', facts: [['plan-approved', '2008-03-10']] })];
    const { shown } = await typed(['--json', ...PERIOD], rows);
    const { from, to, cases, readings } = JSON.parse(shown);
    expect({ from, to, cases }).toEqual({ from: '2008-01-01', to: '2008-12-31', cases: 1 });
    expect(readings).toHaveLength(5);
    expect(readings.slice(0, 2)).toMatchObject([
      { id: 'guarantee-five-days', inForce: true, due: 1, kept: 1, share: 1, difference: 0 },
      {
        id: 'guarantee-unrolled',
        inForce: false,
        due: 1,
        kept: 0,
        share: 0,
        difference: -1,
        offices: [{ office: 'vallingby', due: 1, kept: 0, share: 0, difference: -1 }],
      },
    ]);
  });

  it('leaves out lines that would be refused, names them, and says so in its exit status', async () => {
    const [first = ''] = readFileSync(SAMPLE, 'utf8').split('\n');
    const path = file('some.ndjson', `${first}\nnot a line\n${first}\n`);
    const { status, told, shown } = await typed(['--history', path, ...PERIOD]);
    expect(status).toBe(EXIT.someLeft);
    expect(told).toEqual([
      'Line 2 would be refused, and is left out: npm run import says why.',
      'Line 3 would be refused, and is left out: npm run import says why.',
    ]);
    expect(shown).toContain('1 ärenden');
  });

  it.each<[string, unknown, RegExp]>([
    ['is not there', undefined, /cannot be read: name a JSON file/],
    ['is not JSON', '{', /is not JSON/],
    ['asks for nothing', {}, /give a guarantee, a review or a calendar/],
    ['has a misspelt field', { guarantees: [] }, /guarantees/],
    [
      'is based on nothing known',
      { guarantee: [{ basedOn: 'none', id: 'a', sv: 'a', en: 'a' }] },
      /guarantee\/0\/basedOn\/ must be one of guarantee-five-days/,
    ],
    ['lacks what it is not based on', { guarantee: [{ id: 'a', sv: 'a', en: 'a', days: 5 }] }, /guarantee\/0\/kind/],
    [
      'counts no days',
      { guarantee: [{ basedOn: 'guarantee-five-days', id: 'a', sv: 'a', en: 'a', days: 0 }] },
      /guarantee\/0\/days/,
    ],
    [
      'takes a name that is taken',
      { guarantee: [{ basedOn: 'guarantee-five-days', id: 'guarantee-unrolled', sv: 'a', en: 'a' }] },
      /guarantee-unrolled is taken/,
    ],
    ['names a day that does not exist', { calendar: { workingDays: ['2008-02-30'] } }, /calendar\/workingDays\/0/],
  ])('says what is wrong with a file that %s', async (_case, content, sentence) => {
    const path = content === undefined ? join(folder, 'absent.json') : file('wrong.json', content);
    const { status, told } = await typed(['--policy', path, ...PERIOD], []);
    expect(status).toBe(EXIT.failed);
    expect(told).toEqual([expect.stringMatching(sentence)]);
  });
});
