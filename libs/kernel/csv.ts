/**
 * Lines of the exported files: LF, quotes only when needed. Source: outputs, "Files". We do not use csv-stringify: it takes 1.5 µs for a
 * single line, against 0.5.
 */

import { type Fraction, fraction, fractionText, multiply, parseFraction, roundToCents } from '#libs/kernel/fraction.ts';

export function csvField(field: string): string {
  return /[",\n\r]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field;
}

/** The beginnings of a spreadsheet formula, in any width; a number or an exact fraction starts one only by its sign. */
const FORMULA = /^[\s\u00a0]*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20|%]/;
const NUMBER = /^[+-]?\d+(?:[.,/]\d+)?$/;

/** The field in a list for people, with an apostrophe before a text that a spreadsheet program would run. */
export function harmless(field: string): string {
  return field.length > 1 && FORMULA.test(field) && !NUMBER.test(field) ? `'${field}` : field;
}

/** Whether a text, without apostrophes before it, is one that a spreadsheet program would run. */
function needsMark(field: string): boolean {
  return field.length > 1 && FORMULA.test(field.replace(/^'+/, '')) && !NUMBER.test(field);
}

/** Like `harmless`, for a file that a person corrects and gives back: `unmarked` gives the same field again. */
export function marked(field: string): string {
  return needsMark(field) ? `'${field}` : field;
}

export function unmarked(field: string): string {
  return field.startsWith("'") && needsMark(field.slice(1)) ? field.slice(1) : field;
}

/**
 * The characters that may end a field elsewhere: Excel in France splits at semicolons, also within a field, and any program splits at a
 * line break whose quotes it misses.
 */
const AFTER_SEPARATOR = /([;\t\r\n][\s\u00a0]*)(?=[=+\-@\uff1d\uff0b\uff0d\uff20|%])/g;

/** The same, also within the field: some programs split a list with commas at other places. */
export function harmlessWithin(field: string): string {
  return harmless(field.length > 1 ? field.replace(AFTER_SEPARATOR, "$1'") : field);
}

export function csvLine(fields: readonly (string | number | bigint)[]): string {
  return `${fields.map((field) => csvField(String(field))).join(',')}\n`;
}

/** A line as Excel in France reads it: semicolons, CRLF. */
export function excelLine(fields: readonly (string | number | bigint)[]): string {
  const written = fields.map((field) => {
    const text = String(field);
    return /[";\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  });
  return `${written.join(';')}\r\n`;
}

/** What a column holds: a list for Excel in France converts all but texts, which may be names such as `3/4` or `2026.12`. */
export type CsvKind = 'text' | 'cents' | 'day' | 'figure';

interface TypedColumn {
  readonly name: string;
  readonly kind: CsvKind;
}

/** A column; one by its name alone holds cents if the name ends so, or else texts. */
export type CsvColumn = string | TypedColumn;

/** A column of days. */
export function days(name: string): TypedColumn {
  return { name, kind: 'day' };
}

/** A column of decimals or exact fractions; whole numbers are the same as texts. */
export function figures(name: string): TypedColumn {
  return { name, kind: 'figure' };
}

const CENTS = /(?:^|_)cents$/;

function typed(column: CsvColumn): TypedColumn {
  return typeof column === 'string' ? { name: column, kind: CENTS.test(column) ? 'cents' : 'text' } : column;
}

/** The name of a column as a list for Excel in France has it: its amounts are in euros there. */
function excelName({ name, kind }: TypedColumn): string {
  if (kind !== 'cents') return name;
  return CENTS.test(name) ? name.replace(/cents$/, 'euros') : `${name}_euros`;
}

/** How Excel in France reads a field of each kind: euros, days as DD/MM/YYYY, decimals with a comma. */
const EXCEL_FIELDS: Readonly<Record<CsvKind, (field: string) => string>> = {
  text: harmless,
  cents: eurosOf,
  day: (field) => harmless(field.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3/$2/$1')),
  figure: decimalOf,
};

/** A decimal, or an exact fraction, with a comma. */
function decimalOf(field: string): string {
  const exact = field.includes('/') ? parseFraction(field) : undefined;
  // A fraction that is not in lowest terms is no figure of ours.
  if (exact !== undefined && fractionText(exact) === field) return rounded(exact);
  return harmless(/^-?\d+\.\d+$/.test(field) ? field.replace('.', ',') : field);
}

const DECIMALS = 4;

/** `5,9444`: Excel in France takes `107/18` for a day. Four decimals at most, as on the screens. */
function rounded(exact: Fraction): string {
  const [, sign = '', digits = ''] =
    /^(-?)(\d+)$/.exec(String(roundToCents(multiply(exact, fraction(10 ** DECIMALS))))) ?? [];
  const padded = digits.padStart(DECIMALS + 1, '0');
  const decimals = padded.slice(-DECIMALS).replace(/0+$/, '');
  return `${sign}${padded.slice(0, -DECIMALS)}${decimals === '' ? '' : `,${decimals}`}`;
}

/** `1234,56` from whole cents; an empty field stays empty. */
function eurosOf(cents: string): string {
  const [, sign = '', digits = ''] = /^(-?)(\d+)$/.exec(cents) ?? [];
  if (digits === '') return harmless(cents);
  const padded = digits.padStart(3, '0');
  return `${sign}${padded.slice(0, -2)},${padded.slice(-2)}`;
}

/** people: formulas are made text; excel: as Excel in France reads it; raw: unchanged, for programs. */
export type CsvForm = 'people' | 'excel' | 'raw';

type Field = string | number | bigint;

/** The header, and how a row is written. */
export function csvLines(
  columns: readonly CsvColumn[],
  form: CsvForm,
): { readonly header: string; readonly line: (fields: readonly Field[]) => string } {
  const all = columns.map(typed);
  if (form === 'excel')
    return {
      header: `\uFEFF${excelLine(all.map(excelName))}`,
      line: (fields) => excelLine(fields.map((field, i) => EXCEL_FIELDS[all[i]?.kind ?? 'text'](String(field)))),
    };
  const written = form === 'raw' ? String : (field: Field) => harmlessWithin(String(field));
  return { header: csvLine(all.map(({ name }) => name)), line: (fields) => csvLine(fields.map(written)) };
}

/** A whole list. */
export function csvTable(columns: readonly CsvColumn[], rows: readonly (readonly Field[])[], form: CsvForm): string {
  const { header, line } = csvLines(columns, form);
  return header + rows.map(line).join('');
}
