import { expect, test } from 'vitest';
import { letterInWords } from '../../../infra/commands/dead-letters/letter.ts';

const AT = '2026-05-01T03:15:00Z';

test.each([
  ['the reports', { scheduledTime: AT, of: 'reports' }, `the reports of ${AT}`, 'request-reports'],
  ['the retention', { scheduledTime: AT, of: 'retention' }, `the retention of ${AT}`, 'apply-retention'],
  ['the check', { scheduledTime: AT }, `the run of ${AT}`, 'POST /v1/check-runs {"asOf": "2026-05-01"}'],
])('a scheduled run of %s that was given up says what it was and how it is done again', (_, body, about, again) => {
  for (const letter of [body, { requestPayload: body, responsePayload: 'whatever' }]) {
    const words = letterInWords(JSON.stringify(letter));
    expect(words).toMatchObject({ kind: 'schedule', about, again: expect.stringContaining(again) });
  }
});

test('what a schedule is about is one of the things that are scheduled, or nothing is told of it', () => {
  const letter = JSON.stringify({ scheduledTime: AT, of: 'a person' });
  expect(letterInWords(letter)).toMatchObject({ kind: 'unreadable' });
});

test('an order to build a report that was given up names the report and which order it is', () => {
  const letter = JSON.stringify({ kind: 'build-report', report: 'abc', order: 2 });
  expect(letterInWords(letter)).toEqual({ kind: 'build-report', about: 'report abc, order 2', again: null });
});
