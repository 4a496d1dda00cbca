/** A document of a read model as a line of CSV: days and cents as text, lists as JSON. */
import { dayText } from '#libs/kernel/day.ts';
import { csvLine } from '#libs/kernel/csv.ts';
import type { DocumentKind, Fields, FieldShape } from '#libs/read-store/read-model.ts';

export function headerOf({ fields }: DocumentKind): string {
  return csvLine(Object.keys(fields));
}

export function csvRowOf({ fields, show }: DocumentKind, text: string, key: string): string {
  const shown = show(text, key) as Readonly<Record<string, unknown>>;
  return csvLine(Object.entries(fields).map(([name, shape]) => cellOf(shape, shown[name])));
}

/** Empty if the value is missing. */
function cellOf(shape: FieldShape, value: unknown): string {
  const plain = plainOf(shape, value);
  if (plain === undefined || plain === null) return '';
  return typeof plain === 'string' ? plain : JSON.stringify(plain);
}

/** The value in the form of JSON: days and cents as text. */
export function plainOf(shape: FieldShape, value: unknown): unknown {
  if (value === undefined || value === null) return value;
  switch (shape.kind) {
    case 'day':
      return typeof value === 'number' ? dayText(value) : value;
    case 'cents':
      return typeof value === 'bigint' ? value.toString() : value;
    case 'list':
      return (value as readonly unknown[]).map((one) =>
        isShape(shape.of) ? plainOf(shape.of, one) : fieldsOf(shape.of, one as Readonly<Record<string, unknown>>),
      );
    default:
      return value;
  }
}

function fieldsOf(fields: Fields, value: Readonly<Record<string, unknown>>): object {
  return Object.fromEntries(Object.entries(fields).map(([name, shape]) => [name, plainOf(shape, value[name])]));
}

function isShape(of: FieldShape | Fields): of is FieldShape {
  return typeof of.kind === 'string';
}
