import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMAND_FIELDS, REFERRAL_FIELDS } from '../../../shared/domain/case/secrecy.ts';
import { localDate } from '../../../shared/domain/time/local-date.ts';
import { escaped } from '../../../shared/http/pages/page.ts';
import { type CaseWorld, district, office, startCaseWorld } from '../../support/case-world.ts';
import { historyLine } from '../http/history-line.ts';
import { IDENTITY_NUMBER, type MarkedLife, markedLife } from '../http/marked-lives.ts';
import { caseDesk, idOf } from './case-desk.ts';

const RECEIVED = localDate('2026-03-02');
const namedOfficers = [{ client: 'city-admin', officer: 'officer-1' }];
const PROTECTED = { protection: 'protected-registration', namedOfficers };
const live = markedLife('L', RECEIVED, { identityNumber: IDENTITY_NUMBER }, PROTECTED);
const past = markedLife('H', RECEIVED, { localId: 'ZqH7LocalId' }, { protection: 'none' });

/** Every value in a body that is no list or object, with the path of the field that holds it. */
function leaves(value: unknown, path: ReadonlyArray<string> = []): ReadonlyArray<readonly [string, unknown]> {
  if (Array.isArray(value)) return value.flatMap((part) => leaves(part, path));
  if (typeof value !== 'object' || value === null) return [[path.join('.'), value]];
  return Object.entries(value).flatMap(([name, part]) => leaves(part, [...path, name]));
}

const valuesIn = (value: unknown): ReadonlySet<unknown> => new Set(leaves(value).map(([, leaf]) => leaf));

describe('What is held about a person, as it is handed to the person', () => {
  let world: CaseWorld;
  let desk: ReturnType<typeof caseDesk>;
  const ids = new Map<MarkedLife, string>();
  beforeAll(async () => {
    world = await startCaseWorld();
    desk = caseDesk(world);
    desk.on('2026-04-20');
    const opened = await world.call('POST', '/v1/referrals', live.referral, { key: 'extracted' });
    ids.set(live, idOf(opened));
    for (const [step, body] of live.steps) {
      expect((await desk.post(idOf(opened), step, body)).status, step).toBe(201);
    }
    const imported = await world.call('POST', '/v1/history', historyLine('past', past.referral, past.steps));
    ids.set(past, idOf(imported));
  });
  afterAll(() => world.stop());

  const extractOf = async (life: MarkedLife, options = {}) =>
    desk.get(`/v1/cases/${ids.get(life)}/register-extract`, options);
  const pageOf = async (life: MarkedLife) => (await extractOf(life, { headers: { accept: 'text/html' } })).body;

  it('is looked for in every field of the contract, of a referral and of every command', () => {
    const told = new Set([live, past].flatMap(({ referral }) => leaves(referral).map(([path]) => path)));
    expect(Object.keys(REFERRAL_FIELDS).filter((path) => !told.has(path))).toEqual([]);
    for (const [name, fields] of Object.entries(COMMAND_FIELDS)) {
      const steps = [...live.steps, ...past.steps].filter(([path]) => path.split('/').at(-1) === name);
      const inSteps = new Set(steps.flatMap(([, body]) => leaves(body).map(([path]) => path)));
      // A move says the office it came to, named or not: it is looked for in the ledger below.
      const missing = Object.keys(fields).filter((path) => !inSteps.has(path) && path !== 'toOffice');
      expect(missing, name).toEqual([]);
    }
  });

  it.each([
    ['of today', live],
    ['of the past', past],
  ] as const)('is all there, of a life %s: every value of the referral, at its own place', async (_, life) => {
    const { body } = await extractOf(life);
    const first = body.earlier[0].referral;
    const written = leaves(first).map(([path, value]) => `${path} ${value}`);
    const sent = leaves(life.referral).filter(([path]) => path !== 'person.identityNumber');
    expect(sent.length).toBeGreaterThan(40);
    expect(sent.map(([path, value]) => `${path} ${value}`).filter((told) => !written.includes(told))).toEqual([]);
    expect(JSON.stringify(body.referral)).toContain('Given2');
    expect(JSON.stringify(first)).not.toContain('Given2');
  });

  it.each([
    ['of today', live],
    ['of the past', past],
  ] as const)('is all there, of a life %s: every value of every command, with its event', async (_, life) => {
    const { body } = await extractOf(life);
    const events = [...body.events];
    const looseEnds = life.steps.flatMap(([step, sent]) => {
      const values = [...valuesIn(sent)].filter((value) => value !== IDENTITY_NUMBER);
      const index = events.findIndex((event) => values.every((value) => valuesIn(event).has(value)));
      if (index === -1) return [step];
      events.splice(index, 1);
      return [];
    });
    expect(looseEnds).toEqual([]);
  });

  it('is all on the page too, where nothing runs', async () => {
    for (const life of [live, past]) {
      const html = await pageOf(life);
      expect(life.marks.filter((mark) => !html.includes(escaped(mark)) && !CODES.test(mark))).toEqual([]);
      expect(html).toContain('Vad som har hänt');
      expect(html).not.toMatch(/<script/i);
    }
    const html = await pageOf(live);
    for (const word of ['19900118-9811', 'sjukdom', 'delvis', 'deltid', 'föräldraledighet', 'skyddad folkbokföring']) {
      expect(html, word).toContain(word);
    }
  });

  it('says who has been given data, who has looked and why, and is itself noted', async () => {
    desk.on('2026-04-21');
    const { body } = await extractOf(live);
    expect(body.disclosures).toMatchObject([
      { what: 'referral', basis: 'consent', to: { office: 'vallingby' } },
      { what: 'case', basis: 'consent', to: { district: 'skarholmen', office: 'skarholmen' } },
    ]);
    const words = body.accesses.map(({ sv }: { sv: string }) => sv);
    expect(words).toContain('Hänvisade dig: registrerades. Varför: ärendet öppnades.');
    expect(body.accesses.at(-1)).toMatchObject({
      sv: 'Tog fram ett registerutdrag: visades. Varför: din rätt att få veta.',
      en: 'Drew up a register extract: shown. Why: your right to know.',
    });
    expect(body.accesses.length).toBeGreaterThan(live.steps.length);
  });

  it('is a page for those who ask for one, and is kept by nobody on the way', async () => {
    const asked = async (accept?: string) =>
      (await extractOf(past, accept === undefined ? {} : { headers: { accept } })).headers;
    const page = await asked('text/html,application/xhtml+xml;q=0.9,*/*;q=0.8');
    expect(page).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      vary: 'accept',
    });
    for (const accept of [undefined, '*/*', 'application/json', 'application/json, text/html']) {
      expect((await asked(accept))['content-type']).toBe('application/json');
    }
  });

  it('is handed over by the office that has the case or by the city, and of the protected by those named', async () => {
    expect((await extractOf(past, { as: office('skarholmen') })).status).toBe(200);
    expect((await extractOf(past, { as: office('vallingby') })).status).toBe(404);
    expect((await extractOf(past, { as: district('skarholmen') })).status).toBe(404);
    expect((await extractOf(live, { officer: 'somebody' })).status).toBe(404);
    expect((await extractOf(live, { as: office('skarholmen') })).status).toBe(404);
    expect((await desk.get('/v1/cases/absent/register-extract')).status).toBe(404);
  });
});

/** Marks that are codes: the page tells them in words. */
const CODES = /^(?:part-time|covered-by-agreement|partly|parental-leave)$/;
