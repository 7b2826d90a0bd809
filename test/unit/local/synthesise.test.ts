import { describe, expect, test } from 'vitest';
import { reasonIn } from '../../../infra/local/synthesise.ts';

const TRACE = `/app/node_modules/esbuild/lib/main.js:1
    throw error;
    ^

Error: Build failed with 1 error:
functions/handle-case/handler.ts:1:22: ERROR: Could not resolve "./nowhere.ts"
    at failureErrorWithLog (/app/node_modules/esbuild/lib/main.js:2)
    at runOnEndCallbacks (/app/node_modules/esbuild/lib/main.js:3) {
  errors: [Getter/Setter]
}

Node.js v24.21.0`;

describe('What a build that fails has to say', () => {
  test('is its message, without the calls that led there', () => {
    expect(reasonIn(TRACE)).toBe(
      'Error: Build failed with 1 error: functions/handle-case/handler.ts:1:22: ERROR: Could not resolve "./nowhere.ts"',
    );
  });

  test('is all of it when it is no trace', () => {
    expect(reasonIn('functions/x/handler.ts is missing.\n')).toBe('functions/x/handler.ts is missing.');
  });
});
