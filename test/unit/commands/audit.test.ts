import { describe, expect, test } from 'vitest';
import { main } from '../../../infra/commands/audit/main.ts';

const audit = async (answer: string, ...args: ReadonlyArray<string>) => {
  const said: Array<string> = [];
  const status = await main(args, { ask: async () => answer, tell: (text) => void said.push(text) });
  return { status, said: said.join('\n') };
};
const answered = (vulnerabilities: object, counts: object, packages = 66) =>
  JSON.stringify({
    auditReportVersion: 2,
    vulnerabilities,
    metadata: {
      vulnerabilities: { info: 0, low: 0, moderate: 0, high: 0, critical: 0, ...counts },
      dependencies: { prod: packages },
    },
  });

describe('npm run audit', () => {
  test('ends well when nothing grave is known, and says of how many packages', async () => {
    expect(await audit(answered({}, {}))).toEqual({ status: 0, said: expect.stringContaining('of the 66 packages') });
    const mild = answered({ mild: { severity: 'moderate' } }, { moderate: 1 });
    expect((await audit(mild)).status).toBe(0);
  });

  test.each([[], ['--passes-unasked']])('fails when something grave is known, and names it (%s)', async (...args) => {
    const grave = answered({ broken: { severity: 'critical' }, mild: { severity: 'low' } }, { critical: 1, low: 1 });
    expect(await audit(grave, ...args)).toEqual({
      status: 1,
      said: 'Grave weaknesses are known: broken (critical). npm audit says more.',
    });
    expect((await audit(answered({}, { high: 1 }), ...args)).status).toBe(1);
  });

  test.each([
    ['a refusal', '{"message":"405 Method Not Allowed","error":{"summary":""}}'],
    ['nothing', ''],
    ['a page for people', '<html>Sign in</html>'],
    ['half an answer', '{"vulnerabilities":{}'],
    ['an answer without what it looked at', '{"vulnerabilities":{},"metadata":{}}'],
    ['an answer about no package', answered({}, {}, 0)],
    ['an empty object', '{}'],
    ['a list', '[]'],
  ])('takes %s for no answer: it says that nobody could be asked, and passes only if told to', async (_, answer) => {
    expect(await audit(answer)).toEqual({ status: 3, said: expect.stringMatching(/^NOT AUDITED: /) });
    expect(await audit(answer, '--passes-unasked')).toEqual({
      status: 0,
      said: expect.stringMatching(/^NOT AUDITED: /),
    });
  });

  test('explains itself', async () => {
    expect(await audit('', '--all')).toEqual({ status: 2, said: expect.stringContaining('Usage: npm run audit') });
  });
});
