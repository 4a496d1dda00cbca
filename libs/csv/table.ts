/** Small tables that are held whole: their rows in slices, so that a reader of a long one can stop, or let others work. */
import { parse } from 'csv-parse/sync';
import { lineBreakOf, withoutBom } from '#libs/csv/bytes.ts';
import type { LineBreak, Separator } from '#libs/csv/dialect.ts';
import { headerIn } from '#libs/csv/separator.ts';

const SLICE = 1 << 14;
/** Short rows cost as much as long ones. */
const SLICE_ROWS = 500;
/** Maximum of one row: a longer one can only be a quote that is never closed. */
const ROW_MAX = 1 << 16;
/** The first lines are in as many characters. */
const START = 1 << 12;

export interface TableRow {
  readonly fields: readonly string[];
  /** Line of its first character, from 1. */
  readonly line: number;
}

export interface Table {
  readonly separator: Separator;
  /** The header first; blank rows and empty fields after the last column are left out. Each may throw CsvError. */
  readonly slices: Iterable<readonly TableRow[]>;
}

/** `expected`: the names of its columns, from which its separator is found. */
export function tableOf(text: string, expected: readonly string[]): Table {
  const whole = withoutBom(text);
  const start = whole.slice(0, START);
  const { separator, hasHint } = headerIn(start, expected);
  const lineBreak = lineBreakOf(Buffer.from(start));
  return { separator, slices: slicesOf(whole, { separator, lineBreak, toSkip: hasHint ? 1 : 0, expected }) };
}

interface Form {
  readonly separator: Separator;
  readonly lineBreak: LineBreak;
  readonly toSkip: number;
  readonly expected: readonly string[];
}

function* slicesOf(text: string, { separator, lineBreak, toSkip, expected }: Form): Iterable<readonly TableRow[]> {
  const end = lineBreak === 'CR' ? '\r' : '\n';
  let [line, skipped] = [1, 0];
  for (const slice of cutAtRows(text, end)) {
    const records = parse(slice, {
      delimiter: separator,
      record_delimiter: lineBreak === 'CR' ? ['\r'] : ['\r\n', '\n'],
      relax_column_count: true,
      raw: true,
      max_record_size: ROW_MAX,
    }) as unknown as { readonly record: readonly string[]; readonly raw: string }[];
    const rows: TableRow[] = [];
    for (const { record, raw } of records) {
      const fields = trimmed(record, expected.length);
      if (fields.length > 0 && skipped++ >= toSkip) rows.push({ fields, line });
      // For a line break of two characters, csv-parse gives only the first.
      line += raw.replace(/\r?\n?$/, '').split(end).length;
    }
    yield rows;
  }
}

/** Slices that end with a row: at a line break outside quotes. */
function* cutAtRows(text: string, end: string): Iterable<string> {
  let [from, rows, isQuoted] = [0, 0, false];
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '"') isQuoted = !isQuoted;
    if (character !== end || isQuoted || (++rows < SLICE_ROWS && at - from < SLICE)) continue;
    yield text.slice(from, at + 1);
    [from, rows] = [at + 1, 0];
  }
  if (from < text.length) yield text.slice(from);
}

/** Removes the empty fields beyond the columns; a row with only empty fields becomes empty. */
function trimmed(fields: readonly string[], columns: number): readonly string[] {
  if (fields.every((field) => field.trim() === '')) return [];
  const isBeyond = fields.length > columns && fields.slice(columns).every((field) => field.trim() === '');
  return isBeyond ? fields.slice(0, columns) : fields;
}
