import type { Page } from 'playwright-core';
import { afterEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { embeddedSuite } from '../support/embedded.ts';
import { browser, type WatchedPage } from './browser.ts';

const suite = embeddedSuite();
const { open } = browser();

const description = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), z.looseObject({ summary: z.string(), operationId: z.string() }))),
});

/** Every page that was opened; two stay open for those who leave them as they find them. */
const visits: Array<WatchedPage> = [];
let shared: Promise<Page> | undefined;
/** The page as a district's token has been pasted into it. */
let trusted: Promise<Page> | undefined;

/** The page at `/v1/docs`, once its viewer has put the operations on it. */
async function docs(): Promise<Page> {
  const visit = await open(`${suite.url}/v1/docs`);
  visits.push(visit);
  await visit.page.locator('#viewer[aria-busy=false] .opblock').first().waitFor();
  return visit.page;
}

/** The page as nobody has told it a token, until it fetches one itself. */
function docsWithoutToken(): Promise<Page> {
  shared ??= docs();
  return shared;
}

/** One operation of the page, by its id in the description. */
const operation = (page: Page, id: string) => page.locator(`.opblock[id$="-${id}"]`);

/** Opens an operation and makes it ready to be tried. */
async function openOperation(page: Page, id: string) {
  const found = operation(page, id);
  await found.locator('.opblock-summary-control').click();
  await found.getByRole('button', { name: 'Prova (Try it out)' }).click();
  return found;
}

/** Sends what has been filled in, and gives the status that the page shows. */
async function sent(found: Awaited<ReturnType<typeof openOperation>>): Promise<string> {
  await found.getByRole('button', { name: 'Skicka (Execute)' }).click();
  return (await found.locator('.live-responses-table .response .response-col_status').first().innerText()).trim();
}

async function pasteToken(page: Page, token: string): Promise<void> {
  await page.getByRole('button', { name: 'Ange token (Authorize)' }).click();
  const dialog = page.locator('.auth-container', { hasText: '(http, Bearer)' });
  await dialog.locator('input').fill(token);
  await dialog.getByRole('button', { name: 'Apply credentials' }).click();
  await page.locator('.btn-done').first().click();
}

function docsWithToken(): Promise<Page> {
  trusted ??= docs().then(async (page) => {
    await pasteToken(page, await suite.tokenFor('district-hasselby-vallingby'));
    return page;
  });
  return trusted;
}

afterEach(async () => {
  const last = visits.at(-1)?.page;
  if (last !== (await shared) && last !== (await trusted)) await last?.close();
});

describe('The page at /v1/docs, in a browser', () => {
  test('lists every operation that the description has, in Swedish', async () => {
    const page = await docsWithoutToken();
    const { paths } = (await suite.api('GET', '/v1/openapi.json')).read(description);
    const operations = Object.values(paths).flatMap((item) => Object.values(item));
    const listed = await page
      .locator('.opblock')
      .evaluateAll((blocks) =>
        blocks.map((block) => [block.id, block.querySelector('.opblock-summary-description')?.textContent]),
      );
    expect(listed).toHaveLength(operations.length);
    for (const { operationId, summary } of operations) {
      expect(listed).toContainEqual([expect.stringMatching(`-${operationId}$`), summary]);
    }
    expect(await page.getByText('Hänvisa en person till Jobbtorg').count()).toBeGreaterThan(0);
  });

  test('shows how an operation is used: its texts in both languages, an example, every problem', async () => {
    const page = await docsWithoutToken();
    const referral = operation(page, 'postReferrals');
    await referral.locator('.opblock-summary-control').click();
    const text = async () => referral.innerText();
    await expect.poll(text).toContain('Refer a person to a Jobbtorg.');
    for (const part of ['Officer-Id', 'hasselby-vallingby', 'Svar (Responses)', 'not-eligible', 'open-case-exists']) {
      expect(await text()).toContain(part);
    }
  });

  test('tries what needs no token', async () => {
    const page = await docsWithoutToken();
    const health = await openOperation(page, 'getHealth');
    expect(await sent(health)).toBe('200');
    expect(await health.locator('.live-responses-table').innerText()).toContain('"status": "ok"');
  });

  test('takes a pasted token, and calls the address it came from with it', async () => {
    const page = await docsWithToken();
    const cases = await openOperation(page, 'getCases');
    await cases.getByPlaceholder('Officer-Id').fill('V-1');
    expect(await sent(cases)).toBe('200');
    const calls = visits.at(-1)?.fetched.filter((url) => url.includes('/cases'));
    expect(calls).toEqual([`${suite.url}/v1/cases?limit=20&page=1`]);
  });

  test('sends an example as it stands, under a key of its own', async () => {
    const page = await docsWithToken();
    const referral = await openOperation(page, 'postReferrals');
    expect(await sent(referral)).toBe('201');
    expect(await referral.locator('.live-responses-table').innerText()).toContain('"office": "vallingby"');
  });

  test('gets a token for a client and its secret', async () => {
    const page = await docsWithoutToken();
    await page.getByRole('button', { name: 'Ange token (Authorize)' }).click();
    const dialog = page.locator('.auth-container', { hasText: 'client_id' });
    await dialog.getByLabel('client_id:').fill('city-admin');
    await dialog.getByLabel('client_secret:').fill('local');
    await dialog.getByRole('button', { name: 'Apply given OAuth2 credentials' }).click();
    await dialog.getByRole('button', { name: 'Remove authorization' }).waitFor();
    await page.locator('.btn-done').first().click();
    const reports = await openOperation(page, 'getReports');
    expect(await sent(reports)).toBe('200');
    expect(visits[0]?.fetched).toContain(`${suite.url}/oauth2/token`);
  });

  test('has in all of this fetched nothing from elsewhere, and complained of nothing', () => {
    expect(visits.length).toBe(2);
    for (const { fetched, complaints } of visits) {
      const places = fetched.filter((url) => !url.startsWith('data:')).map((url) => new URL(url).origin);
      expect(new Set(places)).toEqual(new Set([suite.url]));
      expect(complaints).toEqual([]);
    }
  });

  test('would run no script that somebody had managed to write into it', async () => {
    const page = await docsWithoutToken();
    await expect(page.addScriptTag({ content: 'document.title = "taken over";' })).rejects.toThrow(/Content Security/);
    expect(await page.title()).toBe('Jobbtorg – gränssnittet');
  });
});
