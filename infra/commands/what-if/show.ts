import { styleText } from 'node:util';
import Table from 'cli-table3';
import type { City } from '../../../shared/domain/city.ts';
import { share } from '../../../shared/domain/reports/figures.ts';
import type { Kept, ReadingResult } from '../../../shared/domain/reports/what-if.ts';
import type { WhatIfOptions } from './options.ts';

/** What was reckoned, and of how many cases. */
export interface Reckoned {
  readonly period: Pick<WhatIfOptions, 'from' | 'to'>;
  readonly cases: number;
  readonly results: ReadonlyArray<ReadingResult>;
}

const KINDS = {
  guarantee: 'Garantin: en plan, arbete eller en annan insats · The guarantee: a plan, work or another measure',
  review: 'Uppföljningen av planen · The review of the plan',
} as const;
const COLUMNS = ['Förfallna · Due', 'Hållna · Kept', 'Andel · Share', 'Skillnad · Difference'] as const;
const NAME_WIDTH = 34;

/** For a person to read: the readings side by side, then each of them by office. */
export function showReckoned({ period, cases, results }: Reckoned, city: Pick<City, 'offices'>): string {
  const name = (code: string) => city.offices.find((office) => office.code === code)?.sv ?? code;
  const blocks = [...Map.groupBy(results, ({ kind }) => kind)].flatMap(([kind, alike]) => {
    const [inForce] = alike;
    if (inForce === undefined) return [];
    return [
      styleText(['bold', 'cyan'], KINDS[kind]),
      table(
        'Regel · Policy',
        alike.map((reading) => [reading.id, ...figures(reading.total, inForce.total)]),
      ),
      ...alike.flatMap((reading) => [
        `${styleText('bold', reading.id)}${reading === inForce ? ' (gäller · in force)' : ''}\n${reading.sv}\n${reading.en}`,
        table('Jobbtorg · Office', [
          ...[...reading.offices].map(([code, kept]) => [name(code), ...figures(kept, inForce.offices.get(code))]),
          ['Hela staden · The whole city', ...figures(reading.total, inForce.total)],
        ]),
      ]),
    ];
  });
  return [
    styleText(
      'bold',
      `Löften som förföll ${period.from} till ${period.to} · Promises due ${period.from} to ${period.to}`,
    ),
    `${cases} ärenden · cases. Skillnaden är i procentenheter mot regeln som gäller · the difference is in percentage points to the policy in force.`,
    ...blocks,
    styleText(
      'dim',
      'Små tal är inte undertryckta: sprid dem inte. · Small figures are not withheld: do not pass them on.',
    ),
    '',
  ].join('\n\n');
}

/** For a machine to read. */
export function jsonOfReckoned({ period, cases, results }: Reckoned): string {
  const inForce = (kind: ReadingResult['kind']) => results.find((reading) => reading.kind === kind);
  const readings = results.map(({ id, kind, sv, en, total, offices }) => ({
    id,
    kind,
    inForce: inForce(kind)?.id === id,
    sv,
    en,
    ...withShare(total, inForce(kind)?.total),
    offices: [...offices].map(([office, kept]) => ({ office, ...withShare(kept, inForce(kind)?.offices.get(office)) })),
  }));
  return `${JSON.stringify({ ...period, cases, readings }, null, 2)}\n`;
}

function withShare(kept: Kept, inForce: Kept | undefined) {
  return { ...kept, share: share(kept.kept, kept.due), difference: differenceOf(kept, inForce) };
}

function figures(kept: Kept, inForce: Kept | undefined): ReadonlyArray<string> {
  const ratio = share(kept.kept, kept.due);
  const difference = differenceOf(kept, inForce);
  return [
    `${kept.due}`,
    `${kept.kept}`,
    ratio === null ? '–' : `${percent(ratio)} %`,
    difference === null ? '–' : `${difference > 0 ? '+' : ''}${percent(difference)}`,
  ];
}

/** By how much the share differs from that under the policy in force; `null` when one of them is a share of nothing. */
function differenceOf(kept: Kept, inForce: Kept | undefined): number | null {
  const [now, would] = [inForce && share(inForce.kept, inForce.due), share(kept.kept, kept.due)];
  return now == null || would === null ? null : would - now;
}

function percent(ratio: number): string {
  return (100 * ratio).toFixed(1);
}

/** Lines between head and rows only, and no colours of its own: `styleText` knows whether the terminal has any. */
function table(first: string, rows: ReadonlyArray<ReadonlyArray<string>>): string {
  const lines = { mid: '', 'left-mid': '', 'mid-mid': '', 'right-mid': '' };
  const head = [first, ...COLUMNS].map((text) => styleText('bold', text));
  const colAligns: Array<'left' | 'right'> = ['left', ...COLUMNS.map(() => 'right' as const)];
  const colWidths = [NAME_WIDTH, ...COLUMNS.map((text) => text.length + 2)];
  const drawn = new Table({ head, colAligns, colWidths, style: { head: [], border: [] }, chars: lines });
  drawn.push(...rows.map((row) => [...row]));
  return drawn.toString();
}
