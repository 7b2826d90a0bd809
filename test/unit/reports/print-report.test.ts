import { describe, expect, test } from 'vitest';
import { type Print, printReport } from '../../../functions/print-report/print-report.ts';
import { undatedPdf } from '../../../functions/print-report/undated-pdf.ts';
import type { ReportRecord } from '../../../shared/ports/report-store.ts';
import { DELIVERIES } from '../../../shared/ports/work.ts';
import { keepingObserver, memoryFiles, memoryReports } from './memory.ts';
import { question } from './rows.ts';

const HEADLINE = { sv: 'Hälften hölls', en: 'Half were kept' };
const HTML = { format: 'html', key: 'reports/report/compliance.html', bytes: 8, sha256: 'a' } as const;
const RECORD: ReportRecord = {
  id: 'report',
  question: question('compliance'),
  formats: ['html', 'pdf'],
  status: 'building',
  files: [HTML],
  headline: HEADLINE,
};

async function world(print: Print) {
  const reports = memoryReports();
  await reports.create(RECORD, null);
  const files = memoryFiles();
  await files.put(HTML.key, new TextEncoder().encode('<p>å</p>'), 'text/html');
  const deps = { reports, files, print, observer: keepingObserver() };
  const order = { kind: 'print-report', report: 'report' } as const;
  return { ...deps, printed: (delivery?: number) => printReport(order, deps, delivery) };
}

const shouting: Print = async (html) => new TextEncoder().encode(html.toUpperCase());

describe('printing a report', () => {
  test('prints its page, and with that it is ready with all its files', async () => {
    const { printed, reports, files } = await world(shouting);
    await printed();
    expect(new TextDecoder().decode(files.content.get('reports/report/compliance.pdf'))).toBe('<P>Å</P>');
    expect(await reports.get('report')).toMatchObject({
      status: 'ready',
      headline: HEADLINE,
      files: [HTML, { format: 'pdf', key: 'reports/report/compliance.pdf', bytes: 9 }],
    });
  });

  test('a message that comes twice prints once', async () => {
    let prints = 0;
    const { printed } = await world(async (html) => {
      prints++;
      return shouting(html);
    });
    await printed();
    await printed(2);
    expect(prints).toBe(1);
  });

  test('a browser that fails may succeed later: until the last time the report is under way', async () => {
    const { printed, reports, observer } = await world(async () => {
      throw new Error('the browser is gone');
    });
    await expect(printed(1)).rejects.toThrow('the browser is gone');
    expect((await reports.get('report'))?.status).toBe('building');
    await expect(printed(DELIVERIES)).rejects.toThrow('the browser is gone');
    expect(await reports.get('report')).toMatchObject({ status: 'failed', failure: 'interrupted' });
    expect(observer.lines.map(({ code }) => code)).toEqual(['REPORT_FAILED', 'REPORT_FAILED']);
  });

  test('that succeeds the last time leaves no failure behind', async () => {
    const { printed, reports } = await world(shouting);
    await printed(DELIVERIES);
    expect(await reports.get('report')).not.toHaveProperty('failure');
  });
});

test('a PDF does not tell when it was made', () => {
  const pdf = (date: string) =>
    Buffer.from(`%PDF\n/CreationDate (D:${date}+00'00')\n/ModDate (D:${date}+00'00')>>\nD:1`, 'latin1');
  expect(undatedPdf(pdf('20261122140000'))).toEqual(undatedPdf(pdf('20080101000000')));
  expect(undatedPdf(pdf('20261122140000'))).toHaveLength(pdf('20261122140000').length);
});
