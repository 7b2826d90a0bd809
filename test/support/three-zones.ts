import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { env, execPath, exit } from 'node:process';

/**
 * Runs the unit and property tests as if this machine stood in the cloud's own zone, in Los Angeles and in Tokyo:
 * a promise is kept or broken in Stockholm, and where the code runs must not matter.
 */
const ZONES = ['UTC', 'America/Los_Angeles', 'Asia/Tokyo'] as const;

const vitest = join(import.meta.dirname, '..', '..', 'node_modules', 'vitest', 'vitest.mjs');

const failed = ZONES.filter((zone) => {
  console.log(`\nThe tests in ${zone}`);
  const { status } = spawnSync(execPath, [vitest, 'run', '--project', 'unit', '--project', 'property'], {
    env: { ...env, TZ: zone },
    stdio: 'inherit',
  });
  return status !== 0;
});

console.log(failed.length === 0 ? `\nThe same in ${ZONES.join(', ')}.` : `\nFailed in ${failed.join(', ')}.`);
exit(failed.length === 0 ? 0 : 1);
