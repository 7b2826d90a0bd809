import { type Browser, type Page, chromium as playwright } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { unpackedChromium } from '../../functions/print-report/unpacked-chromium.ts';

/** As root it starts without a sandbox only. Nothing is loosened besides: the rules between origins are what is tested. */
const ARGUMENTS = ['--no-sandbox', '--disable-gpu', '--disable-background-networking'];

/** A page in a real browser, and what it did that its reader does not see. */
export interface WatchedPage {
  readonly page: Page;
  /** The address of everything that it fetched. */
  readonly fetched: ReadonlyArray<string>;
  /** Errors and warnings in its console, and exceptions that nobody caught. */
  readonly complaints: ReadonlyArray<string>;
}

/** A browser for the tests of one file; `CHROME_PATH` names another than the one that comes as a package. */
export function browser(): { open(url: string): Promise<WatchedPage> } {
  let running: Browser | undefined;
  beforeAll(async () => {
    running = await playwright.launch({
      executablePath: process.env['CHROME_PATH'] ?? (await packaged()),
      args: ARGUMENTS,
    });
  });
  afterAll(() => running?.close());
  return {
    open: async (url) => {
      if (running === undefined) throw new Error('the browser is up only while tests run');
      const page = await running.newPage({ locale: 'sv-SE', viewport: { width: 1280, height: 1600 } });
      page.setDefaultTimeout(60_000);
      const fetched: Array<string> = [];
      const complaints: Array<string> = [];
      page.on('request', (request) => fetched.push(request.url()));
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
      });
      await page.goto(url);
      return { page, fetched, complaints };
    },
  };
}

/** Unpacks the Chromium of its package, with the libraries that a bare machine lacks: those it has for Lambda. */
async function packaged(): Promise<string> {
  const before = process.env['AWS_EXECUTION_ENV'];
  process.env['AWS_EXECUTION_ENV'] = 'AWS_Lambda_nodejs22.x';
  try {
    return await unpackedChromium();
  } finally {
    if (before === undefined) delete process.env['AWS_EXECUTION_ENV'];
    else process.env['AWS_EXECUTION_ENV'] = before;
  }
}
