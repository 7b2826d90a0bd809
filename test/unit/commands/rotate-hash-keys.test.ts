import { describe, expect, it } from 'vitest';
import { main } from '../../../infra/commands/rotate-hash-keys/main.ts';
import { progressLines } from '../../../infra/commands/rotate-hash-keys/progress.ts';
import { CommandFailure } from '../../../infra/commands/server/command-failure.ts';

/** What is said when no installation is reached, for whatever reason. */
async function typed(args: ReadonlyArray<string>, reason: Error = new CommandFailure('No suite is running here.')) {
  let said = '';
  let complained = '';
  const reached: Array<string> = [];
  const status = await main(args, {
    reach: (dataDir) => {
      reached.push(dataDir);
      throw reason;
    },
    progress: progressLines((text) => {
      said += text;
    }),
    complain: (text) => {
      complained += text;
    },
    clock: () => '2026-03-02T09:00:00.000Z',
  });
  return { status, said, complained, reached };
}

const refusal = (name: string) => Object.assign(new Error('in its own words'), { name });

describe('npm run rotate-hash-keys', () => {
  it('tells how it is used', async () => {
    const run = await typed(['--help']);
    expect(run).toMatchObject({ status: 0, complained: '', reached: [] });
    expect(run.said).toMatch(/^Usage: npm run rotate-hash-keys/);
  });

  it.each([
    ['no step', [], /^Name one step: begin, rehash, finish, status\./],
    ['two steps', ['begin', 'finish'], /^Name one step/],
    ['a step that is none', ['drop'], /^Name one step/],
    ['an unknown option', ['begin', '--force'], /^That is not understood\..*Usage:/s],
  ])('touches nothing when it is given %s, and says what to write', async (_case, args, sentence) => {
    expect(await typed(args)).toEqual({
      status: 2,
      said: '',
      complained: expect.stringMatching(sentence),
      reached: [],
    });
  });

  it('looks for the embedded run where it is told', async () => {
    expect((await typed(['status'])).reached).toEqual(['.jobbtorg']);
    const elsewhere = await typed(['status', '--data', 'elsewhere']);
    expect(elsewhere).toMatchObject({ status: 2, complained: 'No suite is running here.\n', reached: ['elsewhere'] });
  });

  it.each([
    ['ResourceNotFoundException', /correct TABLE_NAME/],
    ['NotFoundException', /correct KEY_ID/],
    ['AccessDeniedException', /use a role with the rights/],
    ['CredentialsProviderError', /sign in/],
    ['ExpiredTokenException', /sign in again/],
    ['UnrecognizedClientException', /sign in again/],
  ])('says what to do about a %s, and that it can be run again', async (name, advice) => {
    const { status, complained } = await typed(['rehash'], refusal(name));
    expect(status).toBe(2);
    expect(complained).toMatch(advice);
    expect(complained).toContain('run the same command again');
    expect(complained).not.toContain('in its own words');
  });

  it('does not hide what nobody at the terminal can mend', async () => {
    await expect(typed(['rehash'], refusal('TypeError'))).rejects.toThrow('in its own words');
  });

  it('shows in tenths how far it has come', () => {
    let said = '';
    const { start, show } = progressLines((text) => {
      said += text;
    });
    start(0);
    show(0);
    start(25);
    for (let done = 1; done <= 25; done++) show(done);
    expect(said.split('\n').slice(0, 3)).toEqual(['3 of 25 cases', '5 of 25 cases', '8 of 25 cases']);
    expect(said.split('\n')).toHaveLength(11);
  });
});
