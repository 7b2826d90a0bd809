/** Two comments in a text between which a command writes. */
export interface Markers {
  readonly begin: string;
  readonly end: string;
}

/** The block that stands in a text between two comments; `undefined` without them. */
export function blockBetween(markers: Markers, text: string): string | undefined {
  const place = placeIn(text, markers);
  return place === undefined ? undefined : text.slice(place.from, place.to).trim();
}

/** A text with another block between two comments; `undefined` without them. */
export function withBlockBetween(markers: Markers, text: string, block: string): string | undefined {
  const place = placeIn(text, markers);
  return place === undefined ? undefined : `${text.slice(0, place.from)}\n\n${block}\n\n${text.slice(place.to)}`;
}

function placeIn(text: string, { begin, end }: Markers): { readonly from: number; readonly to: number } | undefined {
  const start = text.indexOf(begin);
  const to = text.indexOf(end);
  return start === -1 || to < start ? undefined : { from: start + begin.length, to };
}
