/** Reads the bank's answer as CSV, one payment a row, for banks and persons who write no XML. */
import { CsvError } from 'csv-parse';
import { otherThanText, textOf } from '#libs/csv/bytes.ts';
import { DayVotes, canonicalDay } from '#libs/csv/days.ts';
import { columnName } from '#libs/csv/separator.ts';
import { type Table, type TableRow, tableOf } from '#libs/csv/table.ts';
import { codeTyped } from '#libs/kernel/code-typed.ts';
import { withoutSocialSecurityNumbers } from '#libs/kernel/social-security-number.ts';
import { parseDay } from '#libs/kernel/day.ts';
import type { BankFindings, Reading } from './findings.ts';
import { shown } from './bank-fields.ts';
import { OUTCOME_WORDS } from './outcome-words.ts';
import { unreadable } from './refusals.ts';

/** In bytes. A run with the largest number of payments is many times smaller. */
export const CSV_LENGTH_MAX = 8 * 1024 * 1024;

/** Many times the payments of a run, blank rows included. */
const ROWS_MAX = 200_000;

const ANSWER_COLUMNS = ['end_to_end_id', 'status', 'day', 'amount_cents', 'reason'] as const;

const [LINE_FEED, CARRIAGE_RETURN] = [0x0a, 0x0d];

/** A row without its day: the form of days is found from all rows together. */
interface ReadRow {
  readonly reading: Omit<Reading, 'day'>;
  readonly dayField: string;
}

/**
 * Adds the rows of the file; `reason` may be empty. Also reads what a spreadsheet program in France writes. A person makes the file in our
 * form: one unreadable row refuses the whole file, so that it is corrected and not half recorded. Yields after each slice of it. Throws
 * CSV_ROWS, BANK_FILE_NOT_ENCODED, CSV_WORKBOOK, CSV_NUL_BYTES, CSV_MALFORMED, CSV_HEADER, CSV_WITHOUT_ROWS, CSV_DAYS, ROW_FIELDS,
 * ELEMENT_MISSING, ROW_STATUS, ROW_DAY, ROW_AMOUNT.
 */
export function* readAnswerCsv(bytes: Uint8Array, findings: BankFindings): Generator<undefined, undefined> {
  requireFewRows(bytes);
  const text = decoded(bytes);
  requireNoNul(text);
  const table = tableOf(text, ANSWER_COLUMNS);
  const votes = new DayVotes();
  const rows: ReadRow[] = [];
  let hasHeader = false;
  for (const slice of slicesOf(table)) {
    const data = hasHeader ? slice : slice.slice(1);
    if (!hasHeader && slice[0] !== undefined) requireHeader(slice[0]);
    hasHeader ||= slice.length > 0;
    for (const row of data) {
      const read = readRow(row);
      votes.see(read.dayField, row.line);
      rows.push(read);
    }
    yield undefined;
  }
  if (!hasHeader) throw unreadable('CSV_HEADER', { columns: ANSWER_COLUMNS });
  if (rows.length === 0) throw unreadable('CSV_WITHOUT_ROWS', {});
  const days = votes.verdict({ separator: table.separator, isDayFirst: false });
  if (typeof days === 'object') throw unreadable('CSV_DAYS', days);
  for (const { reading, dayField } of rows) {
    const day = parseDay(days === 'DD/MM/YYYY' ? canonicalDay(dayField) : dayField);
    if (day === undefined) throw unreadable('ROW_DAY', { at: reading.at, text: shown(dayField) });
    findings.readings.push({ ...reading, day });
  }
}

function requireFewRows(bytes: Uint8Array): void {
  let [rows, before] = [0, 0];
  for (const byte of bytes) {
    // CR alone ends lines of an old Macintosh.
    if (byte === LINE_FEED ? before !== CARRIAGE_RETURN : byte === CARRIAGE_RETURN) rows++;
    before = byte;
  }
  if (rows > ROWS_MAX) throw unreadable('CSV_ROWS', { max: ROWS_MAX });
}

function requireNoNul(text: string): void {
  const at = text.indexOf('\0');
  if (at < 0) return;
  const lines = text.slice(0, at).split(/\r\n|\r|\n/);
  throw unreadable('CSV_NUL_BYTES', { line: lines.length, column: (lines.at(-1) ?? '').length + 1 });
}

function decoded(bytes: Uint8Array): string {
  switch (otherThanText(bytes)) {
    case 'WORKBOOK':
      throw unreadable('CSV_WORKBOOK', {});
    case 'UTF-16':
      return utf16(bytes);
    case undefined: {
      const text = textOf(bytes);
      if ('fault' in text) throw unreadable('BANK_FILE_NOT_ENCODED', { encoding: 'utf-8' });
      return text.text;
    }
  }
}

function utf16(bytes: Uint8Array): string {
  try {
    return new TextDecoder(bytes[0] === 0xfe || bytes[0] === 0 ? 'utf-16be' : 'utf-16le', { fatal: true }).decode(
      bytes,
    );
  } catch {
    throw unreadable('BANK_FILE_NOT_ENCODED', { encoding: 'utf-16' });
  }
}

function* slicesOf({ slices }: Table): Iterable<readonly TableRow[]> {
  try {
    yield* slices;
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw unreadable('CSV_MALFORMED', { line: undefined });
  }
}

function requireHeader({ fields }: TableRow): void {
  if (fields.map(columnName).join(',') !== ANSWER_COLUMNS.join(','))
    throw unreadable('CSV_HEADER', { columns: ANSWER_COLUMNS });
}

function readRow({ fields, line }: TableRow): ReadRow {
  const [endToEndId = '', status = '', dayField = '', amountField = '', reason = ''] = fields;
  const at = { line };
  if (fields.length !== ANSWER_COLUMNS.length)
    throw unreadable('ROW_FIELDS', { at, fields: fields.length, wanted: ANSWER_COLUMNS.length });
  if (endToEndId === '') throw unreadable('ELEMENT_MISSING', { at, element: 'end_to_end_id' });
  const outcome = codeTyped(OUTCOME_WORDS, status);
  if (outcome === undefined)
    throw unreadable('ROW_STATUS', { at, text: shown(status), known: Object.values(OUTCOME_WORDS) });
  if (!/^[1-9]\d{0,15}$/.test(amountField)) throw unreadable('ROW_AMOUNT', { at, text: shown(amountField) });
  const reading = {
    endToEndId,
    outcome,
    amountCents: BigInt(amountField),
    reason: reason === '' ? undefined : withoutSocialSecurityNumbers(reason),
    detail: undefined,
    duplicate: undefined,
    status: outcome,
    account: undefined,
    reference: undefined,
    at,
  };
  return { reading, dayField };
}
