/** The rows of a CSV text: each as written, with its fields and its line. */
import { CsvError, type Parser, parse } from 'csv-parse';
import type { LineBreak, Separator } from '#libs/csv/dialect.ts';
import type { Bytes } from '#libs/intake/csv/chunks.ts';

/** Hundreds of times a row of facts: a longer one can only be a quote that is never closed, and every store must hold it as set aside. */
export const MAX_ROW_BYTES = 1 << 16;
const BOM = '\uFEFF';
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

export interface CsvRow {
  /** Line of its first character, the header being 1. */
  readonly line: number;
  /** The row as written, without its line break. */
  readonly raw: string;
  readonly fields: readonly string[];
}

export interface RowForm {
  readonly separator: Separator;
  readonly lineBreak: LineBreak;
}

/** A misplaced quote; csv-parse does not give its place in a whole chunk. */
export class QuoteFault extends Error {
  readonly csv: CsvError;

  constructor(csv: CsvError) {
    super(csv.message);
    this.csv = csv;
  }
}

/** Every row of UTF-8 except blank lines, the header first; the rows of a chunk come together. Throws QuoteFault. */
export async function* csvRows(bytes: Bytes, { separator, lineBreak }: RowForm): AsyncIterable<readonly CsvRow[]> {
  const breaks = lineBreak === 'CR' ? '\r' : '\n';
  const parser = parse({
    delimiter: separator,
    bom: true,
    raw: true,
    relax_column_count: true,
    record_delimiter: lineBreak === 'CR' ? ['\r'] : ['\r\n', '\n'],
    max_record_size: MAX_ROW_BYTES,
  });
  // The write that meets a fault rejects; without a listener the fault would also end the process.
  parser.on('error', () => undefined);
  let line = 1;
  let rows: CsvRow[] = [];
  // Collected as they come: handing rows over one by one would cost half as much again.
  parser.on('data', ({ record, raw }: { record: string[]; raw: string }) => {
    const text = withoutLineBreak(line === 1 && raw.startsWith(BOM) ? raw.slice(1) : raw);
    if (text !== '') rows.push({ line, raw: text, fields: record });
    line += occurrences(text, breaks) + 1;
  });
  const taken = (): readonly CsvRow[] => {
    const some = rows;
    rows = [];
    return some;
  };
  try {
    for await (const chunk of bytes) {
      await takenIn(parser, chunk);
      if (rows.length > 0) yield taken();
    }
    await ended(parser);
    if (rows.length > 0) yield taken();
  } catch (error) {
    if (error instanceof CsvError) throw new QuoteFault(error);
    throw error;
  } finally {
    parser.destroy();
  }
}

/** Rows given at once: few, so that they are dropped before many more are read. */
const GROUP = 256;

/** The same rows as `csvRows`, for bytes without any quote, in which a row is a line: in a third of the time. */
export async function* plainRows(bytes: AsyncIterable<Buffer>, separator: Separator): AsyncIterable<readonly CsvRow[]> {
  let line = 1;
  let before: Buffer[] = [];
  for await (const chunk of bytes) {
    const end = chunk.lastIndexOf(LINE_FEED) + 1;
    if (end === 0) {
      before.push(chunk);
      continue;
    }
    const text = Buffer.concat([...before, chunk.subarray(0, end)]).toString();
    // After the last line feed comes the next chunk.
    before = [chunk.subarray(end)];
    let rows: CsvRow[] = [];
    for (let from = line === 1 && text.startsWith(BOM) ? 1 : 0, to = 0; from < text.length; from = to + 1) {
      to = text.indexOf('\n', from);
      const raw = text.slice(from, text.charCodeAt(to - 1) === CARRIAGE_RETURN && to > from ? to - 1 : to);
      if (raw !== '') rows.push({ line, raw, fields: raw.split(separator) });
      line++;
      if (rows.length < GROUP) continue;
      yield rows;
      rows = [];
    }
    if (rows.length > 0) yield rows;
  }
  const rest = Buffer.concat(before).toString();
  const written = line === 1 && rest.startsWith(BOM) ? rest.slice(1) : rest;
  const raw = withoutLineBreak(written);
  // Like csv-parse, treats a carriage return at the very end of a file as part of the last field.
  if (raw !== '') yield [{ line, raw, fields: written.split(separator) }];
}

function takenIn(parser: Parser, chunk: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    parser.write(chunk, (error) => {
      if (error instanceof Error) reject(error);
      else resolve();
    });
  });
}

function ended(parser: Parser): Promise<void> {
  return new Promise((resolve, reject) => {
    parser.once('error', reject).once('end', resolve).end();
  });
}

/** csv-parse gives only the first character of a line break of two characters. */
function withoutLineBreak(raw: string): string {
  let end = raw.length;
  if (raw.charCodeAt(end - 1) === LINE_FEED) end--;
  if (raw.charCodeAt(end - 1) === CARRIAGE_RETURN) end--;
  return raw.slice(0, end);
}

function occurrences(raw: string, breaks: string): number {
  let count = 0;
  for (let at = raw.indexOf(breaks); at >= 0; at = raw.indexOf(breaks, at + 1)) count++;
  return count;
}
