import type { Html } from '../../../shared/http/pages/html.ts';
import { type Alternative, drawn } from './drawing.ts';

/** A line over time, named beside where it ends; `null` where a figure is withheld or there is none. */
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
  /** What no value can exceed, as a share cannot exceed 1; `null` where there is no such limit. */
  readonly limit: number | null;
}

/** From here on the limit is so near that the axis goes up to it. */
const NEAR_LIMIT = 0.8;

const WIDTH = 664;
const HEIGHT = 300;
const FIGURES = 76;
const NAMES = 190;
/** Names are broken by estimated widths, and a reader's own font may be a fifth wider. */
const NAME_TEXT = 145;
const INK = '#1b1b1b';
/** Told apart by those who do not see every colour, and dark enough for text on white. */
const COLOURS = ['#0b5a8f', '#9a3b12', '#2c6e2f', '#6b3fa0', '#7a5c00', '#a02060', '#00696b', '#4a4a4a'];
const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond'];

/** As many lines as can be told apart. */
export const MOST_LINES = COLOURS.length;

/** Lines over time from nought, each named beside the chart, as high as it ends. */
export function lineChart(chart: TimeChart, alternative: Alternative): Html {
  const { times, lines, break: broken, written, limit } = chart;
  const highest = Math.max(...lines.flatMap(({ values }) => values.map((value) => value ?? 0)));
  const isNear = limit !== null && highest > NEAR_LIMIT * limit;
  const option = {
    color: COLOURS,
    grid: { left: FIGURES, right: NAMES, top: 28, bottom: 40 },
    xAxis: {
      type: 'category',
      data: times,
      boundaryGap: false,
      axisLabel: { color: INK, fontSize: 12, hideOverlap: true, margin: 16, alignMaxLabel: 'right' },
      axisLine: { lineStyle: { color: '#767676' } },
    },
    yAxis: {
      type: 'value',
      min: 0,
      boundaryGap: [0, '10%'],
      ...(isNear && { max: limit, interval: limit / 4 }),
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
        width: NAME_TEXT,
        overflow: 'break',
        lineHeight: 16,
      },
      // All in a column of their own, as high as their lines end where there is room: a line may end early.
      labelLayout: () => ({ x: WIDTH - NAMES + 8, moveOverlap: 'shiftY' }),
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
