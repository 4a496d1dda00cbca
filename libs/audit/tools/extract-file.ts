/** The rows of an extract as a CSV file: unchanged fields for a program, or another form. */
import { type CsvForm, csvTable } from '#libs/kernel/csv.ts';
import type { AuditEntry } from '#libs/audit/tools/entries.ts';

const COLUMNS = ['position', 'id', 'status', 'team', 'period', 'amount_cents', 'people', 'at'];

export function extractFile(entries: readonly AuditEntry[], form: CsvForm = 'raw'): string {
  return csvTable(COLUMNS, entries.map(rowOf), form);
}

function rowOf({ position, id, status, team, period, amountCents, people, at }: AuditEntry) {
  return [position, id, status, team, period, amountCents, people.map(({ name }) => name).join('; '), at];
}
