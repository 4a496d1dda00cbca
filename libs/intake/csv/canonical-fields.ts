/** The fields of a row in the canonical form: the recorded text of a file does not depend on the program that wrote it. */
import { canonicalDay, canonicalDecimal } from '#libs/csv/days.ts';
import type { Dialect } from '#libs/csv/dialect.ts';
import type { FactKind } from '#libs/facts/fact-kind.ts';

/** Fields in the canonical order of the columns → the same fields in the canonical form; a field outside the dialect stays the same. */
type CanonicalFields = (fields: readonly string[]) => readonly string[];

/** Undefined if no field changes, as in most files. */
export function canonicalFields({ columns }: FactKind, { days, decimal }: Dialect): CanonicalFields | undefined {
  const conversions = columns.map(({ kind }) => {
    if (kind === 'day' && days === 'DD/MM/YYYY') return canonicalDay;
    return kind === 'percent' && decimal === ',' ? canonicalDecimal : undefined;
  });
  if (conversions.every((conversion) => conversion === undefined)) return undefined;
  return (fields) => fields.map((field, i) => conversions[i]?.(field) ?? field);
}
