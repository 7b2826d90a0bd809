import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import { reportCsv } from '../../../../functions/build-report/rendering/csv.ts';
import { REPORT_KINDS } from '../../../../shared/domain/reports/question.ts';
import { sampleReport, WRITTEN } from './reports.ts';

const text = (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
const records = (bytes: Uint8Array): Array<Record<string, string>> => parse(text(bytes), { bom: true, columns: true });

describe('the csv of a report', () => {
  test('has every row of every table with its figures unrounded, named by its table', () => {
    const [office] = records(reportCsv(WRITTEN));
    expect(office).toMatchObject({
      kind: 'outcomes',
      from: '2008-01-01',
      to: '2008-12-31',
      table: 'by-office',
      key: 'rosenlund',
      sv: 'Rosenlundsgatan',
      referred: '1300',
      shareClosed: '0.43',
      suppressed: '',
    });
    expect(records(reportCsv(WRITTEN)).map(({ key }) => key)).toEqual(['rosenlund', 'kista-youth', "'=1+1", 'total']);
  });

  test('is plain RFC 4180 in UTF-8: lines end with CR LF, a field with a comma is quoted', () => {
    const written = text(reportCsv(WRITTEN));
    expect(written.startsWith('\ufeffkind,from,to,division,table,')).toBe(true);
    expect(written.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(written).toContain(',"Kista, ungdomsfilialen",');
  });

  test('leaves what is withheld empty, and names it', () => {
    const youth = records(reportCsv(WRITTEN)).find(({ key }) => key === 'kista-youth');
    expect(youth).toMatchObject({ dropOut: '', dropOutShare: '', suppressed: 'dropOut dropOutShare', referred: '500' });
  });

  test('holds no cell that a spreadsheet would take for a formula', () => {
    const fields = records(reportCsv(WRITTEN)).flatMap((record) => Object.values(record));
    expect(fields).toContain("'=1+1");
    expect(fields.filter((field) => /^[=+@\t\r-]/.test(field))).toEqual([]);
  });

  test.each(REPORT_KINDS)('is the same bytes for the same report on %s', (kind) => {
    expect(reportCsv(sampleReport(kind))).toEqual(reportCsv(sampleReport(kind)));
  });
});
