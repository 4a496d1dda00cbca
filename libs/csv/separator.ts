/** Finds the separator of a file: the one that splits its header into most of the expected names. */
import { SEPARATORS, type Separator } from '#libs/csv/dialect.ts';

const BOM = '\uFEFF';
/** Excel writes and reads this first line, which is not part of the table. */
const HINT = /^"?sep=(.)"?$/i;

interface Header {
  readonly separator: Separator;
  /** Whether the line `sep=;` comes before it. */
  readonly hasHint: boolean;
}

/** `start`: the first lines of the file, or its beginning as far as it was read. The comma if no name is found. */
export function headerIn(start: string, expected: readonly string[]): Header {
  const [first = '', second = ''] = start
    .replace(BOM, '')
    .split(/\r\n|\n|\r/)
    .filter((line) => line !== '');
  const hinted = HINT.exec(first)?.[1];
  const separator = SEPARATORS.find((one) => one === hinted);
  if (hinted !== undefined) return { separator: separator ?? bestOf(second, expected), hasHint: true };
  return { separator: bestOf(first, expected), hasHint: false };
}

/** The canonical name of a column that was written in capitals, with spaces or with accents. */
export function columnName(written: string): string {
  return written
    .trim()
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[\s-]+/g, '_');
}

function bestOf(line: string, expected: readonly string[]): Separator {
  const found = (separator: Separator): number =>
    line.split(separator).filter((name) => expected.includes(columnName(name.replace(/^"(.*)"$/, '$1')))).length;
  return SEPARATORS.reduce((best, one) => (found(one) > found(best) ? one : best));
}
