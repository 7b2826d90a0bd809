import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { COMMAND_FIELDS, REFERRAL_FIELDS } from '../../../shared/domain/case/secrecy.ts';
import { localDate } from '../../../shared/domain/time/local-date.ts';
import { escaped } from '../../../shared/http/pages/page.ts';
import { type CaseWorld, district, office, startCaseWorld } from '../../support/case-world.ts';
import { historyLine } from '../http/history-line.ts';
import { IDENTITY_NUMBER, type MarkedLife, markedLife } from '../http/marked-lives.ts';
import { caseDesk, idOf } from './case-desk.ts';
import { everythingIn } from './stored-items.ts';

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
  /** A case whose promise was broken: open, and with something of every kind that is kept. */
  let broken: string;
  beforeAll(async () => {
    world = await startCaseWorld();
    desk = caseDesk(world);
    desk.on('2026-03-02');
    broken = await desk.open('broken');
    await desk.post(broken, 'occasions', { date: '2026-03-04', kind: 'meeting' });
    await desk.post(broken, 'person-changes', { on: '2026-03-02', familyName: 'Nytt' });
    await desk.post(broken, 'coaches', { coach: 'Coach Ett', from: '2026-03-02' }, { key: 'remembered' });
    for (const night of ['2026-03-06', '2026-03-10']) await world.night(night);
    for (const [ground, until] of HOLDS) await desk.post(broken, 'retention-holds', { ground, until });
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

  it('says whose systems were sent each event: those who had the case, and nobody of what was brought in', async () => {
    const ofLive = (await extractOf(live)).body.events;
    const moved = ofLive.findIndex(({ type }: { type: string }) => type === 'case.transferred');
    const before = { district: 'bromma', office: 'vallingby' };
    const after = { district: 'skarholmen', office: 'skarholmen' };
    const told = ofLive.map((event: { told: unknown }) => event.told);
    expect(moved).toBeGreaterThan(10);
    expect(told).toEqual(
      told.map((_: unknown, index: number) => (index < moved ? [before] : index > moved ? [after] : [after, before])),
    );
    expect(await pageOf(live)).toContain('Meddelades till systemen hos');
    const ofPast = (await extractOf(past)).body.events;
    expect(ofPast.flatMap((event: { told: unknown }) => event.told)).toEqual([]);
    expect(await pageOf(past)).not.toContain('Meddelades till systemen hos');
  });

  it('has the person’s own statement, and points at it from what it is about', async () => {
    for (const life of [live, past]) {
      const { events } = (await extractOf(life)).body;
      const at = 1 + events.findIndex(({ type }: { type: string }) => type === 'statement.made');
      expect(at).toBeGreaterThan(1);
      expect(events[at - 1]).toMatchObject({
        data: { concerns: 1 },
        written: { text: expect.stringContaining('Ptext') },
      });
      const pointing = events.map(({ statements }: { statements: ReadonlyArray<number> }) => statements);
      expect(pointing).toEqual(events.map((_: unknown, index: number) => (index === 0 ? [at] : [])));
      expect(await pageOf(life)).toContain('Ditt eget uttalande står som händelse nummer');
    }
  });

  it('says what was put in the way of destroying the case, and which promises were found broken', async () => {
    const { body } = await desk.get(`/v1/cases/${broken}/register-extract`);
    expect(body.holds).toEqual([
      {
        ground: 'legal-claim',
        until: '2026-12-31',
        sv: 'Ärendet gallras inte till och med 2026-12-31: en tvist eller en tillsyn kräver det.',
        en: 'The case is not destroyed until 2026-12-31 has passed: a dispute or an inspection needs it.',
      },
      {
        ground: 'register-extract',
        until: '2026-06-30',
        sv: 'Ärendet gallras inte till och med 2026-06-30: du har begärt ett utdrag och ska få det först.',
        en: 'The case is not destroyed until 2026-06-30 has passed: you have asked for an extract and are to have it first.',
      },
    ]);
    expect(body.case.findings.map(({ kind }: { kind: string }) => kind)).toEqual(['warned', 'missed']);
    const { body: html } = await desk.get(`/v1/cases/${broken}/register-extract`, { headers: { accept: 'text/html' } });
    for (const words of [
      ...body.holds.map(({ sv }: { sv: string }) => sv),
      'En frist missades',
      'var nära att missas',
    ]) {
      expect(html).toContain(words);
    }
    expect((await extractOf(live)).body.holds).toEqual([]);
  });

  it('tells of every kind of item that lies in the table of a case or names it, and shows no hash', async () => {
    const items = await everythingIn(world);
    const { body } = await desk.get(`/v1/cases/${broken}/register-extract`);
    const told = (place: string) =>
      body.technical.some(({ kind }: { kind: string }) => kind === place) || Object.keys(body[place] ?? {}).length > 0;
    const named = items.filter((item) => JSON.stringify(item).includes(broken));
    const kinds = new Set(named.map(kindOf));
    expect(kinds).toEqual(new Set(Object.keys(WHERE)));
    expect([...kinds].filter((kind) => WHERE[kind]?.every(told) !== true)).toEqual([]);
    const hashes = named
      .filter(({ pk }) => /^(?:LOCK|IDEMPOTENCY)#/.test(pk))
      .map(({ pk }) => pk.split('#').at(-1) ?? '');
    expect(hashes.length).toBeGreaterThan(1);
    expect(hashes.filter((hash) => JSON.stringify(body).includes(hash))).toEqual([]);
  });

  it('tells of hashes by which a line of the past and those who may see a case are recognised, where there are any', async () => {
    const kindsOf = async (life: MarkedLife) =>
      (await extractOf(life)).body.technical.map(({ kind }: { kind: string }) => kind);
    expect(await kindsOf(live)).toEqual([
      'person-hashes',
      'named-officers-hashes',
      'repeated-requests',
      'rows-for-lists-and-reports',
      'messages',
      'runs',
      'backups',
    ]);
    expect(await kindsOf(past)).toEqual([
      'person-hashes',
      'imported-line-hash',
      'repeated-requests',
      'rows-for-lists-and-reports',
      'runs',
      'backups',
    ]);
    for (const life of [live, past]) {
      const html = await pageOf(life);
      const { technical } = (await extractOf(life)).body;
      for (const { sv, en } of technical)
        expect([html.includes(escaped(sv)), html.includes(escaped(en))]).toEqual([true, true]);
    }
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

const HOLDS = [
  ['legal-claim', '2026-12-31'],
  ['register-extract', '2026-06-30'],
] as const;

/** The kind of an item: the first word of its place, and within a case that of its part. */
const kindOf = ({ pk, sk }: { readonly pk: string; readonly sk: string }) => {
  const [word = ''] = pk.split('#');
  return word === 'CASE' ? `${word} ${sk.replace(/#.*/, '#')}` : word;
};

/** Where in the extract each kind of item is told of, by hand: a part of it, or a kind of technical item. */
const WHERE: Readonly<Record<string, ReadonlyArray<string>>> = {
  'CASE HEAD': ['person-hashes', 'rows-for-lists-and-reports'],
  'CASE PERSON': ['referral'],
  'CASE PERSON#': ['earlier'],
  'CASE COMMIT#': ['events', 'messages'],
  'CASE TEXT#': ['events'],
  'CASE ATTENDANCE#': ['occasions'],
  'CASE HOLD#': ['holds'],
  ACCESS: ['accesses'],
  LOCK: ['person-hashes'],
  IDEMPOTENCY: ['repeated-requests'],
  CHECK: ['runs'],
};
