/**
 * Reads a facts file twice, in bounded memory: a first pass checks it whole (encoding, quotes, header), a second gives its
 * rows, and refuses a byte that is not the one checked. Source: facts.md, its first paragraph.
 */
import { createHash, hash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import type { FactKind } from '#libs/facts/fact-kind.ts';
import { type ReadBefore, chunksOf, sameChunks } from '#libs/intake/csv/chunks.ts';
import { placesOf } from '#libs/intake/csv/header.ts';
import { LineCounter } from '#libs/intake/csv/line-counter.ts';
import { quoteRefusal } from '#libs/intake/csv/quotes.ts';
import { type CsvRow, MAX_ROW_BYTES, QuoteFault, csvRows } from '#libs/intake/csv/rows.ts';
import { decodes, notUtf8 } from '#libs/intake/csv/utf8.ts';
import { refusedFile } from '#libs/intake/refusals.ts';

const QUOTE = 0x22;

export interface CheckedFile extends ReadBefore {
  readonly sha256: string;
  /** For each canonical column, its place in the file. */
  readonly places: readonly number[];
  /** Data rows, where the caller asked for them. */
  readonly rows: number | undefined;
}

/** First pass. Throws RefusedFile. */
export async function checkFile(path: string, kind: FactKind, countRows: boolean): Promise<CheckedFile> {
  const handle = await open(path);
  try {
    const { hasQuote, lines, ...read } = await bytesOf(handle);
    if (!hasQuote && lines.tooLong !== undefined)
      throw refusedFile('ROW_TOO_LONG', { line: lines.tooLong, maxMebibytes: MAX_ROW_BYTES >> 20 });
    // Without a quote no row can be ill-formed, a row is a line, and the first one is the header.
    const { header, read: rowsRead } = await headerOf(handle, hasQuote);
    const rows = (hasQuote ? rowsRead : lines.notBlank()) - 1;
    return { path, ...read, places: placesOf(header, kind), rows: countRows ? rows : undefined };
  } catch (error) {
    throw error instanceof QuoteFault ? await quoteRefusal(chunksOf(handle), error.csv) : error;
  } finally {
    await handle.close();
  }
}

/** Reads every byte. Throws RefusedFile when they are not UTF-8. */
async function bytesOf(
  handle: FileHandle,
): Promise<
  Pick<CheckedFile, 'sha256' | 'bytes' | 'chunks'> & { readonly hasQuote: boolean; readonly lines: LineCounter }
> {
  const whole = createHash('sha256');
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const chunks: string[] = [];
  const lines = new LineCounter();
  let [bytes, hasQuote] = [0, false];
  for await (const chunk of chunksOf(handle)) {
    whole.update(chunk);
    chunks.push(hash('sha256', chunk, 'hex'));
    bytes += chunk.length;
    hasQuote ||= chunk.includes(QUOTE);
    lines.count(chunk);
    if (!decodes(decoder, chunk)) throw await notUtf8(handle);
  }
  if (!decodes(decoder)) throw await notUtf8(handle);
  return { sha256: whole.digest('hex'), bytes, chunks, hasQuote, lines };
}

/** The header, and where the whole file has to be read, how many rows there are with it. */
async function headerOf(handle: FileHandle, whole: boolean): Promise<{ header: readonly string[]; read: number }> {
  let header: readonly string[] | undefined;
  let read = 0;
  for await (const batch of csvRows(chunksOf(handle))) {
    header ??= batch[0]?.fields;
    if (!whole) break;
    read += batch.length;
  }
  if (header === undefined) throw refusedFile('FILE_EMPTY', {});
  return { header, read };
}

/**
 * Second pass: the data rows, their fields as written in the file. `onBytes` says how far the reading is.
 * Throws RefusedFile when the file is no longer the one checked.
 */
export async function* dataRows(
  checked: CheckedFile,
  onBytes?: (bytes: number) => void,
): AsyncIterable<readonly CsvRow[]> {
  const handle = await open(checked.path);
  try {
    let header = true;
    for await (const rows of csvRows(sameChunks(handle, checked, onBytes))) {
      yield header ? rows.slice(1) : rows;
      header = false;
    }
  } finally {
    await handle.close();
  }
}
