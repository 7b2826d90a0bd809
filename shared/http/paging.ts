/** One page of a list, with its total from the same read. */
export function pageOf<T>(
  all: ReadonlyArray<T>,
  { page, limit }: { readonly page: number; readonly limit: number },
): { items: ReadonlyArray<T>; page: number; limit: number; total: number } {
  return { items: all.slice((page - 1) * limit, page * limit), page, limit, total: all.length };
}
