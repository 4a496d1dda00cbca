/**
 * Finds what a JSON parser passes over in silence: a key that an object has twice, of which it keeps the last, and another program on
 * the way might keep the first.
 */
import { visit } from 'jsonc-parser';

/** Paths of the keys that come again in their object, as names from the outermost in; of a text that is JSON. */
export function repeatedKeys(json: string): readonly (readonly string[])[] {
  const open: { readonly path: readonly string[]; readonly keys: Set<string> }[] = [];
  const repeated: string[][] = [];
  visit(json, {
    onObjectBegin: (_offset, _length, _line, _column, path) => {
      open.push({ path: path().map(String), keys: new Set() });
    },
    onObjectProperty: (key) => {
      const { path = [], keys } = open.at(-1) ?? {};
      if (keys?.has(key) === true) repeated.push([...path, key]);
      keys?.add(key);
    },
    onObjectEnd: () => {
      open.pop();
    },
  });
  return repeated;
}
