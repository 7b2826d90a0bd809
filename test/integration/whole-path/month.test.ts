import { beforeAll, describe, expect, test } from 'vitest';
import { type Administrator, administratorAt, check, type Finding, today } from './administrator.ts';
import { theMonth } from './papers.ts';
import { type Note, notesByHand } from './promises-by-hand.ts';
import { workplace } from './workplace.ts';

const NIGHTS = ['2008-03-17', '2008-03-18', '2008-03-19'] as const;
const LAST_NIGHT = NIGHTS[2];

const papers = theMonth();
const desk = workplace();
const file = desk.file(papers.fileName, papers.content);

/** Jobbtorg with the month in it, and the case that each key became. */
async function suiteWithMonth(data: string) {
  const { url } = await desk.suite(data);
  const imported = await desk.import(file, url).ended;
  return { url, imported, administrator: await administratorAt(url) };
}

/** The case that each line became, as the administrator learns by sending it again. */
async function casesOf(administrator: Administrator): Promise<ReadonlyMap<string, string>> {
  const cases = new Map<string, string>();
  for (const line of papers.lines) cases.set((await administrator.record(line)).id, JSON.parse(line).key);
  return cases;
}

describe('A month of the Västerort job centre', () => {
  const byHand = notesByHand(papers.lines);
  let suite: Awaited<ReturnType<typeof suiteWithMonth>>;
  let cases: ReadonlyMap<string, string>;
  let nightByNight: ReadonlyArray<Finding> = [];

  const asNotes = (findings: ReadonlyArray<Finding>) =>
    sorted(findings.map(({ caseId, clock, kind, asOf }) => ({ key: cases.get(caseId) ?? caseId, clock, kind, asOf })));

  beforeAll(async () => {
    suite = await suiteWithMonth('month');
  });

  test('is taken in whole: 55 people, none refused', () => {
    expect(suite.imported).toMatchObject({ status: 0, complained: '' });
    expect(suite.imported.said).toMatch(/^55 lines in .*: 55 imported, 0 already there, 0 refused\.$/m);
  });

  test('checked on three nights, each tells what that night alone had to tell', async () => {
    cases = await casesOf(suite.administrator);
    expect(cases.size).toBe(55);
    const told = [];
    for (const night of NIGHTS) {
      const { warned, missed } = await check(suite.administrator, night);
      told.push(warned + missed);
    }
    const upTo = (night: string | undefined) => (night === undefined ? 0 : notesByHand(papers.lines, night).length);
    expect(told).toEqual(NIGHTS.map((night, index) => upTo(night) - upTo(NIGHTS[index - 1])));
    nightByNight = await suite.administrator.findings();
    expect(nightByNight.length).toBeGreaterThan(0);
    const visible = notesByHand(papers.lines, LAST_NIGHT).filter(({ protectedPerson }) => !protectedPerson);
    expect(asNotes(nightByNight)).toEqual(sorted(visible));
  });

  test('checked today, shows exactly the promises that an official with a wall calendar finds', async () => {
    const counts = await check(suite.administrator, today());
    const since = byHand.filter(({ asOf }) => asOf > LAST_NIGHT);
    const found = new Set(since.map(({ key }) => key)).size;
    expect(counts).toEqual({
      found,
      assessed: found,
      warned: since.filter(({ kind }) => kind === 'warned').length,
      missed: since.filter(({ kind }) => kind === 'missed').length,
      unchanged: 0,
      failed: 0,
    });
    expect(counts['missed']).toBeGreaterThan(0);
    const visible = byHand.filter(({ protectedPerson }) => !protectedPerson);
    expect(asNotes(await suite.administrator.findings())).toEqual(sorted(visible));
  });

  test('shows what was promised to a protected person to the officer entrusted with it, on no list of others', async () => {
    const [hidden, ...others] = papers.lines.map((line) => JSON.parse(line)).filter(isProtected);
    expect(others).toEqual([]);
    const [caseId = ''] = [...cases].find(([, key]) => key === hidden.key) ?? [];
    const own = byHand.filter(({ key }) => key === hidden.key);
    expect(own.length).toBeGreaterThan(0);
    expect(asNotes(await suite.administrator.findingsOf(caseId))).toEqual(sorted(own));
    const listed = await suite.administrator.findings();
    expect(listed.filter((finding) => finding.caseId === caseId)).toEqual([]);
  });

  test('checked again on the same day, gains no finding', async () => {
    const before = await suite.administrator.findings();
    const counts = await check(suite.administrator, today());
    expect(counts).toMatchObject({ found: 0, warned: 0, missed: 0, failed: 0 });
    expect(await suite.administrator.findings()).toEqual(before);
  });

  test('checked on the last of those nights only, and then today, comes to the same', async () => {
    const { administrator } = await suiteWithMonth('one-night');
    await check(administrator, LAST_NIGHT);
    expect(await administrator.findings()).toEqual(nightByNight);
    await check(administrator, today());
    expect(await administrator.findings()).toEqual(await suite.administrator.findings());
  });
});

function isProtected({ referral }: { referral: { person: { protection: string } } }): boolean {
  return referral.person.protection !== 'none';
}

/** What is told of a finding, in an order of its own. */
function sorted(notes: ReadonlyArray<Pick<Note, 'key' | 'clock' | 'asOf'> & { readonly kind: string }>) {
  return notes.map(({ key, clock, kind, asOf }) => [key, clock, kind, asOf].join(' ')).toSorted();
}
