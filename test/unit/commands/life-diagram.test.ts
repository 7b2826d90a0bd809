import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { blockIn, lifeBlock, withBlock } from '../../../infra/commands/life-diagram/block.ts';
import { main } from '../../../infra/commands/life-diagram/main.ts';
import { POSSIBLE } from '../../../shared/domain/case/possible.ts';

const README = new URL('../../../README.md', import.meta.url);

/** Every arrow of the diagram, by hand: one line each way that a case can go. */
const ARROWS = [
  '[*] --> held : referral, decision awaited (district)',
  '[*] --> referred : referral (district)',
  'held --> referred : hold-releases (district)',
  'referred --> enrolled : enrolments (office)',
  'enrolled --> planned : plans (office)',
  'planned --> planned : plans (office)',
  'referred --> interrupted : interruptions (office)',
  'enrolled --> interrupted : interruptions (office)',
  'planned --> interrupted : interruptions (office)',
  'interrupted --> referred : restarts (office), as before',
  'interrupted --> enrolled : restarts (office), as before',
  'interrupted --> planned : restarts (office), as before',
  'open --> closed : closures (office)',
  'closed --> open : reopenings (office), as before',
];

/** The rows of the table below it, by hand. */
const ROWS = [
  '| `coaches` | office |   | ● | ● | ● | ● |   |',
  '| `answers` | office |   |   |   | ● |   |   |',
  '| `receipts` | district |   |   |   | ● | ● | ● |',
  '| `measures` | office |   | ● | ● | ● | ● |   |',
  '| `reviews` | office |   |   |   | ● |   |   |',
  '| `occasions` | office |   | ● | ● | ● |   |   |',
  '| `attendances` | office |   | ● | ● | ● | ● | ● |',
  '| `transfers` | office, district | ● | ● | ● | ● | ● |   |',
  '| `person-changes` | office | ● | ● | ● | ● | ● | ● |',
  '| `disclosure-withdrawals` | office | ● | ● | ● | ● | ● | ● |',
  '| `restrictions` | office | ● | ● | ● | ● | ● | ● |',
  '| `restriction-liftings` | office | ● | ● | ● | ● | ● | ● |',
  '| `statements` | office | ● | ● | ● | ● | ● | ● |',
];

const lines = (block: string) => block.split('\n').map((line) => line.trim());

describe('The diagram of the life of a case', () => {
  const block = lines(lifeBlock(POSSIBLE));

  test('has every way that a case can go, and no other', () => {
    expect(block.filter((line) => line.includes('-->'))).toEqual(ARROWS);
  });

  test('names every status in both languages', () => {
    expect(block.filter((line) => line.startsWith('state "'))).toEqual([
      'state "open · öppet" as open {',
      'state "held · vilande" as held',
      'state "referred · hänvisad" as referred',
      'state "enrolled · inskriven" as enrolled',
      'state "planned · planerad" as planned',
      'state "interrupted · avbruten" as interrupted',
      'state "closed · avslutad" as closed',
    ]);
  });

  test('has below it every command that changes no status, and where it is possible', () => {
    expect(block.filter((line) => line.startsWith('| `'))).toEqual(ROWS);
    expect(block).toContain('| command | asked for by | held | referred | enrolled | planned | interrupted | closed |');
  });

  test('is another when the table is another', () => {
    const reviews = { ...POSSIBLE.reviews, leadsTo: 'enrolled', by: ['district'] } as const;
    const other = lines(lifeBlock({ ...POSSIBLE, reviews }));
    expect(other).toContain('planned --> enrolled : reviews (district)');
    expect(other.some((line) => line.startsWith('| `reviews`'))).toBe(false);
    const closures = { ...POSSIBLE.closures, states: ['planned', 'interrupted'] } as const;
    expect(lines(lifeBlock({ ...POSSIBLE, closures })).filter((line) => line.includes('closed :'))).toEqual([
      'planned --> closed : closures (office)',
      'interrupted --> closed : closures (office)',
    ]);
  });
});

describe('The README', () => {
  test('shows the life of a case as the table has it; npm run diagram writes it anew', async () => {
    expect(blockIn(await readFile(README, 'utf8'))).toBe(lifeBlock(POSSIBLE));
  });
});

describe('npm run diagram', () => {
  async function run(readme: string) {
    const written: Array<string> = [];
    let shown = '';
    let complained = '';
    const status = await main({
      readReadme: async () => readme,
      writeReadme: async (text) => void written.push(text),
      show: (text) => {
        shown += text;
      },
      complain: (text) => {
        complained += text;
      },
    });
    return { status, written, shown, complained };
  }
  const around = (between: string) =>
    `before\n<!-- life of a case: written by npm run diagram -->\n\n${between}\n\n<!-- end of the life of a case -->\nafter\n`;

  test('prints the diagram and puts it between the two comments, touching nothing else', async () => {
    const { status, written, shown } = await run(around('an old one'));
    expect(status).toBe(0);
    expect(shown).toBe(`${lifeBlock(POSSIBLE)}\n`);
    expect(written).toEqual([around(lifeBlock(POSSIBLE))]);
  });

  test('writes nothing when the README already has it', async () => {
    expect((await run(around(lifeBlock(POSSIBLE)))).written).toEqual([]);
  });

  test.each([
    '',
    'no comments',
    '<!-- end of the life of a case --> <!-- life of a case: written by npm run diagram -->',
  ])('says so when the README has no place for it: %j', async (readme) => {
    const { status, written, complained } = await run(readme);
    expect([status, written]).toEqual([1, []]);
    expect(complained).toMatch(/README\.md lacks the two comments/);
    expect(blockIn(readme)).toBeUndefined();
    expect(withBlock(readme, 'x')).toBeUndefined();
  });
});
