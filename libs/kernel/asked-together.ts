/** Many callers ask for a few keys each, at about the same time; one look finds the keys of all. */
import { setImmediate } from 'node:timers/promises';

/**
 * Gives those of its keys that exist. `find` gets the keys of all calls since the last turn of the event loop; if it fails, each of these
 * calls fails with its error.
 */
export function askedTogether(
  find: (keys: readonly string[]) => Promise<ReadonlySet<string>>,
): (keys: readonly string[]) => Promise<readonly string[]> {
  let next: { readonly keys: Set<string>; readonly found: Promise<ReadonlySet<string>> } | undefined;
  const begin = (): NonNullable<typeof next> => {
    const keys = new Set<string>();
    const found = setImmediate().then(() => {
      next = undefined;
      return find([...keys]);
    });
    return { keys, found };
  };
  return async (keys) => {
    if (keys.length === 0) return [];
    next ??= begin();
    for (const key of keys) next.keys.add(key);
    const found = await next.found;
    return keys.filter((key) => found.has(key));
  };
}
