import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { complianceFold } from '../../../shared/domain/reports/compliance.ts';
import type { ReportRules } from '../../../shared/domain/reports/fold.ts';
import { outcomesFold } from '../../../shared/domain/reports/outcomes.ts';
import { planQualityFold } from '../../../shared/domain/reports/plan-quality.ts';
import type { ReportScope } from '../../../shared/domain/reports/question.ts';
import { GUARANTEE_READINGS } from '../../../shared/reference/guarantee-policies.ts';
import { STOCKHOLM } from '../../../shared/reference/stockholm.ts';
import { importedRow } from './imported-rows.ts';
import { caseRow, question } from './rows.ts';

const RULES: ReportRules = { city: STOCKHOLM, readings: GUARANTEE_READINGS, threshold: 1 };
const SAMPLE = new URL('../../support/fixtures/cases-2008.ndjson', import.meta.url);

const moved = caseRow({
  received: '2008-03-03',
  office: 'rosenlund',
  district: 'sodermalm',
  facts: [['plan-approved', '2008-03-10']],
  plan: { answer: 'approved' },
  moved: [['2008-03-05', 'vallingby', 'bromma']],
});
const rows = [...readFileSync(SAMPLE, 'utf8').trim().split('\n').map(importedRow), moved];

const YEAR = { from: '2008-01-01', to: '2008-12-31', division: '2007' } as const;
const scopes: ReadonlyArray<Exclude<ReportScope, { kind: 'city' }>> = [
  ...STOCKHOLM.offices.map(({ code }) => ({ kind: 'office' as const, code })),
  ...STOCKHOLM.districts.map(({ code }) => ({ kind: 'district' as const, code })),
];

test.each([
  ['outcomes', outcomesFold],
  ['compliance', complianceFold],
  ['plan-quality', planQualityFold],
] as const)(
  'the figures of a place in the report on the city’s %s are those of a report on that place alone',
  (kind, foldOf) => {
    const fold = (scope: ReportScope) => {
      // Before any merger, when each district answered for its own cases only.
      const started = foldOf({ ...question(kind, YEAR), scope, cutOff: '2007-01-01T12:00:00.000Z' }, RULES);
      for (const row of rows) started.add(row);
      return started;
    };
    const city = fold({ kind: 'city' });
    expect(city.tablesOf?.({})).toEqual(city.tables());
    const places = scopes.filter((scope) => {
      const alone = fold(scope).tables();
      expect(city.tablesOf?.({ [scope.kind]: scope.code })).toEqual(alone);
      return alone.some(({ total }) => Object.values(total.cells).some((count) => count !== null && count > 0));
    });
    expect(places.length).toBeGreaterThan(5);
  },
);
