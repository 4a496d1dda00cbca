/**
 * Finds what a JSON parser passes over in silence: a key that an object has twice, of which it keeps the last, and another program on
 * the way might keep the first.
 */
import { visit } from 'jsonc-parser';

/** Paths of the keys that come again in their object, as names from the outermost in; of a text that is JSON. */
export function repeatedKeys(json: string): readonly (readonly string[])[] {
  const open: Set<string>[] = [];
  const repeated: string[][] = [];
  visit(json, {
    onObjectBegin: () => {
      open.push(new Set());
    },
    onObjectProperty: (key, _offset, _length, _line, _column, pathOfObject) => {
      const seen = open.at(-1);
      if (seen?.has(key) === true) repeated.push([...pathOfObject(), key].map(String));
      seen?.add(key);
    },
    onObjectEnd: () => {
      open.pop();
    },
  });
  return repeated;
}
