import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { ACCESS_MARKERS, accessBlock } from '../../../infra/commands/access-table/block.ts';
import { main } from '../../../infra/commands/access-table/main.ts';
import { blockBetween } from '../../../infra/commands/readme/marked-block.ts';
import { ENDPOINTS } from '../../../shared/http/endpoints/catalogue.ts';

const README = new URL('../../../README.md', import.meta.url);

/**
 * Who may see what, by hand: district, district before, office, office before, city, anyone, of the protected; a dot for
 * nothing, brackets for what the party's own client has no scope for.
 */
const BY_HAND: Readonly<Record<string, ReadonlyArray<string>>> = {
  'own . own . all . named': [
    'GET /cases cases:read',
    'GET /cases/{caseId}/facts cases:read',
    'GET /cases/{caseId}/occasions cases:read',
    'POST /cases/{caseId}/transfers cases:write or referrals:write',
    'POST /persons/searches cases:read',
    'GET /worklists compliance:read',
    'GET /worklists/{name} compliance:read',
    'GET /findings compliance:read',
    'GET /disclosure-grounds compliance:read',
  ],
  'own moved own . all . named': ['GET /cases/{caseId} cases:read'],
  'own . . . all . named': [
    'POST /referrals referrals:write',
    'POST /cases/{caseId}/hold-releases referrals:write',
    'POST /cases/{caseId}/plans/{version}/receipts referrals:write',
  ],
  '. . own . all . named': [
    'GET /cases/{caseId}/register-extract cases:read',
    'POST /cases/{caseId}/enrolments cases:write',
    'POST /cases/{caseId}/coaches cases:write',
    'POST /cases/{caseId}/plans cases:write',
    'POST /cases/{caseId}/plans/{version}/answers cases:write',
    'POST /cases/{caseId}/measures cases:write',
    'POST /cases/{caseId}/reviews cases:write',
    'POST /cases/{caseId}/occasions cases:write',
    'POST /cases/{caseId}/attendances cases:write',
    'POST /cases/{caseId}/interruptions cases:write',
    'POST /cases/{caseId}/restarts cases:write',
    'POST /cases/{caseId}/person-changes cases:write',
    'POST /cases/{caseId}/disclosure-withdrawals cases:write',
    'POST /cases/{caseId}/restrictions cases:write',
    'POST /cases/{caseId}/restriction-liftings cases:write',
    'POST /cases/{caseId}/statements cases:write',
    'POST /cases/{caseId}/closures cases:write',
    'POST /cases/{caseId}/reopenings cases:write',
  ],
  '(own) . (own) . all . named': ['GET /cases/{caseId}/access-log audit:read'],
  '. . . . all . named': [
    'GET /access-reviews audit:read',
    'POST /cases/{caseId}/retention-holds retention:run',
    'POST /history history:write',
  ],
  '. . . . all . counted': [
    'POST /check-runs compliance:run',
    'GET /check-runs/{runId} compliance:read',
    'POST /retention-runs retention:run',
    'GET /retention-runs/{runId} retention:run',
    'POST /retention-runs/{runId}/approvals retention:run',
    'GET /retention-runs/{runId}/certificate retention:run',
  ],
  '(own) . own . all . counted': ['POST /reports reports:write'],
  'own . own . all . counted': ['GET /reports/{reportId} reports:read', 'GET /reports reports:read'],
  'own past own past all . outline': ['GET /feed feed:read'],
  'all all all all all all .': ['health, api-info, openapi.json, docs, problems, reference, any other path'],
};

const cellsOf = (line: string) => line.replaceAll('`', '').slice(2, -2).split(' | ');

describe('The table of who may see what, as it is written', () => {
  const block = accessBlock(ENDPOINTS).split('\n');

  test('has every operation with its scope, and who reaches how far with it', () => {
    const written = block.slice(2).map((line) => {
      const [operation = '', scope = '', ...marks] = cellsOf(line).map((cell) => cell.trim());
      return `${scope === '' ? operation : `${operation} ${scope}`}: ${marks.map((mark) => mark || '.').join(' ')}`;
    });
    const expected = Object.entries(BY_HAND).flatMap(([marks, operations]) =>
      operations.map((operation) => `${operation}: ${marks}`),
    );
    expect(written.toSorted()).toEqual(expected.toSorted());
  });

  test('has a column for each role, before and now', () => {
    expect(cellsOf(block[0] ?? '')).toEqual([
      'operation',
      'scope',
      'district',
      'district before',
      'office',
      'office before',
      'city',
      'anyone',
      'of the protected',
    ]);
    expect(new Set(block.map((line) => line.split(' | ').length))).toEqual(new Set([9]));
  });
});

describe('The README', () => {
  test('shows who may see what as the table has it; npm run access-table writes it anew', async () => {
    expect(blockBetween(ACCESS_MARKERS, await readFile(README, 'utf8'))).toBe(accessBlock(ENDPOINTS));
  });
});

describe('npm run access-table', () => {
  async function run(readme: string) {
    const written: Array<string> = [];
    const said: Array<string> = [];
    const status = await main({
      readReadme: async () => readme,
      writeReadme: async (text) => void written.push(text),
      show: (text) => said.push(text),
      complain: (text) => said.push(text),
    });
    return { status, written, said };
  }
  const around = (between: string) =>
    `before\n<!-- who may see what: written by npm run access-table -->\n\n${between}\n\n<!-- end of who may see what -->\nafter\n`;

  test('prints the table and puts it between the two comments, touching nothing else', async () => {
    const { status, written, said } = await run(around('an old one'));
    expect([status, said]).toEqual([0, [`${accessBlock(ENDPOINTS)}\n`]]);
    expect(written).toEqual([around(accessBlock(ENDPOINTS))]);
  });

  test('says so when the README has no place for it', async () => {
    const { status, written, said } = await run('no comments');
    expect([status, written, said.at(-1)]).toEqual([
      1,
      [],
      'README.md lacks the two comments between which who may see what stands.\n',
    ]);
  });
});
