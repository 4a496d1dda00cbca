/** The recorded event of a set-aside row. */
import { type IsErased, NOBODY } from '#libs/event-store/sealed/erased-patients.ts';
import type { Fault } from '#libs/facts/fault.ts';
import { masked } from '#libs/facts/identifiers.ts';
import { partsOfText } from '#libs/kernel/parts-of-text.ts';
import { inAnySpelling } from '#libs/kernel/spellings.ts';
import { looksLikeSocialSecurityNumber } from '#libs/kernel/social-security-number.ts';
import type { CsvRow } from '#libs/intake/csv/rows.ts';
import type { SetAsideRow } from '#libs/intake/import/events.ts';
import { type ReadRow, isErasedFault } from '#libs/intake/reading/read-row.ts';
import type { IntakeWords } from '#libs/intake/words.ts';

/** Checks every field, in any spelling: the fault of the row may concern the field of the patient. */
export function namesErased({ row, fields }: ReadRow, isErased: IsErased): boolean {
  if (isErased === NOBODY) return false;
  const isIn = inAnySpelling(isErased);
  return fields.some(isIn) || partsOfText(row.raw).some(isIn);
}

/** `ordered`: its faults, in the order of their codes. */
export function setAsideRow(
  { row, fields }: Pick<ReadRow, 'row' | 'fields'>,
  ordered: readonly [Fault, ...Fault[]],
  words: IntakeWords,
): SetAsideRow {
  const [first] = ordered;
  const message = words.ofFaults(ordered);
  if (isErasedFault(first) || ordered.some(namesPatient))
    return { line: row.line, code: first.code, message, row: '', fields: [] };
  return { line: row.line, code: first.code, message, row: maskedRow(row), fields: fields.map(masked) };
}

function namesPatient({ reason }: Fault): boolean {
  return reason.code === 'NAMES_PATIENT';
}

/** No kind of fact has so many columns. */
const MASKED_FIELDS_MAX = 100;

/** Verbatim, with each field of the shape of a social security number masked; empty for a row with many fields. */
function maskedRow({ raw, fields }: CsvRow): string {
  const numbers = fields.filter(looksLikeSocialSecurityNumber);
  if (numbers.length > MASKED_FIELDS_MAX) return '';
  return (
    numbers
      // The longest first: it may contain a shorter one.
      .sort((a, b) => b.length - a.length)
      .reduce((text, field) => text.replaceAll(field, masked(field)), raw)
  );
}
