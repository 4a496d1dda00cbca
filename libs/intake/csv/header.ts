/** The header of a facts file: every column once, in any order, and only empty names after them. */
import { CANONICAL, SEPARATORS, type Separator } from '#libs/csv/dialect.ts';
import { columnName } from '#libs/csv/separator.ts';
import type { FactKind } from '#libs/facts/fact-kind.ts';
import { refusedFile } from '#libs/intake/refusals.ts';

/** The columns that a file of rows to mend has after the others; they are no part of the facts. */
export const MENDING_COLUMNS = ['a_faire', 'reference'] as const;
const [, REFERENCE] = MENDING_COLUMNS;

export interface HeaderPlaces {
  /** Fields of a row. */
  readonly columns: number;
  /** Place of the reference to the row set aside, in a file of rows to mend; undefined in any other. */
  readonly reference: number | undefined;
  /** For each canonical column, its place in the file. */
  readonly places: readonly number[];
  /** Number of fields of the header; more than the columns if a spreadsheet program wrote empty ones after them. */
  readonly width: number;
}

/** Throws RefusedFile. */
export function placesOf(fields: readonly string[], { columns }: FactKind, separator: Separator): HeaderPlaces {
  const expected = columns.map(({ name }) => name);
  const written = fields.slice(0, fields.findLastIndex((name) => name !== '') + 1);
  // In the canonical form, names match their description; a spreadsheet program may write them differently.
  const header = separator === CANONICAL.separator ? written : written.map(columnName);
  // The refusal quotes no part of a line that may belong to a patient.
  if (!header.some((name) => expected.includes(name))) throw refusedFile('NO_HEADER', { expected });
  const mixed = SEPARATORS.find((other) => fields.some((name) => other !== separator && splits(name, other, expected)));
  if (mixed !== undefined) throw refusedFile('MIXED_SEPARATORS', { separators: [separator, mixed] });
  const seen = new Set<string>();
  const doubled = header.find((name) => seen.size === seen.add(name).size);
  const mending: readonly string[] = MENDING_COLUMNS;
  const unknown = written.filter((_, i) => {
    const name = header[i] ?? '';
    return !expected.includes(name) && !mending.includes(name);
  });
  const missing = expected.filter((name) => !header.includes(name));
  if (doubled !== undefined || unknown.length > 0 || missing.length > 0)
    throw refusedFile('WRONG_HEADER', { doubled, unknown, missing, expected });
  const places = expected.map((name) => header.indexOf(name));
  const reference = header.includes(REFERENCE) ? header.indexOf(REFERENCE) : undefined;
  return { places, columns: header.length, reference, width: fields.length };
}

function splits(name: string, separator: Separator, expected: readonly string[]): boolean {
  const parts = name.split(separator);
  return parts.length > 1 && parts.some((part) => expected.includes(columnName(part)));
}
