import { describe, expect, it } from 'vitest';
import { bytesIn } from '../../bench/open-cases.ts';
import { copier, type StoredHead } from '../../bench/stored-heads.ts';

const state = (caseId: string, plan: string) =>
  JSON.stringify({ id: caseId, receivedOn: '2008-03-14', plan: { hash: plan } });
const head = (caseId: string, shards: { due: number; receipt: number }, hashes: string): StoredHead => ({
  caseId,
  json: JSON.stringify({
    pk: { S: `CASE#${caseId}` },
    locks: { L: [{ S: `k1:${hashes}-lock` }] },
    historyBody: { S: `lasting:${hashes}-body` },
    state: { S: state(caseId, `lasting:${hashes}-plan`) },
    dueShard: { S: `DUE#${shards.due}` },
    receiptShard: { S: `RECEIVED#2008#${shards.receipt}` },
  }),
  size: 400,
  hashPrefix: '',
  places: new Map([
    [
      'due',
      { partition: `S:DUE#${shards.due}`, sort: 'S:2008-06-10', json: JSON.stringify({ pk: { S: `CASE#${caseId}` } }) },
    ],
  ]),
});

describe('A head that the bench copies for another person', () => {
  // The shards by `printf anna | sha256sum`: it begins with 0x55, for eva with 0x02, divided by 8 and by 4.
  it('holds the other person wherever it held the first', () => {
    const copy = copier(head('anna', { due: 5, receipt: 1 }, 'her'));
    const identity = { caseId: 'eva', lock: 'k1:other-lock', body: 'lasting:other-body', plan: 'lasting:other-plan' };
    expect(copy(identity)).toEqual({
      ...head('eva', { due: 2, receipt: 2 }, 'other'),
      hashPrefix: expect.stringMatching(/^[0-9a-f]{6}$/),
    });
  });

  it('is as large as the names of its attributes and their values', () => {
    expect(bytesIn(JSON.stringify({ pk: { S: 'CASE#1' }, sk: { S: 'Å' } }))).toBe(2 + 6 + 2 + 2);
  });
});
