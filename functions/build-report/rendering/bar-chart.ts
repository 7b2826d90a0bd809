import type { Html } from '../../../shared/http/pages/html.ts';
import { type Alternative, drawn } from './drawing.ts';

/** A bar with its name and its figure; `null` where the figure is withheld or there is none. */
export interface Bar {
  readonly label: string;
  readonly value: number | null;
  readonly text: string;
  /** The ends of its interval, where it has one. */
  readonly interval: readonly [number, number] | null;
}

/** What all bars together come to, drawn as a line across them. */
export interface Level {
  readonly value: number;
  readonly text: string;
}

const WIDTH = 540;
const LABELS = 196;
/** Labels are broken by estimated widths, and a reader's own font may be a fifth wider. */
const LABEL_TEXT = 150;
const FIGURES = 100;
/** Characters of a label that surely stand on one line. */
const LINE = 16;
const LINE_HEIGHT = 16;
const BAR = 34;
const TOP = 26;
const INK = '#1b1b1b';
const BLUE = '#0b5a8f';
const ORANGE = '#9a3b12';

/** Bars below one another from nought, their figures in a column of their own. */
export function barChart(bars: ReadonlyArray<Bar>, level: Level | null, alternative: Alternative): Html {
  const mostLines = Math.max(...bars.map(({ label }) => Math.ceil(label.length / LINE)));
  const height = TOP + bars.length * Math.max(BAR, mostLines * LINE_HEIGHT + 4) + 6;
  const ends = bars.flatMap(({ value, interval }) => [value ?? 0, interval?.[1] ?? 0]);
  const option = {
    grid: { left: LABELS, right: FIGURES, top: TOP, bottom: 6 },
    xAxis: { type: 'value', show: false, min: 0, max: Math.max(...ends, level?.value ?? 0) || 1 },
    yAxis: [
      {
        ...NAMES_BESIDE,
        data: bars.map(({ label }) => label),
        axisLine: { lineStyle: { color: '#767676' } },
        axisLabel: { ...TEXT, width: LABEL_TEXT, overflow: 'break', lineHeight: LINE_HEIGHT },
      },
      {
        ...NAMES_BESIDE,
        position: 'right',
        data: bars.map(({ text }) => text),
        axisLine: { show: false },
        axisLabel: { ...TEXT, fontWeight: 'bold' },
      },
    ],
    series: [
      {
        type: 'bar',
        silent: true,
        barWidth: 20,
        itemStyle: { color: BLUE },
        data: bars.map(({ value }) => value ?? 0),
        markLine: { silent: true, symbol: 'none', data: [...levelLine(level), ...bars.flatMap(intervalLine)] },
      },
    ],
  };
  return drawn(option, { width: WIDTH, height }, alternative);
}

const NAMES_BESIDE = { type: 'category', inverse: true, axisTick: { show: false }, splitLine: { show: false } };
const TEXT = { color: INK, fontSize: 14, interval: 0 };

function levelLine(level: Level | null) {
  if (level === null) return [];
  const label = {
    formatter: level.text,
    position: 'start',
    distance: 4,
    color: ORANGE,
    fontSize: 14,
    fontWeight: 'bold',
  };
  return [{ xAxis: level.value, lineStyle: { color: ORANGE, width: 1.5, type: 'dashed' }, label }];
}

function intervalLine({ interval }: Bar, index: number) {
  if (interval === null) return [];
  const lineStyle = { color: INK, width: 2, type: 'solid' };
  return [[{ coord: [interval[0], index], lineStyle, label: { show: false } }, { coord: [interval[1], index] }]];
}
