import { describe, expect, test } from 'vitest';
import { annotationOf, type FindingKind } from '../../../../shared/domain/clocks/findings.ts';
import type { TimelineEntry } from '../../../../shared/domain/clocks/timeline.ts';
import { findings, imported, nextCheck, reckoned, recorded, told } from './timelines.ts';

/** Monday 2 March 2026: warned from Thursday the 5th, to be kept by Monday the 9th. */
const received = told('received', '2026-03-02');
const WARNED = 'guarantee/1 warned 2026-03-05';
const MISSED = 'guarantee/1 missed 2026-03-10';
const MISSED_FOLLOW_UP = 'review/1 missed 2026-06-05';
const WARNED_FOLLOW_UP = 'review/1 warned 2026-05-21';

describe('What the nightly check has to record', () => {
  test('of a promise that nobody keeps: a warning on its day, and the breach as of the day after the last', () => {
    expect(findings([received])).toEqual([WARNED, MISSED]);
  });

  test('is nothing of a promise kept before the warning', () => {
    const timeline = [received, told('plan-approved', '2026-03-04')];
    expect(findings(timeline).filter((line) => line.startsWith('guarantee'))).toEqual([]);
  });

  test('is the warning alone when the promise was kept after it', () => {
    expect(findings([received, told('work-started', '2026-03-09')])).toEqual([WARNED]);
  });

  test('is both of a promise kept too late', () => {
    expect(findings([received, told('work-started', '2026-03-10')])).toEqual([WARNED, MISSED]);
  });

  test('is nothing of a promise that ceased before the warning', () => {
    expect(findings([received, told('closed', '2026-03-04')])).toEqual([]);
  });

  test('stays when the case closes after the last day', () => {
    expect(findings([received, told('closed', '2026-03-10')])).toEqual([WARNED, MISSED]);
  });

  test('is both when the office declined the case at once', () => {
    expect(findings([received, told('closed-by-office', '2026-03-02')])).toEqual([WARNED, MISSED]);
  });

  test('is nothing of a case that waits for the decision on support', () => {
    expect(findings([told('held', '2026-03-02')])).toEqual([]);
  });

  test('is nothing more once it is recorded', () => {
    const known = [recorded('guarantee/1', 'warned'), recorded('guarantee/1', 'missed')];
    expect(findings([received], known.slice(0, 1))).toEqual([MISSED]);
    expect(findings([received], known)).toEqual([]);
    expect(findings([received], [recorded('guarantee/2', 'missed')])).toEqual([WARNED, MISSED]);
  });

  test('of a follow-up is the same', () => {
    const timeline = [received, told('plan-approved', '2026-03-04')];
    expect(findings(timeline)).toEqual([WARNED_FOLLOW_UP, MISSED_FOLLOW_UP]);
    expect(findings([...timeline, told('review-concluded', '2026-06-04')])).toEqual([WARNED_FOLLOW_UP]);
    expect(findings([...timeline, told('review-concluded', '2026-05-20')])).toEqual([]);
    expect(findings([...timeline, told('interrupted', '2026-05-20')])).toEqual([]);
  });
});

describe('A fact about a day in time', () => {
  test.each([
    ['2026-03-10T03:14:59Z', [WARNED], 'before 04:15 the morning after the last day: no breach'],
    ['2026-03-10T03:15:00Z', [WARNED, MISSED], 'at 04:15 the morning after: the breach stands'],
    ['2026-03-09T22:59:59Z', [WARNED], 'just before midnight on the last day: no breach'],
    ['2026-04-20T11:00:00Z', [WARNED, MISSED], 'weeks later: the breach stands'],
    ['2026-03-05T03:14:59Z', [], 'before 04:15 on the day of warning: nothing'],
    ['2026-03-05T03:15:00Z', [WARNED], 'at 04:15 on the day of warning: the warning stands'],
  ])('registered at %s leaves %j: %s', (registered, expected) => {
    expect(findings([received, told('work-started', '2026-03-04', registered)])).toEqual(expected);
  });

  test.each([
    ['2026-07-14T02:14:59Z', ['guarantee/1 warned 2026-07-09'], 'before 04:15 in summer'],
    ['2026-07-14T02:15:00Z', ['guarantee/1 warned 2026-07-09', 'guarantee/1 missed 2026-07-14'], 'at 04:15 in summer'],
  ])('registered at %s leaves %j: %s', (registered, expected) => {
    const timeline = [told('received', '2026-07-08'), told('work-started', '2026-07-13', registered)];
    expect(findings(timeline)).toEqual(expected);
  });

  test('counts by the first that was registered, not by the first that happened', () => {
    const timeline = [
      received,
      told('work-started', '2026-03-06'),
      told('measure-started', '2026-03-03', '2026-04-20'),
    ];
    expect(findings(timeline)).toEqual([WARNED]);
  });

  test('counts although a restart from before it was registered later', () => {
    const timeline = [received, told('work-started', '2026-03-06'), told('restarted', '2026-03-04', '2026-04-20')];
    expect(findings(timeline).filter((line) => line.startsWith('guarantee/1'))).toEqual([WARNED]);
  });

  test('from an import of history counts as registered when it happened', () => {
    const from = imported('received', '2008-01-14');
    expect(findings([from])).toEqual(['guarantee/1 warned 2008-01-17', 'guarantee/1 missed 2008-01-22']);
    expect(findings([from, imported('work-started', '2008-01-21')])).toEqual(['guarantee/1 warned 2008-01-17']);
    expect(findings([from, imported('work-started', '2008-01-16')])).toEqual([]);
    expect(findings([from, imported('work-started', '2008-01-22')])).toEqual([
      'guarantee/1 warned 2008-01-17',
      'guarantee/1 missed 2008-01-22',
    ]);
  });
});

describe('A clock that became known late', () => {
  test('is never warned of after its last day, but its breach is recorded', () => {
    const late = told('plan-approved', '2026-03-04', '2026-06-05');
    expect(findings([received, late])).toContain(MISSED_FOLLOW_UP);
    expect(findings([received, late])).not.toContain(WARNED_FOLLOW_UP);
  });

  test('is warned of when it became known on its last day', () => {
    const late = told('plan-approved', '2026-03-04', '2026-06-04');
    expect(findings([received, late])).toContain(WARNED_FOLLOW_UP);
  });

  test('is not warned of either when what it waited for was registered after its last day', () => {
    const held = told('held', '2026-03-02');
    expect(findings([held, told('released', '2026-03-02', '2026-03-10')])).toEqual([MISSED]);
    expect(findings([held, told('released', '2026-03-02', '2026-03-06')])).toEqual([WARNED, MISSED]);
  });

  test('is missed even when approval and follow-up were registered together, too late', () => {
    const timeline = [
      received,
      told('plan-approved', '2026-03-04', '2026-07-01'),
      told('review-concluded', '2026-05-11', '2026-07-01'),
    ];
    expect(findings(timeline)).toContain(MISSED_FOLLOW_UP);
  });
});

describe('A pause entered late', () => {
  const timeline = [received, told('plan-approved', '2026-03-04')];

  test('never hides that a follow-up was missed', () => {
    expect(findings([...timeline, told('interrupted', '2026-04-13', '2026-06-05')])).toContain(MISSED_FOLLOW_UP);
    expect(findings([...timeline, told('interrupted', '2026-04-13', '2026-06-04')])).not.toContain(MISSED_FOLLOW_UP);
  });
});

describe('When holidays put the warning on the first day', () => {
  const maundyThursday = told('received', '2008-03-20');

  test('the warning is as of that day, and comes with the first check after it', () => {
    expect(findings([maundyThursday])).toEqual(['guarantee/1 warned 2008-03-20', 'guarantee/1 missed 2008-03-26']);
    expect(nextCheck([maundyThursday])).toBe('2008-03-21');
  });

  test('there is none when the promise was kept on the first day', () => {
    expect(findings([maundyThursday, told('work-started', '2008-03-20')])).toEqual([]);
  });
});

describe('The next night to look at a case', () => {
  test('is the day of warning, then the day after the last day, then none', () => {
    expect(nextCheck([received])).toBe('2026-03-05');
    expect(nextCheck([received], [recorded('guarantee/1', 'warned')])).toBe('2026-03-10');
    expect(nextCheck([received], [recorded('guarantee/1', 'warned'), recorded('guarantee/1', 'missed')])).toBeNull();
  });

  test('is the earliest over all clocks', () => {
    const timeline = [received, told('restarted', '2026-03-16'), told('plan-approved', '2026-03-17')];
    const known = [recorded('guarantee/1', 'warned'), recorded('guarantee/1', 'missed')];
    expect(nextCheck(timeline, known)).toBe('2026-06-03');
  });

  test('stays in the past until a check has been there: a missed night heals itself', () => {
    expect(nextCheck([received, told('work-started', '2026-03-30')])).toBe('2026-03-05');
  });
});

describe('Beside a finding it is said', () => {
  function annotation(kind: FindingKind, ...facts: ReadonlyArray<TimelineEntry>) {
    const [clock] = reckoned([received, ...facts]);
    return annotationOf({ kind }, clock);
  }

  test('that the promise was kept and registered late, when a fact about a day in time came later', () => {
    expect(annotation('missed', told('work-started', '2026-03-09', '2026-04-01'))).toBe('met-but-registered-late');
    expect(annotation('missed', told('closed-with-work', '2026-03-09', '2026-04-01'))).toBe('met-but-registered-late');
  });

  test('nothing, when the promise was kept too late, or not at all, or ceased', () => {
    expect(annotation('missed')).toBeNull();
    expect(annotation('missed', told('work-started', '2026-03-10'))).toBeNull();
    expect(annotation('missed', told('closed', '2026-03-06', '2026-04-01'))).toBeNull();
  });

  test('of a warning only when the promise had been kept before it', () => {
    expect(annotation('warned', told('work-started', '2026-03-04', '2026-03-20'))).toBe('met-but-registered-late');
    expect(annotation('warned', told('work-started', '2026-03-06'))).toBeNull();
    expect(annotation('warned', told('work-started', '2026-03-05'))).toBeNull();
  });

  test('of a warning on the first day, also when the promise was kept on that day and registered on the next', () => {
    const [clock] = reckoned([told('received', '2008-03-20'), told('work-started', '2008-03-20', '2008-03-21')]);
    expect(annotationOf({ kind: 'warned' }, clock)).toBe('met-but-registered-late');
  });

  test('nothing, when the clock is unknown or has not started', () => {
    expect(annotationOf({ kind: 'missed' }, undefined)).toBeNull();
    const [held] = reckoned([told('held', '2026-03-02')]);
    expect(annotationOf({ kind: 'missed' }, held)).toBeNull();
  });
});
