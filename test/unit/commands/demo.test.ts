import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { main } from '../../../infra/commands/demo/main.ts';
import { newReferral } from '../../../infra/commands/demo/new-referral.ts';
import type { DemoPage } from '../../../infra/commands/demo/pages.ts';
import { MARCH_2008 } from '../../../infra/commands/demo/story.ts';
import { readLines } from '../../../infra/commands/import/lines.ts';
import { jsonOf } from '../../../infra/commands/server/json.ts';
import { referralSchema } from '../../../shared/domain/referral/referral.ts';
import { type HistoryLine, historyLineSchema } from '../../../shared/http/endpoints/history.ts';
import { fakeApi, type Obstacles } from './fake-api.ts';

const URL_OF_OWN = 'http://127.0.0.1:4711';

interface Given {
  readonly args?: ReadonlyArray<string>;
  readonly obstacles?: Obstacles;
  /** Why the server ends by itself. */
  readonly ends?: string;
}

/** Runs `npm run demo` on a server in miniature, with a clock that only moves when the command waits. */
async function demo({ args = [], obstacles = {}, ends }: Given = {}) {
  const api = fakeApi(obstacles);
  let clock = 0;
  const kept: ReadonlyArray<DemoPage> = [];
  const heard = { shown: '', told: '', complained: '', started: 0, stopped: 0, kept };
  const status = await main(args, {
    client: () => ({ send: api.send, close: () => {} }),
    ownServer: async () => {
      heard.started++;
      return {
        url: URL_OF_OWN,
        failed: ends === undefined ? new Promise(() => {}) : Promise.resolve(ends),
        stop: async () => {
          heard.stopped++;
        },
      };
    },
    keepPages: async (pages) => {
      heard.kept = pages;
      return '/pages';
    },
    show: (text) => {
      heard.shown += stripVTControlCharacters(text);
    },
    tell: (text) => {
      heard.told += `${text}\n`;
    },
    complain: (text) => {
      heard.complained += text;
    },
    now: () => clock,
    wait: async (milliseconds) => {
      clock += milliseconds;
    },
    random: () => 1,
  });
  return { status, ...heard, calls: api.calls };
}

describe('npm run demo', () => {
  it('plays on a server of its own and shows on one screen what happened', async () => {
    const { status, shown, complained, started, stopped } = await demo();
    expect({ status, complained, started, stopped }).toEqual({ status: 0, complained: '', started: 1, stopped: 1 });
    const lines = shown.trimEnd().split('\n');
    expect(lines.length).toBeLessThanOrEqual(50);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(shown).toContain('55 cases of March 2008 came in');
    expect(shown).toMatch(/2026-03-02 │ Hänvisningen togs emot\. Dagen räknas som dag noll\./);
    expect(shown).toMatch(/│ kista +│ 0 +│ 50 +│ 5 +│/);
    expect(shown).toMatch(/│ vallingby +│ 0 +│ 100 +│ 10 +│/);
    expect(shown).toContain('Referred: 55; closed: 11 (20.0 %), 72.7 % of them to work or studies.');
    expect(shown).toContain('Promises of a plan kept: 27 of 55 (49.1 %), in 6 days at the median.');
    expect(shown).toContain('Follow-ups in time: 90 of 110 (81.8 %).');
    expect(shown).toMatch(/│ guarantee-five-days +│ 55 +│ 27 +│ 49\.1 % +│/);
  });

  it('imports before it refers, checks after that, and reports last', async () => {
    const { calls } = await demo();
    const first = (call: string) => calls.indexOf(call);
    expect(calls.filter((call) => call === 'POST /v1/history')).toHaveLength(55);
    expect(calls.lastIndexOf('POST /v1/history')).toBeLessThan(first('POST /v1/referrals'));
    expect(first('POST /v1/referrals')).toBeLessThan(first('POST /v1/check-runs'));
    expect(calls.lastIndexOf('GET /v1/check-runs/2026-03-10')).toBeLessThan(first('GET /v1/findings'));
    expect(calls.filter((call) => call === 'GET /v1/findings')).toHaveLength(2);
    expect(first('GET /v1/findings')).toBeLessThan(first('POST /v1/reports'));
  });

  it('ends by naming the pages to open, which are kept and lead to one another', async () => {
    const { shown, kept } = await demo();
    expect(shown.trimEnd().split('\n').slice(-3)).toEqual([
      'file:///pages/reports.html',
      'file:///pages/outcomes.html',
      'file:///pages/compliance.html',
    ]);
    const list = kept.find(({ name }) => name === 'reports.html')?.text;
    expect(list).toBe(
      '<a href="outcomes.html">Läs</a> <a href="https://files.example/reports/older/flow.html?x=1">Läs</a>',
    );
    expect(kept.find(({ name }) => name === 'outcomes.html')?.text).toBe('<p>A page.</p>');
  });

  it('plays on another server that it is pointed to, and leaves that running', async () => {
    expect(await demo({ args: ['--url', `${URL_OF_OWN}/`] })).toMatchObject({ status: 0, started: 0, stopped: 0 });
  });

  it.each<[string, Obstacles, RegExp]>([
    [
      'a line',
      { 'POST /v1/history': 'not-eligible' },
      /55 of 55 lines of 2008 were refused: month-\d+ \(not-eligible\)/,
    ],
    [
      'the referral',
      { 'POST /v1/referrals': 'open-case-exists' },
      /POST \/v1\/referrals .* open-case-exists: Use the open case/,
    ],
    ['the check', { 'POST /v1/check-runs': 'internal-error' }, /POST \/v1\/check-runs .* internal-error/],
    ['a report', { 'GET /v1/reports/outcomes': 'temporarily-unavailable' }, /outcomes .* 503.*45 seconds/],
    ['the token', { 'POST /oauth2/token': 'token-required' }, /does not issue tokens \(it answers with 401\)/],
  ])(
    'says in a sentence what stopped it when %s is refused, and stops its server',
    async (_what, obstacles, sentence) => {
      const { status, shown, complained, stopped } = await demo({ obstacles });
      expect({ status, shown, stopped }).toEqual({ status: 1, shown: '', stopped: 1 });
      expect(complained).toMatch(/^The demonstration stopped\. /);
      expect(complained).toMatch(sentence);
    },
  );

  it('says why when its server ends by itself', async () => {
    const { status, complained } = await demo({ ends: 'The database ended by itself: disk full' });
    expect({ status, complained }).toEqual({
      status: 1,
      complained: 'The demonstration stopped. The database ended by itself: disk full\n',
    });
  });

  it('tells how it is used', async () => {
    expect(await demo({ args: ['--help'] })).toMatchObject({ status: 0, shown: expect.stringMatching(/^Usage:/) });
    expect(await demo({ args: ['--quick'] })).toMatchObject({
      status: 2,
      complained: expect.stringMatching(/^Usage:/),
    });
  });
});

describe('the month of the demonstration', () => {
  it('is 55 lines of history about nobody who can be named', async () => {
    const lines: Array<HistoryLine> = [];
    for await (const { text = '' } of readLines(MARCH_2008)) lines.push(historyLineSchema.parse(jsonOf(text)));
    expect(lines).toHaveLength(55);
    expect(new Set(lines.map(({ key }) => key)).size).toBe(55);
    for (const { referral } of lines) {
      expect(referral.person.identityNumber).toBeUndefined();
      expect(referral.receivedOn).toMatch(/^2008-03-/);
    }
  });

  it('is followed by somebody new at every run', () => {
    const [one, other] = [newReferral(), newReferral()];
    expect(referralSchema.safeParse(one).error).toBeUndefined();
    expect(one.person.localId).not.toBe(other.person.localId);
  });
});
