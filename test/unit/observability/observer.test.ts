import { afterEach, describe, expect, test, vi } from 'vitest';
import { lambdaObserver } from '../../../shared/observability/observer.ts';

describe('What a function tells in numbers', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  test('is written once an invocation, under the function whose work it measures, in its unit', () => {
    const lines: Array<string> = [];
    vi.spyOn(process.stdout, 'write').mockImplementation((line) => lines.push(String(line)) > 0);
    const observer = lambdaObserver('assess-cases');
    observer.begin();
    observer.count('DeadlinesMissed', 2);
    observer.count('CheckDurationSeconds', 90.5);
    observer.count('OldestUnassessedDays', 3);
    observer.end();
    observer.end();
    expect(lines.map((line): unknown => JSON.parse(line))).toEqual([
      expect.objectContaining({ service: 'assess-cases', DeadlinesMissed: 2 }),
      expect.objectContaining({ service: 'check-deadlines', CheckDurationSeconds: 90.5, OldestUnassessedDays: 3 }),
    ]);
    expect(lines[1]).toContain(
      '"Metrics":[{"Name":"CheckDurationSeconds","Unit":"Seconds"},{"Name":"OldestUnassessedDays","Unit":"None"}]',
    );
    expect(lines[1]).toContain('"Dimensions":[["service"]]');
  });
});
