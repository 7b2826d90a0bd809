import { describe, expect, test } from 'vitest';
import { showReport } from '../../../functions/request-reports/report-view.ts';
import { reportsPage } from '../../../functions/request-reports/reports-page.ts';
import type { ReportRecord } from '../../../shared/ports/report-store.ts';
import { memoryFiles } from './memory.ts';
import { question } from './rows.ts';

const READY: ReportRecord = {
  id: 'a',
  question: question('outcomes', {
    from: '2008-01-01',
    to: '2008-12-31',
    scope: { kind: 'office', code: 'kista-youth' },
  }),
  formats: ['json', 'html'],
  status: 'ready',
  files: [
    { format: 'json', key: 'reports/a/outcomes.json', bytes: 1, sha256: '0' },
    { format: 'html', key: 'reports/a/outcomes.html?x="1"&y', bytes: 1, sha256: '0' },
  ],
  headline: { sv: '58 % avslutades', en: '58% were closed' },
};

const page = async (records: ReadonlyArray<ReportRecord>, total = records.length, number = 1) =>
  reportsPage({
    items: await Promise.all(
      records.map(async (record) => ({ record, view: await showReport(record, memoryFiles()) })),
    ),
    page: number,
    limit: 20,
    total,
  });

describe('the page of reports', () => {
  test('says what each report has found, of whom and when, with its files, the readable first', async () => {
    const text = await page([READY]);
    expect(text).toContain('<h2 id="r-a">58 % avslutades</h2>');
    expect(text).toContain('<p lang="en">58% were closed</p>');
    expect(text).toContain('Resultat · Jobbtorg Kista, ungdomsfilialen · 2008');
    expect(text).toContain('<strong>Klar</strong>');
    expect(text.indexOf('Läs rapporten')).toBeLessThan(text.indexOf('>JSON<'));
    expect(text).toContain('href="https://files.test/reports/a/outcomes.html?x=&#34;1&#34;&#38;y"');
  });

  test('says of one that is not ready how it is getting on, or why it failed', async () => {
    const { headline: _, ...rest } = READY;
    const text = await page([
      { ...rest, id: 'b', status: 'building', files: [] },
      { ...rest, id: 'c', status: 'failed', failure: 'unavailable', files: [] },
    ]);
    expect(text).toContain('<h2 id="r-b">Resultat</h2>');
    expect(text).toContain('<strong>Tas fram</strong>');
    expect(text).toContain('<strong>Kunde inte tas fram</strong>');
    expect(text).toContain('En tjänst som rapporten behöver svarade inte. Beställ den igen.');
  });

  test('says when there are none, and leads on when there are many', async () => {
    expect(await page([])).toContain('Ingen rapport har beställts än.');
    const second = await page([READY], 45, 2);
    expect(second).toContain('Sida 2 av 3');
    expect(second).toContain('href="?limit=20&amp;page=1"');
    expect(second).toContain('href="?limit=20&amp;page=3"');
    expect(await page([READY])).not.toContain('<nav');
  });
});
