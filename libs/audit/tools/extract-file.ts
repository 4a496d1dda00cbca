/** The rows of an extract as a CSV file, its fields as they are, for a program. */
import { csvLine } from '#libs/kernel/csv.ts';
import type { Entry } from '#libs/audit/tools/entries.ts';

const COLUMNS = ['position', 'id', 'status', 'team', 'period', 'amount_cents', 'people', 'at'];

export function extractFile(entries: readonly Entry[]): string {
  return csvLine(COLUMNS) + entries.map(rowOf).join('');
}

function rowOf({ position, id, status, team, period, amountCents, people, at }: Entry): string {
  return csvLine([position, id, status, team, period, amountCents, people.map(({ name }) => name).join('; '), at]);
}
