/** How numbers are written in a file of the regulation: `10.0` is no whole number, though JSON reads it as 10. */
import { visit } from 'jsonc-parser';

/** Each number with a decimal point or an exponent, with its path, as names and places from the outermost in; the text is valid JSON. */
export function decimalNumbers(
  json: string,
): readonly { readonly path: readonly string[]; readonly written: string }[] {
  const found: { path: readonly string[]; written: string }[] = [];
  visit(json, {
    onLiteralValue: (value: unknown, offset, length, _line, _column, path) => {
      const written = json.slice(offset, offset + length);
      if (typeof value === 'number' && /[.eE]/.test(written)) found.push({ path: path().map(String), written });
    },
  });
  return found;
}
