import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, MarkLineComponent } from 'echarts/components';
import { type EChartsCoreOption, init, use } from 'echarts/core';
import { LabelLayout } from 'echarts/features';
import { SVGRenderer } from 'echarts/renderers';
import { type Html, html, trusted } from '../../../shared/http/pages/html.ts';

use([BarChart, LineChart, GridComponent, MarkLineComponent, LabelLayout, SVGRenderer]);

/** What a picture says to those who do not see it. */
export interface Alternative {
  /** Unique on the page. */
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Draws a chart that stands still, as an SVG that is read out by its title and description. */
export function drawn(
  option: EChartsCoreOption,
  { width, height }: Size,
  { id, title, description }: Alternative,
): Html {
  const chart = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    chart.setOption({ animation: false, textStyle: { fontFamily: 'system-ui, sans-serif' }, ...option });
    return html`<svg viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="${id}-title ${id}-description">
<title id="${id}-title">${title}</title>
<desc id="${id}-description">${description}</desc>
${trusted(still(chart.renderToSVGString(), id))}
</svg>`;
  } finally {
    chart.dispose();
  }
}

/** What is inside the library's own SVG element, without what is there for a pointer, and with names of the page's own. */
function still(svg: string, id: string): string {
  return svg
    .replace(/^<svg[^>]*>|<\/svg>\s*$/g, '')
    .replace(/<style\b.*?<\/style>/gs, '')
    .replace(/ (?:class|ecmeta_\w+|xml:space|pointer-events)="[^"]*"/g, '')
    .replace(/\bzr\d+-/g, `${id}-`)
    .trim();
}
