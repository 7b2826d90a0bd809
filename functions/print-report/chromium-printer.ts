import { chromium } from 'playwright-core';
import type { Print } from './print-report.ts';
import { undatedPdf } from './undated-pdf.ts';
import { unpackedChromium } from './unpacked-chromium.ts';

/**
 * Lambda has neither the rights for a sandbox nor the processes' usual ancestor, and no graphics. What is opened is our own
 * page, without scripts and without a network. Nothing is loosened between origins.
 */
const ARGUMENTS = [
  '--no-sandbox',
  '--no-zygote',
  '--single-process',
  '--disable-gpu',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--font-render-hinting=none',
];

const MARGIN = '12mm';
const FOOTER = `<div style="box-sizing: border-box; color: #595959; font: 8pt sans-serif; padding: 0 ${MARGIN}; text-align: right; width: 100%">
<span class="title" style="float: left"></span>Sida <span class="pageNumber"></span> av <span class="totalPages"></span></div>`;

/** Prints in a browser that is started for each page and ended with it, so that nothing of one page reaches the next. */
export function chromiumPrinter(): Print {
  return async (html) => {
    const browser = await chromium.launch({ executablePath: await unpackedChromium(), args: ARGUMENTS });
    try {
      const context = await browser.newContext({ javaScriptEnabled: false, offline: true, locale: 'sv-SE' });
      const page = await context.newPage();
      await page.setContent(html, { waitUntil: 'load' });
      const pdf = await page.pdf({
        preferCSSPageSize: true,
        printBackground: true,
        displayHeaderFooter: true,
        headerTemplate: '<span></span>',
        footerTemplate: FOOTER,
        tagged: true,
        outline: true,
      });
      return undatedPdf(pdf);
    } finally {
      await browser.close();
    }
  };
}
