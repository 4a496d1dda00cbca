/** Checks of whole rows: every field by its column, then the joint conditions of the fields of a kind. */
import { CheckedRow, type RowContext } from '#libs/facts/checked-row.ts';
import { type Fault, fault } from '#libs/facts/fault.ts';
import { type FactKind, patientIndex } from '#libs/facts/fact-kind.ts';
import { fieldChecks } from '#libs/facts/field-checks.ts';

/** Fields in the canonical order of the columns → every fault of the row, none for a good one. */
export type RowCheck = (fields: readonly string[]) => readonly Fault[];

/** The one fault of a row of an erased patient. */
export const OF_ERASED = fault('PATIENT_ERASED', {}, { column: 'patient_id', field: '' });

const FIRST_KNOWN_ON = '1990-01-01';

/** Made once per import, so that millions of rows need no look-up of their columns. */
export function rowCheck(kind: FactKind, context: RowContext): RowCheck {
  const { columns, rule } = kind;
  const checkOf = fieldChecks(context.regulation);
  const checks = columns.map((column) => ({ ...column, check: checkOf(column) }));
  const places = new Map(columns.map(({ name }, i) => [name, i]));
  const patient = patientIndex(kind);
  return (fields) => {
    if (patient !== undefined && context.isErased?.(fields[patient] ?? '') === true) return [OF_ERASED];
    const row = new CheckedRow(fields, places);
    let i = 0;
    for (const { name, optional, check } of checks) {
      const field = fields[i++] ?? '';
      const found =
        field === '' ? (optional ? undefined : fault('MISSING', {}, { column: name, field })) : check(field);
      if (found !== undefined) row.addFieldFault(found);
    }
    if (row.isSound('known_on') && row.text('known_on') < FIRST_KNOWN_ON)
      row.fault('known_on', 'KNOWN_BEFORE_1990', {});
    rule(row, context);
    return row.faults;
  };
}
