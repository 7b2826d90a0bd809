import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

/** A file of history, and what is known of it without Jobbtorg. */
export interface Papers {
  readonly name: string;
  readonly fileName: string;
  readonly content: Buffer;
  readonly lines: ReadonlyArray<string>;
  readonly closed2008: number;
  /** Share closed in 2008, to two decimals, in all and by office. */
  readonly closedShares: Readonly<Record<string, number>>;
}

const MONTH = new URL('../../../infra/commands/demo/vallingby-march-2008.ndjson', import.meta.url);
const CITY = new URL('../../../../shared/data/city-2008.ndjson.gz', import.meta.url);

/** A month of the Västerort job centre: 55 people, of whom 9 were done before the year was out. */
export function theMonth(): Papers {
  const content = readFileSync(MONTH);
  return {
    name: 'a month of one job centre',
    fileName: 'month.ndjson',
    content,
    lines: linesOf(content),
    closed2008: 9,
    closedShares: { total: 0.16, vallingby: 0.16 },
  };
}

/** The city's first year as it was published: 42 % closed, 58 % at the youth branch in Kista, 43 % at Rosenlund. */
function theCity(): Papers {
  const content = readFileSync(CITY);
  return {
    name: 'the whole city',
    fileName: 'city.ndjson.gz',
    content,
    lines: linesOf(gunzipSync(content)),
    closed2008: 3635,
    closedShares: { total: 0.42, 'kista-youth': 0.58, rosenlund: 0.43 },
  };
}

/** The whole city for a deep run that has its papers at hand; else the month. */
export function cityOrMonth(): Papers {
  return process.env['JOBBTORG_DEEP'] !== undefined && existsSync(CITY) ? theCity() : theMonth();
}

/** The month many times over, as so many different people. */
export function monthTimes(times: number): ReadonlyArray<string> {
  return Array.from({ length: times }, (_, time) =>
    theMonth().lines.map((line) => line.replaceAll('month-', `month-${time}-`)),
  ).flat();
}

function linesOf(content: Buffer): ReadonlyArray<string> {
  return content.toString('utf8').trim().split('\n');
}
