import { type AccessRow, PARTY_SCOPES, rowOf } from '../../../shared/http/access-table.ts';
import type { CallerParty } from '../../../shared/http/caller.ts';
import type { Endpoint } from '../../../shared/http/endpoint.ts';
import type { Markers } from '../readme/marked-block.ts';

export const ACCESS_MARKERS: Markers = {
  begin: '<!-- who may see what: written by npm run access-table -->',
  end: '<!-- end of who may see what -->',
};

/** A column of the table: what it is called, whose it is, and how far they reach. */
interface Column {
  readonly heading: string;
  readonly party: CallerParty['kind'];
  readonly reach: (row: AccessRow) => AccessRow['city'];
}

const COLUMNS: ReadonlyArray<Column> = [
  { heading: 'district', party: 'district', reach: ({ district }) => district },
  { heading: 'district before', party: 'district', reach: ({ formerDistrict }) => formerDistrict },
  { heading: 'office', party: 'office', reach: ({ office }) => office },
  { heading: 'office before', party: 'office', reach: ({ formerOffice }) => formerOffice },
  { heading: 'city', party: 'city', reach: ({ city }) => city },
];

/** Who may see and do what, as a Markdown table: a row for each operation that takes a token, and one for the rest. */
export function accessBlock(endpoints: ReadonlyArray<Endpoint>): string {
  return [
    ['operation', 'scope', ...COLUMNS.map(({ heading }) => heading), 'anyone', 'of the protected'],
    ['---', '---', ...COLUMNS.map(() => ':-:'), ':-:', ':-:'],
    ...endpoints.filter(({ scope }) => scope !== null).map(cellsOf),
    openTo(endpoints.filter(({ scope }) => scope === null)),
  ]
    .map((cells) => `| ${cells.join(' | ')} |`)
    .join('\n');
}

function cellsOf({ routeKey, scope, orScope }: Endpoint): ReadonlyArray<string> {
  const row = rowOf(routeKey);
  const scopes = [scope, orScope].filter((known) => known != null);
  const marks = COLUMNS.map(({ party, reach }) => {
    const isGiven = scopes.some((known) => PARTY_SCOPES[party].includes(known));
    const mark = markOf(reach(row));
    return mark === '' || isGiven ? mark : `(${mark})`;
  });
  return [
    `\`${routeKey.replace(' /v1/', ' /')}\``,
    scopes.map((known) => `\`${known}\``).join(' or '),
    ...marks,
    markOf(row.anyone),
    markOf(row.ofProtected),
  ];
}

/** What needs no token, by the first part of its path. */
function openTo(endpoints: ReadonlyArray<Endpoint>): ReadonlyArray<string> {
  const hidden = endpoints.find(({ routeKey }) => rowOf(routeKey).anyone !== 'all');
  if (hidden !== undefined) throw new Error(`${hidden.routeKey} takes no token and is not for everyone`);
  const parts = endpoints.map(({ routeKey }) => /^GET \/v1\/([\w.-]+)/.exec(routeKey)?.[1] ?? 'any other path');
  return [[...new Set(parts)].join(', '), '', ...COLUMNS.map(() => 'all'), 'all', ''];
}

function markOf(mark: AccessRow['city'] | AccessRow['ofProtected']): string {
  return mark === 'nothing' ? '' : mark;
}
