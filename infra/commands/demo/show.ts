import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { styleText } from 'node:util';
import Table from 'cli-table3';
import { dealtWith } from '../import/progress.ts';
import type { Story } from './story.ts';

const WIDTH = 96;

/** What happened, on one screen. */
export function showStory(story: Story, folder: string, seconds: number): string {
  return [
    title(`Jobbtorg: a month of 2008, and a person today (${seconds.toFixed(0)} s)`),
    ...march(story),
    ...today(story),
    ...check(story),
    ...year(story),
    ...pages(story, folder),
  ].join('\n');
}

const title = (text: string) => styleText('bold', text);
const heading = (text: string) => `\n${styleText(['bold', 'cyan'], text)}`;
const soft = (text: string) => styleText('dim', text);

function march({ imported }: Story): ReadonlyArray<string> {
  const known = imported.alreadyThere === 0 ? '' : ` (${imported.alreadyThere} were there already)`;
  return [
    heading('1  History'),
    `${dealtWith(imported)} cases of March 2008 came in through POST /v1/history${known}.`,
  ];
}

const SWEDISH_STATES: Readonly<Record<string, string>> = {
  running: 'löper',
  'at-risk': 'nära att löpa ut',
  missed: 'överskriden',
};

/** The promise to the person referred today, reckoned in words: which days count, which do not, and why. */
function today({ referred }: Story): ReadonlyArray<string> {
  const [clock] = referred.clocks;
  if (clock === undefined) return [];
  const rows = clock.explanation.map(({ date, sv }) => [date, sv]);
  const state = SWEDISH_STATES[clock.state] ?? clock.state;
  return [
    heading('2  A referral today'),
    `${referred.district} referred a person to ${referred.office} (target group ${referred.targetGroup.code}).`,
    `Fristen ${styleText('green', state)}: senast ${styleText('bold', clock.dueOn ?? '–')} ska en plan vara godkänd eller arbete ha börjat.`,
    table(['Dag', 'Så har fristen räknats'], rows, [12, WIDTH - 12 - 3]),
  ];
}

function check({ check: run, findings }: Story): ReadonlyArray<string> {
  const offices = [...Map.groupBy(findings, ({ office }) => office)].sort(([a], [b]) => a.localeCompare(b));
  const rows = offices.map(([office, of]) => {
    const counted = (kind: string, annotated = false) =>
      of.filter((finding) => finding.kind === kind && (!annotated || finding.annotation !== null)).length;
    return [office, `${counted('warned')}`, styleText('red', `${counted('missed')}`), `${counted('missed', true)}`];
  });
  return [
    heading('3  Broken promises'),
    `The check as of ${run.asOf} looked at ${run.assessed} cases: ${run.warned} warnings, ${run.missed} misses, ${run.failed} failed.`,
    table(['Office', 'Warned', 'Missed', 'of which kept, but registered late'], rows, [24, 12, 12, 44]),
    soft('Listed for the city; what concerns protected persons is listed for the officers named for them only.'),
  ];
}

function year({ outcomes, compliance }: Story): ReadonlyArray<string> {
  const went = outcomes.tables.find(({ id }) => id === 'by-office')?.total;
  const kept = compliance.tables.find(({ id }) => id === 'by-office')?.total;
  const readings = compliance.tables.find(({ id }) => id === 'policy-readings')?.rows ?? [];
  if (went === undefined || kept === undefined) return [];
  return [
    heading(`4  The year ${outcomes.from} to ${outcomes.to}`),
    `Referred: ${figure(went['referred'])}; closed: ${figure(went['closed'])} (${share(went['shareClosed'])}), ${share(went['workOrStudiesShare'])} of them to work or studies.`,
    `Promises of a plan kept: ${figure(kept['guaranteesMet'])} of ${figure(kept['guaranteesDue'])} (${share(kept['guaranteeMetShare'])}), in ${figure(kept['medianDays'])} days at the median.`,
    `Follow-ups in time: ${figure(kept['reviewsInTime'])} of ${figure(kept['reviewsDue'])} (${share(kept['reviewInTimeShare'])}).`,
    table(
      ['The promise, read in five ways', 'Due', 'Kept', 'Share'],
      readings.map((row) => [
        row.key,
        figure(row['guaranteesDue']),
        figure(row['guaranteesMet']),
        share(row['guaranteeMetShare']),
      ]),
      [44, 12, 12, 24],
    ),
    soft('A dash: a figure withheld because it could point at somebody, or a share of nothing.'),
  ];
}

/** What to open in a browser: it is kept, whatever becomes of the server. */
function pages({ pages: kept }: Story, folder: string): ReadonlyArray<string> {
  const names = kept.map(({ name }) => name).filter((name) => name.endsWith('.html'));
  return [
    heading('5  Pages to open (sidor att öppna)'),
    ...names.map((name) => styleText('underline', pathToFileURL(join(folder, name)).href)),
  ];
}

function figure(value: number | null | undefined): string {
  return `${value ?? '–'}`;
}

function share(value: number | null | undefined): string {
  return typeof value !== 'number' ? '–' : `${(100 * value).toFixed(1)} %`;
}

/** Lines between head and rows only, and no colours of its own: `styleText` knows whether the terminal has any. */
function table(head: Array<string>, rows: ReadonlyArray<Array<string>>, colWidths: Array<number>): string {
  const lines = { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' };
  const bold = head.map((text) => styleText('bold', text));
  const drawn = new Table({ head: bold, colWidths, wordWrap: true, style: { head: [], border: [] }, chars: lines });
  drawn.push(...rows);
  return drawn.toString();
}
