import { expect, test } from 'vitest';
import { embeddedSuite } from '../../support/embedded.ts';

const suite = embeddedSuite();

test('x', async () => {
  console.log((await suite.api('GET', '/v1/health')).text);
  const t = await suite.tokenFor('district-bromma');
  console.log(t);
  const r = await suite.api('POST', '/v1/referrals', {
    token: t,
    officer: 'x',
    headers: { 'idempotency-key': 'abcdefgh' },
    body: { district: 'bromma' },
  });
  console.log(r.status, r.text);
  console.log([...suite.logs()], suite.problems());
  expect(1).toBe(1);
});
