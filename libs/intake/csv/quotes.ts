/** Finds a misplaced quote: csv-parse names the fault of a whole chunk, but not the line. */
import type { CsvError } from 'csv-parse';
import { lineBreakByte } from '#libs/csv/bytes.ts';
import type { Bytes } from '#libs/intake/csv/chunks.ts';
import type { RowForm } from '#libs/intake/csv/rows.ts';
import { type RefusedFile, refusedFile } from '#libs/intake/refusals.ts';

const QUOTE = 0x22;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

export async function quoteRefusal(bytes: Bytes, form: RowForm, { code }: CsvError): Promise<RefusedFile> {
  const { row, opened } = await quoteFault(bytes, form);
  switch (code) {
    case 'CSV_QUOTE_NOT_CLOSED':
    case 'CSV_MAX_RECORD_SIZE':
      return refusedFile('QUOTE_NOT_CLOSED', { line: opened });
    case 'INVALID_OPENING_QUOTE':
      return refusedFile('QUOTE_WITHIN_FIELD', { line: row });
    case 'CSV_INVALID_CLOSING_QUOTE':
    case 'CSV_NON_TRIMABLE_CHAR_AFTER_CLOSING_QUOTE':
      return refusedFile('TEXT_AFTER_QUOTE', { line: row });
    default:
      return refusedFile('NOT_CSV', { line: row, code });
  }
}

/** Line on which the first row with a misplaced quote begins, and line of the last opening quote. */
async function quoteFault(bytes: Bytes, { separator, lineBreak }: RowForm): Promise<{ row: number; opened: number }> {
  const [between, end] = [separator.charCodeAt(0), lineBreakByte(lineBreak)];
  let [line, row, opened] = [1, 1, 1];
  let state: 'start' | 'plain' | 'quoted' | 'closed' = 'start';
  for await (const chunk of bytes)
    for (let at = 0; at < chunk.length; at++) {
      if (state === 'quoted') {
        // Most of a file whose quote is never closed.
        const from = at;
        at = closingQuote(chunk, from);
        line += occurrences(chunk.subarray(from, at), end);
        if (at < chunk.length) state = 'closed';
        continue;
      }
      const byte = chunk[at];
      if (byte === end) line++;
      if (byte === QUOTE) {
        if (state === 'plain') return { row, opened };
        if (state === 'start') opened = line;
        state = 'quoted';
      } else if (byte === between) state = 'start';
      else if (byte === end) [state, row] = ['start', line];
      else if (byte !== CARRIAGE_RETURN && byte !== LINE_FEED) {
        if (state === 'closed') return { row, opened };
        state = 'plain';
      }
    }
  return { row, opened };
}

/** The position of the next quote; the end of the bytes if they have none. */
function closingQuote(bytes: Buffer, from: number): number {
  const at = bytes.indexOf(QUOTE, from);
  return at < 0 ? bytes.length : at;
}

function occurrences(bytes: Buffer, byte: number): number {
  let count = 0;
  for (let at = bytes.indexOf(byte); at >= 0; at = bytes.indexOf(byte, at + 1)) count++;
  return count;
}
