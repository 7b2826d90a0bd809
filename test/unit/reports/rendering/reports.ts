import { readFileSync } from 'node:fs';
import type { ReportKind } from '../../../../shared/domain/reports/question.ts';
import { type Report, reportRow } from '../../../../shared/domain/reports/report.ts';
import { localDate } from '../../../../shared/domain/time/local-date.ts';
import { importedRow } from '../imported-rows.ts';
import { question, reportOn } from '../rows.ts';

const SAMPLE = readFileSync(new URL('../../../support/fixtures/cases-2008.ndjson', import.meta.url), 'utf8');

/** A report of any kind on the seven cases of the sample. */
export function sampleReport(kind: ReportKind): Report {
  const rows = SAMPLE.split('\n')
    .filter((line) => line !== '')
    .map(importedRow);
  return reportOn(rows, question(kind, { from: '2008-01-01', to: '2008-12-31' }));
}

const cells = (openAtStart: number, referred: number | null, closed: number, dropOut: number | null) => ({
  openAtStart,
  referred,
  closed,
  shareClosed: referred === null ? null : closed / (openAtStart + referred),
  work: 100,
  subsidisedWork: 20,
  studies: 30,
  workOrStudiesShare: 150 / closed,
  dropOut,
  dropOutShare: dropOut === null ? null : dropOut / closed,
});

/** A report with known figures: two offices, one figure withheld, and a key that a spreadsheet could take for a formula. */
export const WRITTEN: Report = {
  kind: 'outcomes',
  from: localDate('2008-01-01'),
  to: localDate('2008-12-31'),
  division: 'of-the-time',
  definitions: [],
  policies: ['target-groups-2008'],
  tables: [
    {
      id: 'by-office',
      dimension: 'office',
      rows: [
        reportRow('rosenlund', cells(0, 1300, 559, 183)),
        { ...reportRow('kista-youth', cells(0, 500, 290, null)), suppressed: ['dropOut', 'dropOutShare'] },
        reportRow('=1+1', cells(0, 25, 20, 7)),
      ],
      total: reportRow('total', cells(0, 8655, 3635, 1146)),
    },
  ],
};
