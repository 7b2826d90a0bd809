import { beforeAll, describe, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { ENDPOINTS } from '../../../shared/http/endpoints/catalogue.ts';
import type { ApiAnswer } from '../../support/embedded.ts';
import {
  type Cell,
  cellsOf,
  expectedOf,
  fingerprintOf,
  outcomeOf,
  requestOf,
  scopesOf,
  subjectsOf,
} from './access-cells.ts';
import { type AccessWorld, accessWorld, ROLES, UNTIL_DONE } from './access-world.ts';
import { attemptsOnOthers } from './attempts-on-others.ts';
import { problemIn } from './problem-answers.ts';
import { judgedLink } from './signed-links.ts';
import { scan, watchedSuite } from './watched-suite.ts';

/** Of a city that has confirmed the retention rule, so that there is a certificate to be seen. */
const suite = watchedSuite({ environment: () => ({ CONFIRMED_RETENTION: 'case-file-2025' }) });
let world: AccessWorld;

beforeAll(async () => {
  world = await accessWorld(suite);
});

const typeIn = z.looseObject({ type: z.string().optional() });
const entry = z.looseObject({
  officer: z.string().nullable(),
  what: z.string(),
  outcome: z.string(),
  refusal: z.string().nullable(),
});
const accessIn = z.looseObject({ access: z.string().transform((text) => entry.parse(JSON.parse(text))) });

/** A cell that has been tried. */
interface Tried extends Cell {
  readonly answer: ApiAnswer;
  readonly outcome: string;
}

/** More at once would start more of every function than there are processors to run them. */
const AT_ONCE = 2;

async function eachOf<T, R>(all: ReadonlyArray<T>, act: (one: T) => Promise<R>): Promise<ReadonlyArray<R>> {
  const done: Array<R> = [];
  for (let from = 0; from < all.length; from += AT_ONCE) {
    done.push(...(await Promise.all(all.slice(from, from + AT_ONCE).map(act))));
  }
  return done;
}

/** Lists are asked for once, for all that might be on them. */
const asked = new Map<string, Promise<ApiAnswer>>();
/** Who has been refused so far, and with what, once for each call of somebody with a token. */
const refused: Array<string> = [];

async function tried(cell: Cell): Promise<Tried> {
  const { method, path, call } = requestOf(cell, world);
  const whole = await world.callAs(cell.role, scopesOf(cell), call);
  const key = JSON.stringify([method, path, whole]);
  const isNew = !asked.has(key);
  const asking = asked.get(key) ?? suite.api(method, path, whole);
  asked.set(key, asking);
  const answer = await asking;
  if (isNew && cell.endpoint.scope !== null && cell.role !== 'anyone' && answer.status >= 400) {
    refused.push(`${whole.officer} ${answer.read(typeIn).type?.replace('/v1/problems/', '')}`);
  }
  return { ...cell, answer, outcome: outcomeOf(cell, answer, world) };
}

const nameOf = ({ endpoint, role, subject, scoped }: Cell) =>
  `${endpoint.routeKey}, ${role}, ${subject}${scoped ? '' : ', without the scope'}`;
const otherwise = (cells: ReadonlyArray<Tried>) =>
  cells.filter((cell) => cell.outcome !== expectedOf(cell)).map((cell) => `${nameOf(cell)}: ${cell.outcome}`);

/** What a case is answered with, by hand: its own, others', theirs before, protected and named, not named, absent. */
const A_CASE_BY_HAND = {
  district: [200, 404, 200, 200, 404, 404],
  office: [200, 404, 404, 200, 404, 404],
  city: [200, 200, 200, 200, 404, 404],
  anyone: [401, 401, 401, 401, 401, 401],
} as const;

describe('Who sees what', () => {
  const GROUNDS = 'GET /v1/disclosure-grounds';
  const all: Array<Tried> = [];
  const without = (outcomes: ReadonlyArray<string>) => all.filter(({ outcome }) => outcomes.includes(outcome));

  it('is as the table has it, in every cell', async () => {
    const cells = ENDPOINTS.filter(({ routeKey }) => routeKey !== GROUNDS).flatMap(cellsOf);
    all.push(...(await eachOf(cells, tried)));
    expect(otherwise(all)).toEqual([]);
  });

  it('is as the table has it for those whose ground has been withdrawn', async () => {
    await world.withdrawGrounds();
    const cells = ENDPOINTS.filter(({ routeKey }) => routeKey === GROUNDS).flatMap(cellsOf);
    const found = await eachOf(cells, tried);
    all.push(...found);
    expect(otherwise(found)).toEqual([]);
  });

  it('has every refusal of a known caller noted, one entry each, whatever was asked for', async () => {
    const accesses = (await scan(suite.table())).flatMap((item) => accessIn.safeParse(item).data?.access ?? []);
    const noted = accesses.filter(({ outcome }) => outcome === 'refused');
    expect(noted.map(({ officer, refusal }) => `${officer} ${refusal}`).toSorted()).toEqual(refused.toSorted());
    const operations = ENDPOINTS.filter(({ scope }) => scope !== null).length;
    for (const officer of ['B-1', 'V-1', 'C-1']) {
      const own = noted.filter((one) => one.officer === officer && one.refusal === 'missing-scope');
      expect([officer, new Set(own.map(({ what }) => what)).size]).toEqual([officer, operations]);
    }
    console.info(`${refused.length} refusals of known callers, each with its entry in the access log`);
  });

  it('has been tried in as many cells as the table has', () => {
    // Three parties with and without the scope, and one caller without a token; where no token is taken, four callers.
    const cells = ENDPOINTS.map(({ scope, ...rest }) =>
      scope === null ? ROLES.length : subjectsOf({ scope, ...rest }).length * (3 * 2 + 1),
    );
    expect(all).toHaveLength(cells.reduce((sum, count) => sum + count, 0));
    expect(new Set(all.map(nameOf)).size).toBe(all.length);
    const outcomes = Map.groupBy(all, ({ outcome }) => outcome);
    const counts = [...outcomes].map(([outcome, { length }]) => `${length} ${outcome}`).toSorted();
    console.info(`${all.length} cells of ${ENDPOINTS.length} operations tried: ${counts.join(', ')}`);
  });

  it('is for a case what one would write on a wall', () => {
    for (const role of ROLES) {
      const own = all.filter(
        (cell) => cell.endpoint.routeKey === 'GET /v1/cases/{caseId}' && cell.role === role && cell.scoped,
      );
      expect([role, ...own.map(({ answer }) => answer.status)]).toEqual([role, ...A_CASE_BY_HAND[role]]);
    }
  });

  it('gives no sign that there is something more: what is hidden is answered like what is not there, to the byte', () => {
    // Lists are one answer for all. That somebody has an open case cannot be hidden from whoever refers them again.
    const apart = (cell: Cell) =>
      cell.endpoint.routeKey === 'POST /v1/referrals' && cell.subject === 'absent' && cell.scoped;
    const hidden = without(['absent', 'missing-scope', 'token-required']).filter((cell) => !apart(cell));
    const groups = Map.groupBy(hidden, ({ endpoint, role, scoped }) => [endpoint.routeKey, role, scoped].join());
    const differing = [...groups].filter(
      ([, cells]) => new Set(cells.map(({ answer }) => fingerprintOf(answer))).size > 1,
    );
    expect(differing.map(([name]) => name)).toEqual([]);
    expect(groups.size).toBeGreaterThan(200);
  });

  it('is the same for everyone where no token is taken', () => {
    const open = Map.groupBy(
      all.filter(({ endpoint }) => endpoint.scope === null),
      ({ endpoint }) => endpoint.routeKey,
    );
    for (const [name, cells] of open) {
      expect([name, new Set(cells.map(({ answer }) => fingerprintOf(answer))).size]).toEqual([name, 1]);
    }
  });
});

const readyIn = z.looseObject({ files: z.tuple([z.looseObject({ href: z.url() })]) });

describe('Whoever tries to reach further', () => {
  it('is answered as if there were nothing, or refused: by ids, officers, scopes, parties, filters, bodies, cursors and reports', async () => {
    const attempts = await attemptsOnOthers(suite, world);
    const outcomes = await eachOf(attempts, async ({ what, ask, like }) => {
      const answer = await ask();
      if (typeof like === 'string') {
        const { type } = answer.read(typeIn);
        return type === `/v1/problems/${like}` ? [] : [`${what}: ${answer.status} ${answer.text}`];
      }
      return fingerprintOf(answer) === fingerprintOf(await like()) ? [] : [`${what}: ${answer.status} ${answer.text}`];
    });
    expect(outcomes.flat()).toEqual([]);
    console.info(`${attempts.length} attempts to reach further, all in vain`);
    expect(attempts.length).toBeGreaterThan(150);
  });

  it('has what its token says, and no more, when the scopes are oddly spaced', async () => {
    const token = await world.tokenOf('district', ['', 'cases:read', '', '', 'unknown:scope', '']);
    const read = await suite.call('GET', `/v1/cases/${world.cases.own}`, { token, officer: 'B-1' });
    expect(read.status).toBe(200);
    problemIn(await suite.call('GET', '/v1/findings', { token, officer: 'B-1' }), 'missing-scope');
  });

  it('is no other client by using its idempotency key', async () => {
    const body = { kind: 'flow', from: world.received, to: world.today, formats: ['json'] };
    const headers = { 'idempotency-key': 'the-same-for-both' };
    const reportIn = z.looseObject({ id: z.string() });
    const asks = await Promise.all(
      (['district', 'office'] as const).map(async (role) =>
        suite.call('POST', '/v1/reports', { token: await world.tokenOf(role, ['reports:write']), headers, body }),
      ),
    );
    expect(asks.map(({ status }) => status)).toEqual([202, 202]);
    expect(asks.map((answer) => answer.headers.get('idempotency-replayed'))).toEqual([null, null]);
    expect(new Set(asks.map((answer) => answer.read(reportIn).id)).size).toBe(2);
  });

  it('gets no file of a report by changing a link to one', async () => {
    const linkOf = async (role: 'district' | 'office') => {
      const token = await world.tokenOf(role, ['reports:read']);
      const path = `/v1/reports/${world.reports[role].own}`;
      const ready = await vi.waitFor(async () => (await suite.call('GET', path, { token })).read(readyIn), UNTIL_DONE);
      return ready.files[0].href;
    };
    const [own, others] = await Promise.all([linkOf('district'), linkOf('office')]);
    const now = new Date();
    const late = new Date(now.getTime() + 15 * 60_000 + 1000);
    expect([judgedLink(own, now), judgedLink(others, now)]).toEqual(['opened', 'opened']);
    expect((await fetch(own)).status).toBe(200);
    expect(judgedLink(own, late)).toBe('expired');
    const to = new URL(others).pathname;
    const changes: ReadonlyArray<readonly [string, (link: URL) => void]> = [
      [
        "another's file",
        (link) => {
          link.pathname = to;
        },
      ],
      [
        'another format',
        (link) => {
          link.pathname = link.pathname.replace(/json$/, 'html');
        },
      ],
      [
        'another bucket',
        (link) => {
          link.pathname = `/another${link.pathname}`;
        },
      ],
      ['a longer time', (link) => link.searchParams.set('X-Amz-Expires', '604800')],
      ['a later day', (link) => link.searchParams.set('X-Amz-Date', '20991231T000000Z')],
      ['another key', (link) => link.searchParams.set('X-Amz-Credential', 'AKIA/20260302/eu-north-1/s3/aws4_request')],
      ['another signature', (link) => link.searchParams.set('X-Amz-Signature', '0'.repeat(64))],
      ['no signature', (link) => link.searchParams.delete('X-Amz-Signature')],
      ['a list instead', (link) => link.searchParams.set('list-type', '2')],
    ];
    for (const [what, change] of changes) {
      const link = new URL(own);
      change(link);
      expect([what, judgedLink(link.href, now)]).toEqual([what, 'signed otherwise']);
    }
    expect(judgedLink(own, now, 'PUT')).toBe('signed otherwise');
  });

  it('has made no function fail', () => {
    const lines = [...suite.logs().values()].flatMap((log) => log.split('\n'));
    expect(lines.filter((line) => /REQUEST_FAILED|RESPONSE_MISMATCH/.test(line))).toEqual([]);
    expect(suite.problems()).toEqual([]);
  });
});
