/** The product's own fold; its pages read and parsed and no more; and what one might do instead of it. */
export const READ_WAYS = ['fold', 'pages', 'scan', 'collect'] as const;
export type ReadWay = (typeof READ_WAYS)[number];
