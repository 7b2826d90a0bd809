import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { reportPage } from '../../functions/build-report/rendering/report-page.ts';
import { REPORT_FORMATS, REPORT_KINDS } from '../../shared/domain/reports/question.ts';
import { embeddedSuite } from '../support/embedded.ts';
import { sampleReport } from '../unit/reports/rendering/reports.ts';
import { browser, type WatchedPage } from './browser.ts';

const suite = embeddedSuite();
const { open } = browser();

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** WCAG 2.2 at level AA, and all before it. */
const LEVELS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];
/** What an A4 across leaves within its margins, in the pixels of a browser. */
const PAPER = { width: 1032, height: 684 };
const folder = mkdtempSync(join(tmpdir(), 'jobbtorg-read-'));
const visits: Array<WatchedPage> = [];

async function visit(name: string, html: string | Uint8Array): Promise<Page> {
  const file = join(folder, name);
  writeFileSync(file, html);
  const visited = await open(pathToFileURL(file).href);
  visits.push(visited);
  return visited.page;
}

/** What axe finds wrong with a page as it is shown now. */
async function faults(page: Page): Promise<ReadonlyArray<string>> {
  await page.evaluate(AXE);
  const found: unknown = await page.evaluate(
    `axe.run({ runOnly: ${JSON.stringify(LEVELS)} }).then(({ violations, passes }) => ({ violations, passes: passes.length }))`,
  );
  const { violations, passes } = z
    .object({
      violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
      passes: z.number(),
    })
    .parse(found);
  expect(passes).toBeGreaterThan(10);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** Texts in the charts shown that reach beyond their picture, or over one another. */
const TANGLED = `[...document.querySelectorAll('svg')].filter((svg) => svg.checkVisibility()).flatMap((svg) => {
  const within = svg.getBoundingClientRect();
  const texts = [...svg.querySelectorAll('text')].map((text) => ({ said: text.textContent, box: text.getBoundingClientRect() }));
  const outside = texts.filter(({ box }) => box.left < within.left - 1 || box.right > within.right + 1 || box.top < within.top - 1 || box.bottom > within.bottom + 1);
  const over = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 5;
  const pairs = texts.flatMap((a, index) => texts.slice(index + 1).filter((b) => over(a.box, b.box)).map((b) => a.said + ' × ' + b.said));
  return [...outside.map(({ said }) => said + ' …'), ...pairs];
})`;

afterEach(async () => {
  const last = visits.at(-1);
  await last?.page.close();
  expect(last?.complaints).toEqual([]);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('A report, in a browser', () => {
  test.each(REPORT_KINDS)('on %s is within reach of everyone, and fetches nothing', async (kind) => {
    const page = await visit(`${kind}.html`, reportPage(sampleReport(kind), { kind: 'city' }));
    expect(await faults(page)).toEqual([]);
    expect(visits.at(-1)?.fetched.filter((url) => !url.startsWith('data:'))).toHaveLength(1);
    expect(await page.locator('table:visible').count()).toBeGreaterThan(1);
    expect(await page.evaluate(TANGLED), 'what a chart says is cut off, or lies over something else').toEqual([]);
    await expect(await page.locator('body').ariaSnapshot()).toMatchFileSnapshot(`golden/${kind}.yml`);
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize(PAPER);
    expect(await page.evaluate('document.documentElement.scrollWidth'), 'wider than the paper').toBe(PAPER.width);
  });

  test('is put into English from the keyboard, and back', async () => {
    const page = await visit('switch.html', reportPage(sampleReport('compliance'), { kind: 'city' }));
    const shown = async () => page.locator('h1:visible').allInnerTexts();
    expect(await shown()).toEqual([expect.stringContaining('av jobbgarantierna hölls')]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowRight');
    expect(await shown()).toEqual([expect.stringContaining('of the job guarantees were kept')]);
    expect(await faults(page)).toEqual([]);
    await page.keyboard.press('ArrowLeft');
    expect(await shown()).toEqual([expect.stringContaining('av jobbgarantierna hölls')]);
  });

  test('needs no more room than a telephone has, but for its tables, which scroll by themselves', async () => {
    const page = await visit('narrow.html', reportPage(sampleReport('outcomes'), { kind: 'city' }));
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
  });

  test('would run no script that somebody had managed to write into it', async () => {
    const page = await visit('script.html', reportPage(sampleReport('outcomes'), { kind: 'city' }));
    await expect(page.addScriptTag({ content: 'document.title = "taken over";' })).rejects.toThrow(/Content Security/);
    visits.pop();
    await page.close();
  });
});

describe('Reports, from being asked for to being read', () => {
  const record = z.looseObject({
    status: z.string(),
    files: z.array(z.object({ format: z.string(), href: z.string(), bytes: z.number(), sha256: z.string() })),
  });

  test('one in every format is ready when all its files are there, and is on the page of reports', async () => {
    const token = await suite.tokenFor('city-admin');
    const body = { kind: 'outcomes', from: '2008-01-01', to: '2008-12-31', formats: REPORT_FORMATS };
    const asked = await suite.api('POST', '/v1/reports', { token, body });
    expect(asked.status).toBe(202);
    const path = asked.headers.get('location') ?? '';
    const read = async () => (await suite.api('GET', path, { token })).read(record);
    await expect.poll(async () => (await read()).status, { timeout: 90_000, interval: 300 }).toBe('ready');
    const { files } = await read();
    expect(files.map(({ format }) => format).toSorted()).toEqual([...REPORT_FORMATS].toSorted());

    const pdf = files.find(({ format }) => format === 'pdf');
    const printed = new Uint8Array(await (await fetch(pdf?.href ?? '')).arrayBuffer());
    const text = Buffer.from(printed).toString('latin1');
    expect(text.startsWith('%PDF-')).toBe(true);
    expect(text.match(/\/Type \/Page\b/g)?.length).toBeGreaterThan(2);
    expect(text).toContain('/StructTreeRoot');

    const list = await suite.api('GET', '/v1/reports', { token, headers: { accept: 'text/html,*/*;q=0.8' } });
    expect(list.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(list.headers.get('cache-control')).toBe('no-store');
    const page = await visit('reports.html', list.text);
    expect(await faults(page)).toEqual([]);
    expect(await page.getByRole('link').allInnerTexts()).toEqual(['Läs rapporten', 'PDF', 'Excel', 'CSV', 'JSON']);
    await page.getByRole('link', { name: 'Läs rapporten' }).click();
    await page.waitForURL(/outcomes\.html/);
    expect(await page.locator('h1:visible').innerText()).toBe('För få för att redovisas');
  });
});
