import { describe, expect, test } from 'vitest';
import { reportPage } from '../../../../functions/build-report/rendering/report-page.ts';
import { REPORT_KINDS } from '../../../../shared/domain/reports/question.ts';
import type { Report } from '../../../../shared/domain/reports/report.ts';
import { caseRow, question, reportOn } from '../rows.ts';
import { sampleReport, WRITTEN } from './reports.ts';

const FIRM = '\u00a0';
const page = (report: Report) => new TextDecoder().decode(reportPage(report, { kind: 'city' }));
/** One language's half of the page. */
const half = (text: string, language: 'sv' | 'en') =>
  text.split(/(?=<div class="report")/).find((part) => part.startsWith(`<div class="report" lang="${language}"`)) ?? '';

describe('the page of a report', () => {
  test('says in its heading what has been found, in Swedish and in English', () => {
    expect(half(page(WRITTEN), 'sv')).toContain(
      `<h1>42${FIRM}% av ärendena avslutades, 4${FIRM}% av dem till arbete eller studier</h1>`,
    );
    expect(half(page(WRITTEN), 'en')).toContain('<h1>42% of the cases were closed, 4% of them to work or studies</h1>');
  });

  test('says over each table who is highest and lowest, of those with enough cases to compare', () => {
    expect(half(page(WRITTEN), 'sv')).toContain(
      `Andel avslutade: högst =1+1 (80${FIRM}%), lägst Rosenlundsgatan (43${FIRM}%)`,
    );
  });

  test('shows a withheld figure as a dash that is read out, with the rule and its threshold', () => {
    const text = half(page(WRITTEN), 'sv');
    expect(text).toContain('<td><span aria-hidden="true">–</span><span class="unseen">visas inte</span></td>');
    expect(text).toContain('Antal från 1 till 4 visas inte');
    expect(text).toContain('Tröskeln är 5');
  });

  test('has a picture with a title and the figures in words, and the table beside it', () => {
    const text = half(page(WRITTEN), 'sv');
    expect(text).toMatch(
      /<svg viewBox="[\d ]+" role="img" aria-labelledby="by-office-sv-chart-title by-office-sv-chart-description">/,
    );
    expect(text).toContain(
      `Stapeldiagram. =1+1 80${FIRM}%; Kista, ungdomsfilialen 58${FIRM}%; Rosenlundsgatan 43${FIRM}%; Totalt 42${FIRM}%.`,
    );
    expect(text).toContain(`<th scope="row">Rosenlundsgatan</th><td>0</td><td>1\u202f300</td>`);
  });

  test('defines what it measures: what by what, which version, where it is written', () => {
    const text = half(page(WRITTEN), 'sv');
    expect(text).toContain('<th scope="row">Andel avslutade</th><td>ärenden avslutade i perioden</td>');
    expect(text).toContain('En stadsdelsförvaltnings svar på skrivelse om jobbtorgen, 2009');
  });

  test('lets nothing in that was put into it', () => {
    const [table] = WRITTEN.tables;
    if (table === undefined) throw new Error('there is a table');
    const key = '<img src=x onerror="alert(1)">&';
    const rows = table.rows.map((row, index) => (index === 0 ? { ...row, key } : row));
    const text = page({ ...WRITTEN, tables: [{ ...table, rows }] });
    expect(text).not.toContain('<img');
    expect(text).toContain('&#60;img src=x onerror=&#34;alert(1)&#34;&#62;&#38;');
  });

  test.each(REPORT_KINDS)('on %s fetches nothing, runs nothing and is the same bytes each time', (kind) => {
    const text = page(sampleReport(kind));
    expect(text).not.toMatch(/<script|\bsrc=|url\((?!#)|@import|\bon[a-z]+="|https?:(?!\/\/www\.w3\.org)/);
    expect(page(sampleReport(kind))).toBe(text);
  });

  test('marks the day on which two target groups became one, where the figures cross it', () => {
    const rows = ['2018-05-10', '2018-11-12'].flatMap((day, half_) =>
      Array.from({ length: 30 }, (_, index) =>
        caseRow({
          received: day,
          closed: [half_ === 0 ? '2018-06-20' : '2018-12-20', index % 3 === 0 ? 'work' : 'moved'],
          targetGroup: half_ === 0 ? 'unemployment' : 'unemployment-2018',
        }),
      ),
    );
    const over = page(reportOn(rows, question('target-groups', { from: '2018-01-01', to: '2018-12-31' })));
    const before = page(reportOn(rows, question('target-groups', { from: '2018-01-01', to: '2018-08-31' })));
    expect(half(over, 'sv')).toContain('>Ny målgrupp</text>');
    expect(half(over, 'sv')).toContain('Den 1 september 2018 blev två målgrupper en.');
    expect(before).not.toContain('Ny målgrupp');
  });

  test('of a period without cases says so', () => {
    const text = page(reportOn([], question('outcomes')));
    expect(half(text, 'sv')).toContain('<h1>För få för att redovisas</h1>');
    expect(half(text, 'sv')).toContain('Inget att redovisa i perioden.');
  });
});
