/** Set-aside rows as a file to mend and import again: the columns of its kind, the remedy, and the reference of the row. */
import { excelLine, marked } from '#libs/kernel/csv.ts';
import { MENDING_COLUMNS } from '#libs/intake/csv/header.ts';
import type { AnyFactKind } from '#libs/intake/fact-kinds.ts';
import type { FoundRow } from '#libs/intake/import/documents.ts';
import { rowReference } from '#libs/intake/import/open-rows.ts';
import { OF_ERASED } from '#libs/intake/row-check.ts';

/** `erased`: the number of rows of erased patients, which are left out: no part of them is kept, so there is nothing to mend. */
export interface MendingTable {
  /** The header, then a row for each. */
  readonly table: readonly (readonly string[])[];
  readonly erased: number;
}

export function mendingTable({ columns }: AnyFactKind, rows: readonly FoundRow[]): MendingTable {
  const names = columns.map(({ name }) => name);
  const kept = rows.filter(({ code }) => code !== OF_ERASED.code);
  const body = kept.map((row) => {
    const isWhole = row.fields.length > 0;
    // Only a person can tell which field is missing or too much.
    const fields = isWhole ? row.fields : fieldsOf(row.row);
    const toDo = isWhole || row.row === '' ? row.message : `${row.message} (${row.row})`;
    return [...names.map((_, i) => fields[i] ?? ''), toDo, rowReference(row.import, row.line)];
  });
  return { table: [[...names, ...MENDING_COLUMNS], ...body], erased: rows.length - kept.length };
}

/** The file, in the form in which French Excel opens and saves files. The import takes the marks of formulas off again. */
export function mendingFile(table: MendingTable['table']): string {
  return `\uFEFF${table.map((row) => excelLine(row.map(marked))).join('')}`;
}

/** Splits a row as it came in, by its separator. */
function fieldsOf(row: string): readonly string[] {
  const separator = row.includes(';') && !row.includes(',') ? ';' : ',';
  return row.split(separator).map((field) => field.replace(/^"(.*)"$/, '$1').replaceAll('""', '"'));
}
