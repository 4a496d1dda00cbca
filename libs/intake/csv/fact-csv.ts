/**
 * Reads a facts file twice, in bounded memory: the first pass checks the whole file (encoding, quotes, header, dialect), the second returns
 * its rows and refuses a byte that differs from the checked one. Source: facts.md, its first paragraph.
 */
import { isAscii } from 'node:buffer';
import { createHash, hash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { lineBreakByte, lineBreakOf, otherThanText } from '#libs/csv/bytes.ts';
import { CANONICAL, type Dialect, type LineBreak } from '#libs/csv/dialect.ts';
import { headerIn } from '#libs/csv/separator.ts';
import type { FactKind } from '#libs/facts/fact-kind.ts';
import { type ReadBefore, chunksOf, sameChunks } from '#libs/intake/csv/chunks.ts';
import { asUtf8, decodes, otherEncoding } from '#libs/intake/csv/encoding.ts';
import { type HeaderPlaces, placesOf } from '#libs/intake/csv/header.ts';
import { LineCounter } from '#libs/intake/csv/line-counter.ts';
import { openFile } from '#libs/intake/csv/open-file.ts';
import { quoteRefusal } from '#libs/intake/csv/quotes.ts';
import { type CsvRow, MAX_ROW_BYTES, QuoteFault, type RowForm, csvRows, plainRows } from '#libs/intake/csv/rows.ts';
import { Survey, hasDecimals, mayHoldSlashedDay } from '#libs/intake/csv/survey.ts';
import { refusedFile } from '#libs/intake/refusals.ts';

const QUOTE = 0x22;
/** The first lines are in as many bytes. */
const START = 1 << 16;
/** A sheet has no more rows. A file of blank lines would take as long to read as one of as many facts. */
const MAX_BLANK_LINES = 1 << 20;

export interface CheckedFile extends ReadBefore, HeaderPlaces {
  readonly sha256: string;
  readonly dialect: Dialect;
  readonly hasQuote: boolean;
  /** Rows before the data: the header, and the line `sep=;` that Excel may write before it. */
  readonly headerRows: number;
  /** Data rows. */
  readonly rows: number;
}

interface FileAsked {
  /** A person said that days are written DD/MM/YYYY. */
  readonly isDayFirst?: boolean | undefined;
}

/** The form of the file, as far as its beginning shows. */
interface Form extends RowForm {
  readonly hasHint: boolean;
}

type WholeForm = Form & Pick<Dialect, 'encoding'>;

/** The results of reading every byte. */
interface ReadBytes {
  readonly read: Pick<CheckedFile, 'sha256' | 'bytes' | 'chunks'>;
  readonly hasQuote: boolean;
  readonly isUtf8: boolean;
  readonly mayHaveSlashedDays: boolean;
  readonly lines: LineCounter;
}

/** First pass. Throws RefusedFile. */
export async function checkFile(path: string, kind: FactKind, asked: FileAsked = {}): Promise<CheckedFile> {
  const handle = await openFile(path);
  let form: Form = { ...CANONICAL, hasHint: false };
  try {
    form = await formOf(handle, kind);
    const found = await bytesOf(handle, form);
    const { hasQuote, lines, isUtf8 } = found;
    const encoding = isUtf8 ? 'UTF-8' : await otherEncoding(handle, form.lineBreak);
    if (!hasQuote && lines.tooLong !== undefined)
      throw refusedFile('ROW_TOO_LONG', { line: lines.tooLong, maxKibibytes: MAX_ROW_BYTES >> 10 });
    const whole = { ...form, encoding };
    const places = await startOf(handle, whole, kind, hasQuote);
    const isPlain = bytesSayAll(whole, found, kind) && places.width === places.columns;
    const headerRows = form.hasHint ? 2 : 1;
    const table = { ...places, headerRows, hasQuote, dialect: { ...CANONICAL, ...dialectOf(whole) } };
    const { rows, dialect } = isPlain
      ? // Without a quote no row can be ill-formed, and a row is a line.
        { rows: (hasQuote ? await rowsIn(handle) : lines.notBlank()) - 1, dialect: CANONICAL }
      : await surveyed(handle, kind, table, asked);
    return { path, ...found.read, ...table, dialect, rows };
  } catch (error) {
    throw error instanceof QuoteFault ? await quoteRefusal(chunksOf(handle), form, error.csv) : error;
  } finally {
    await handle.close();
  }
}

function dialectOf({ encoding, separator, lineBreak }: WholeForm): Omit<Dialect, 'days' | 'decimal'> {
  return { encoding, separator, lineBreak };
}

/** Reads every row. Throws RefusedFile, QuoteFault. */
async function surveyed(
  handle: FileHandle,
  kind: FactKind,
  table: Table,
  { isDayFirst = false }: FileAsked,
): Promise<{ readonly rows: number; readonly dialect: Dialect }> {
  // A file of rows to mend is written for Excel in France.
  const isOurs = table.reference !== undefined;
  const survey = new Survey(kind, { ...table.dialect, places: table.places, isDayFirst: isDayFirst || isOurs });
  for await (const rows of tableRows(asUtf8(chunksOf(handle), table.dialect.encoding), table))
    for (const row of rows) survey.see(row);
  return { rows: survey.rows, dialect: { ...table.dialect, ...survey.verdict() } };
}

async function formOf(handle: FileHandle, { columns }: FactKind): Promise<Form> {
  for await (const first of chunksOf(handle)) {
    const other = otherThanText(first);
    if (other !== undefined) throw refusedFile(other === 'WORKBOOK' ? 'WORKBOOK' : 'UTF_16', {});
    const names = columns.map(({ name }) => name);
    return { lineBreak: lineBreakOf(first), ...headerIn(first.toString('utf8', 0, START), names) };
  }
  throw refusedFile('FILE_EMPTY', {});
}

/** Reads every byte. Throws RefusedFile if the file is no text. */
async function bytesOf(handle: FileHandle, { lineBreak }: Form): Promise<ReadBytes> {
  const whole = createHash('sha256');
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const chunks: string[] = [];
  const lines = new LineCounter(lineBreak);
  let [bytes, hasQuote, isAsciiAlone, isUtf8, mayHaveSlashedDays] = [0, false, true, true, false];
  for await (const chunk of chunksOf(handle)) {
    whole.update(chunk);
    chunks.push(hash('sha256', chunk, 'hex'));
    bytes += chunk.length;
    if (chunk.includes(0)) throw refusedFile('NUL_BYTES', await placeOfNul(handle, lineBreak));
    hasQuote ||= chunk.includes(QUOTE);
    mayHaveSlashedDays ||= mayHoldSlashedDay(chunk);
    lines.count(chunk);
    if (lines.blank > MAX_BLANK_LINES) throw refusedFile('TOO_MANY_BLANK_LINES', { max: MAX_BLANK_LINES });
    isAsciiAlone &&= isAscii(chunk);
    isUtf8 &&= isAsciiAlone || decodes(decoder, chunk);
  }
  isUtf8 &&= decodes(decoder);
  const read = { sha256: whole.digest('hex'), bytes, chunks };
  return { read, hasQuote, isUtf8, mayHaveSlashedDays, lines };
}

/** Line and character of the first null byte, both from 1. */
async function placeOfNul(handle: FileHandle, lineBreak: LineBreak): Promise<{ line: number; column: number }> {
  const end = lineBreakByte(lineBreak);
  let [line, column] = [1, 1];
  for await (const chunk of chunksOf(handle))
    for (const byte of chunk) {
      if (byte === 0) return { line, column };
      if (byte === end) [line, column] = [line + 1, 1];
      else if (!isWithinLetter(byte)) column++;
    }
  return { line, column };
}

/** Whether a byte continues a character of UTF-8. */
function isWithinLetter(byte: number): boolean {
  return (byte & 0xc0) === 0x80;
}

/** Whether the bytes alone show that the file is in the canonical form. */
function bytesSayAll(form: WholeForm, found: ReadBytes, kind: FactKind): boolean {
  const { encoding, separator, lineBreak } = CANONICAL;
  if (form.hasHint || form.encoding !== encoding || form.separator !== separator || form.lineBreak !== lineBreak)
    return false;
  // A decimal comma in a field needs quotes around it.
  return !found.mayHaveSlashedDays && !(found.hasQuote && hasDecimals(kind));
}

async function startOf(handle: FileHandle, form: WholeForm, kind: FactKind, hasQuote: boolean): Promise<HeaderPlaces> {
  // A misplaced quote is reported before any fault of the header: if the file has quotes, more than its first lines is read.
  const bytes = hasQuote ? chunksOf(handle) : piecesOf(chunksOf(handle));
  for await (const batch of csvRows(asUtf8(bytes, form.encoding), form)) {
    const header = batch[form.hasHint ? 1 : 0];
    if (header !== undefined) return placesOf(header.fields, kind, form.separator);
  }
  throw refusedFile('FILE_EMPTY', {});
}

/** The same bytes in smaller pieces: less is read if the first pieces are enough. */
async function* piecesOf(chunks: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  for await (const chunk of chunks)
    for (let at = 0; at < chunk.length; at += START) yield chunk.subarray(at, at + START);
}

/** Rows with the header. Throws QuoteFault. */
async function rowsIn(handle: FileHandle): Promise<number> {
  let count = 0;
  for await (const rows of csvRows(chunksOf(handle), CANONICAL)) count += rows.length;
  return count;
}

type Table = Pick<CheckedFile, 'dialect' | 'headerRows' | 'hasQuote' | keyof HeaderPlaces>;

/** The data rows; leaves out empty fields beyond the columns, and rows of empty fields if the file is not canonical. */
async function* tableRows(bytes: AsyncIterable<Buffer>, table: Table): AsyncIterable<readonly CsvRow[]> {
  const { dialect, headerRows, hasQuote, columns, width } = table;
  const isTrimmed = width > columns || dialect.separator !== ',';
  let toSkip = headerRows;
  const isPlain = !hasQuote && dialect.lineBreak !== 'CR';
  for await (const all of isPlain ? plainRows(bytes, dialect.separator) : csvRows(bytes, dialect)) {
    const rows = toSkip > 0 ? all.slice(toSkip) : all;
    toSkip = Math.max(0, toSkip - all.length);
    yield isTrimmed ? rows.flatMap((row) => trimmed(row, columns)) : rows;
  }
}

function trimmed(row: CsvRow, columns: number): readonly CsvRow[] {
  if (row.fields.every(isBlank)) return [];
  const { length } = row.fields;
  if (length <= columns || !row.fields.slice(columns).every(isBlank)) return [row];
  return [{ ...row, fields: row.fields.slice(0, columns) }];
}

function isBlank(field: string): boolean {
  return field.trim() === '';
}

/**
 * Second pass: the data rows, with their fields as written in the file. `onBytes` receives the progress of the reading. Throws RefusedFile
 * if the file differs from the checked one.
 */
export async function* dataRows(
  checked: CheckedFile,
  onBytes?: (bytes: number) => void,
): AsyncIterable<readonly CsvRow[]> {
  const handle = await openFile(checked.path);
  try {
    yield* tableRows(asUtf8(sameChunks(handle, checked, onBytes), checked.dialect.encoding), checked);
  } finally {
    await handle.close();
  }
}
