/** Reads the bank's answer as CSV, one payment a row, for banks and persons who write no XML. */
import { CsvError } from 'csv-parse';
import { parse } from 'csv-parse/sync';
import { parseDay } from '#libs/kernel/day.ts';
import type { Findings, Outcome } from './findings.ts';
import { shown } from './bank-fields.ts';
import { type Place, unreadable } from './refusals.ts';

/** In UTF-16 units: many times a run of the most payments that a bank takes. */
export const CSV_LENGTH_MAX = 8 * 1024 * 1024;

const ANSWER_COLUMNS = ['end_to_end_id', 'status', 'day', 'amount_cents', 'reason'] as const;

const OUTCOMES: ReadonlyMap<string, Outcome> = new Map([
  ['EXECUTED', 'EXECUTED'],
  ['RETURNED', 'RETURNED'],
  ['REJECTED', 'REJECTED'],
]);

interface Row {
  readonly record: readonly string[];
  readonly info: { readonly lines: number };
}

/**
 * Adds the rows of the file; `reason` may be empty. The form is ours and a person makes the file: one row that cannot be read refuses
 * it whole, so that it is mended and not half taken. Throws CSV_MALFORMED, CSV_HEADER, CSV_WITHOUT_ROWS, ROW_FIELDS,
 * ELEMENT_MISSING, ROW_STATUS, ROW_DAY, ROW_AMOUNT.
 */
export function readAnswerCsv(text: string, findings: Findings): void {
  const [header, ...rows] = rowsOf(text);
  if (header?.record.join(',') !== ANSWER_COLUMNS.join(','))
    throw unreadable('CSV_HEADER', { columns: ANSWER_COLUMNS });
  if (rows.length === 0) throw unreadable('CSV_WITHOUT_ROWS', {});
  for (const { record, info } of rows) readRow(record, { line: info.lines }, findings);
}

function rowsOf(text: string): Row[] {
  try {
    return parse(text, {
      bom: true,
      info: true,
      record_delimiter: ['\r\n', '\n'],
      relax_column_count: true,
      skip_empty_lines: true,
    }) as unknown as Row[];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw unreadable('CSV_MALFORMED', { line: typeof error['lines'] === 'number' ? error['lines'] : undefined });
  }
}

function readRow(fields: readonly string[], at: Place, findings: Findings): void {
  const [endToEndId = '', status = '', dayField = '', amountField = '', reason = ''] = fields;
  if (fields.length !== ANSWER_COLUMNS.length)
    throw unreadable('ROW_FIELDS', { at, fields: fields.length, wanted: ANSWER_COLUMNS.length });
  if (endToEndId === '') throw unreadable('ELEMENT_MISSING', { at, element: 'end_to_end_id' });
  const outcome = OUTCOMES.get(status);
  if (outcome === undefined) throw unreadable('ROW_STATUS', { at, text: shown(status), known: [...OUTCOMES.keys()] });
  const day = parseDay(dayField);
  if (day === undefined) throw unreadable('ROW_DAY', { at, text: shown(dayField) });
  if (!/^[1-9]\d{0,15}$/.test(amountField)) throw unreadable('ROW_AMOUNT', { at, text: shown(amountField) });
  findings.readings.push({
    endToEndId: shown(endToEndId),
    outcome,
    day,
    amountCents: BigInt(amountField),
    reason: reason === '' ? undefined : reason,
    detail: undefined,
    duplicate: undefined,
    status,
    account: undefined,
    reference: undefined,
    at,
  });
}
