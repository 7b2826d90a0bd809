import { describe, expect, test } from 'vitest';
import {
  answerOn,
  approvedCase,
  asked,
  begin,
  enrolledCase,
  factsOf,
  invalid,
  next,
  nextOn,
  plannedCase,
  planOn,
  refusalOf,
  type Story,
} from './stories.ts';

const TODAY = '2026-03-09';

const receipt = (kind: string, on = TODAY) => ({ kind, on });
const receiptsOf = (story: Story) => story.state.plan?.receipts;

describe('A receipt from the benefit unit', () => {
  test.each(['delivered', 'opened', 'objection'])('says %s of a version, and not why', (kind) => {
    const body = { ...receipt(kind, '2026-03-06'), text: 'Vi ser det annorlunda.' };
    expect(factsOf(asked(plannedCase(), 'receipts', body, TODAY, 1))).toEqual([
      { type: 'plan.receipted', schema: 1, occurredOn: '2026-03-06', data: { version: 1, kind } },
    ]);
  });

  test('is kept by its kind and its day; the last of a kind stands, and the earlier remains a fact', () => {
    const delivered = next(plannedCase(), 'receipts', receipt('delivered', '2026-03-05'), TODAY, 1);
    const opened = next(delivered, 'receipts', receipt('opened', '2026-03-06'), TODAY, 1);
    const again = next(opened, 'receipts', receipt('opened', '2026-03-09'), TODAY, 1);
    expect(receiptsOf(again)).toEqual({ delivered: '2026-03-05', opened: '2026-03-09' });
    expect(again.facts.filter(({ type }) => type === 'plan.receipted')).toHaveLength(3);
  });

  test('of objection blocks nothing: the aspirant may still approve, and the office go on', () => {
    const objected = next(plannedCase(), 'receipts', receipt('objection', '2026-03-04'), TODAY, 1);
    expect(objected.state.status).toBe('planned');
    const approved = next(objected, 'answers', answerOn('2026-03-05'), TODAY, 1);
    expect(approved.state).toMatchObject({
      approvedPlanVersion: 1,
      plan: { answer: 'approved', receipts: { objection: '2026-03-04' } },
    });
  });

  test('moves no clock', () => {
    const { timeline } = approvedCase().state;
    expect(next(approvedCase(), 'receipts', receipt('objection'), TODAY, 1).state.timeline).toEqual(timeline);
  });

  test('may come before the aspirant has answered, after it, during an interruption, and after the closure', () => {
    const stories = [
      plannedCase(),
      approvedCase(),
      nextOn(approvedCase(), '2026-03-06', 'interruptions'),
      nextOn(approvedCase(), '2026-03-06', 'closures'),
    ];
    for (const story of stories) {
      expect(receiptsOf(next(story, 'receipts', receipt('opened'), TODAY, 1))).toEqual({ opened: TODAY });
    }
  });

  test('of an earlier version may come late; it is a fact, and the state knows of the latest version only', () => {
    const second = next(approvedCase(), 'plans', planOn('2026-03-06'), TODAY);
    const late = next(second, 'receipts', receipt('opened', '2026-03-05'), TODAY, 1);
    expect(late.facts.at(-1)).toMatchObject({ type: 'plan.receipted', data: { version: 1, kind: 'opened' } });
    expect(receiptsOf(late)).toEqual({});
  });

  test('of a version that does not exist is not possible', () => {
    expect(refusalOf(asked(plannedCase(), 'receipts', receipt('opened'), TODAY, 2)).code).toBe('not-possible-now');
  });

  test('of a plan that was never drawn up is not possible, whatever the state', () => {
    const { state: closed } = nextOn(enrolledCase(), '2026-03-06', 'closures');
    for (const story of [begin('2026-03-02'), { ...enrolledCase(), state: closed }]) {
      expect(refusalOf(asked(story, 'receipts', receipt('opened'), TODAY, 1)).code).toBe('not-possible-now');
    }
  });

  test('cannot come before the version was drawn up', () => {
    expect(refusalOf(asked(plannedCase(), 'receipts', receipt('opened', '2026-03-03'), TODAY, 1))).toEqual(
      invalid('/on', 'before-plan'),
    );
  });
});
