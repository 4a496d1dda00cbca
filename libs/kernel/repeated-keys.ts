/** Finds repeated keys in an object: JSON.parse silently keeps the last, and another program may keep the first. */
import { visit } from 'jsonc-parser';

/** Paths of repeated keys, as names from the outermost in; the text must be valid JSON. */
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
