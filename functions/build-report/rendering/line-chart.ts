import type { Html } from '../../../shared/http/pages/html.ts';
import { type Alternative, drawn } from './drawing.ts';

/** A line over time, named where it ends; `null` where a figure is withheld or there is none. */
export interface Line {
  readonly label: string;
  readonly values: ReadonlyArray<number | null>;
}

export interface TimeChart {
  /** The points in time, as they are written below the chart. */
  readonly times: ReadonlyArray<string>;
  readonly lines: ReadonlyArray<Line>;
  /** Where the series breaks, and what is said there. */
  readonly break: { readonly at: number; readonly text: string } | null;
  readonly written: (value: number) => string;
}

const WIDTH = 620;
const HEIGHT = 300;
const NAMES = 170;
const INK = '#1b1b1b';
/** Told apart by those who do not see every colour, and dark enough for text on white. */
const COLOURS = ['#0b5a8f', '#9a3b12', '#2c6e2f', '#6b3fa0', '#7a5c00', '#a02060', '#00696b', '#4a4a4a'];
const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond'];

/** As many lines as can be told apart. */
export const MOST_LINES = COLOURS.length;

/** Lines over time from nought, each named where it ends. */
export function lineChart({ times, lines, break: broken, written }: TimeChart, alternative: Alternative): Html {
  const option = {
    color: COLOURS,
    grid: { left: 52, right: NAMES, top: 28, bottom: 28 },
    xAxis: {
      type: 'category',
      data: times,
      boundaryGap: false,
      axisLabel: { color: INK, fontSize: 12, hideOverlap: true },
      axisLine: { lineStyle: { color: '#767676' } },
    },
    yAxis: {
      type: 'value',
      min: 0,
      boundaryGap: [0, '10%'],
      splitNumber: 4,
      axisLabel: { color: INK, fontSize: 12, formatter: written },
      splitLine: { lineStyle: { color: '#dddddd' } },
    },
    series: lines.map(({ label, values }, index) => ({
      type: 'line',
      silent: true,
      name: label,
      data: values,
      symbol: SYMBOLS[index % SYMBOLS.length],
      symbolSize: 6,
      lineStyle: { width: 2 },
      endLabel: {
        show: true,
        formatter: label,
        color: COLOURS[index],
        fontSize: 12,
        width: NAMES - 12,
        overflow: 'break',
      },
      labelLayout: { moveOverlap: 'shiftY' },
      ...(index === 0 && broken !== null && { markLine: breakLine(broken) }),
    })),
  };
  return drawn(option, { width: WIDTH, height: HEIGHT }, alternative);
}

function breakLine({ at, text }: NonNullable<TimeChart['break']>) {
  const label = { formatter: text, color: INK, fontSize: 12, fontWeight: 'bold' };
  const lineStyle = { color: INK, width: 1.5, type: 'dashed' };
  return { silent: true, symbol: 'none', data: [{ xAxis: at, label, lineStyle }] };
}
