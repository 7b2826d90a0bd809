import { inflateRawSync } from 'node:zlib';
import readExcel from 'read-excel-file/node';
import { describe, expect, test } from 'vitest';
import { reportWorkbook } from '../../../../functions/build-report/rendering/workbook.ts';
import { KINDS } from '../../../../shared/domain/reports/kinds.ts';
import { REPORT_KINDS } from '../../../../shared/domain/reports/question.ts';
import type { Report } from '../../../../shared/domain/reports/report.ts';
import { sampleReport, WRITTEN } from './reports.ts';

const opened = async (report: Report) => readExcel(Buffer.from(await reportWorkbook(report)));

/** The first file of a zip whose name is that, found through its directory at the end. */
function fileIn(zip: Buffer, name: string): string {
  for (let entry = zip.indexOf('PK\u0001\u0002'); entry >= 0; entry = zip.indexOf('PK\u0001\u0002', entry + 1)) {
    const nameLength = zip.readUInt16LE(entry + 28);
    if (zip.toString('utf8', entry + 46, entry + 46 + nameLength) !== name) continue;
    const local = zip.readUInt32LE(entry + 42);
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(from, from + zip.readUInt32LE(entry + 20));
    return (zip.readUInt16LE(entry + 10) === 0 ? packed : inflateRawSync(packed)).toString();
  }
  throw new Error(`${name} is not in the workbook`);
}

describe('the workbook of a report', () => {
  test('has numbers to reckon with and texts that are texts, the total last', async () => {
    const [sheet] = await opened(WRITTEN);
    const [head, rosenlund, youth, formula, sum] = sheet?.data ?? [];
    expect(sheet?.sheet).toBe('Per jobbtorg');
    expect(head?.slice(0, 3)).toEqual([
      'Per jobbtorg (By office)',
      'Öppna vid periodens början (Open at the start)',
      'Hänvisade (Referred)',
    ]);
    expect(rosenlund?.slice(0, 5)).toEqual(['Rosenlundsgatan', 0, 1300, 559, 0.43]);
    expect(youth?.slice(9)).toEqual(['–', '–']);
    expect(formula?.[0]).toBe('=1+1');
    expect(sum?.slice(0, 3)).toEqual(['Totalt (Total)', 0, 8655]);
  });

  test('keeps the names of rows and measures in sight when one looks further down or to the right', async () => {
    const sheet = fileIn(Buffer.from(await reportWorkbook(WRITTEN)), 'xl/worksheets/sheet1.xml');
    const [pane = ''] = sheet.match(/<pane [^>]*>/) ?? [];
    for (const said of ['xSplit="1"', 'ySplit="1"', 'topLeftCell="B2"', 'state="frozen"']) expect(pane).toContain(said);
  });

  test('says below a table why something is withheld', async () => {
    const [sheet] = await opened(WRITTEN);
    expect(JSON.stringify(sheet?.data)).toContain('Tröskeln är 5');
  });

  test.each(REPORT_KINDS)(
    'has a sheet for each table of %s and one for the definitions, each under a name of its own',
    async (kind) => {
      const report = sampleReport(kind);
      const sheets = await opened(report);
      expect(new Set(sheets.map(({ sheet }) => sheet)).size).toBe(report.tables.length + 1);
      expect(sheets.at(-1)?.sheet).toBe('Definitioner');
      expect(sheets.at(-1)?.data.length).toBeGreaterThan(KINDS[kind].definitions.length);
    },
  );

  test('is the same bytes whenever it is written', async () => {
    const first = await reportWorkbook(WRITTEN);
    expect(await reportWorkbook(WRITTEN)).toEqual(first);
    expect(Buffer.from(first).subarray(10, 14)).toEqual(Buffer.from([0, 0, 0x21, 0]));
  });
});
