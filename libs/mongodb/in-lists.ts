/** Divides a long list of ids for requests: a request of more than 16 MB, as `$in` with some 300,000 references, is refused by the server. */

/** An id of 1 KB is among the longest. */
const MOST = 10_000;

export function* inLists<T>(all: readonly T[]): Iterable<readonly T[]> {
  for (let i = 0; i < all.length; i += MOST) yield all.slice(i, i + MOST);
}
