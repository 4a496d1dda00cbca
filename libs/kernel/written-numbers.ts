/** How numbers are written in JSON: `10.0` and `1e1` are no whole numbers, though JSON reads both as 10. */
import { visit } from 'jsonc-parser';

/** Whether there may be one, at the cost of a look: most texts need no closer reading. */
const PERHAPS = /\d[.eE]/;

/** Each number with a decimal point or an exponent, with its path, as names and places from the outermost in; the text is valid JSON. */
export function decimalNumbers(
  json: string,
): readonly { readonly path: readonly string[]; readonly written: string }[] {
  if (!PERHAPS.test(json)) return [];
  const found: { path: readonly string[]; written: string }[] = [];
  visit(json, {
    onLiteralValue: (...[value, offset, length, , , path]) => {
      const written = json.slice(offset, offset + length);
      if (typeof value === 'number' && /[.eE]/.test(written)) found.push({ path: path().map(String), written });
    },
  });
  return found;
}
