/**
 * How small a number of persons may be told. Five is what the public employment service prints ("<5"); the city's own rule
 * is written down nowhere, so that a city must confirm it.
 */
export const DISCLOSURE = { threshold: 5, source: 'assumed' } as const;
