/** The fields that a read model shows (read-model.ts) as BSON: dates, 64-bit integers, decimals beside their exact text. */
import { Decimal128, type Document, Long } from 'mongodb';
import { dayText } from '#libs/kernel/day.ts';
import { type Fraction, fractionFromText } from '#libs/kernel/fraction.ts';
import { type Fields, type ReadModel, type FieldShape, documentKindOf } from '#libs/read-store/read-model.ts';
import type { FieldsOf } from '#libs/read-store/mongodb/write.ts';

/** Significant digits of a Decimal128. */
const DIGITS = 34;
const LONGEST = 2n ** 63n;

/** The fields beside the text of each document of a projection. Throws TypeError on a value that does not fit its shape. */
export function shownFieldsOf(model: ReadModel): FieldsOf {
  return (key, text, takesDecimals) => {
    const kind = documentKindOf(model, key);
    if (kind === undefined) return {};
    const scalars = takesDecimals ? SCALARS : WITHOUT_DECIMALS;
    return { kind: kind.kind, ...objectOf(scalars, kind.fields, kind.show(text, key), kind.kind) };
  };
}

/** Leaves out null and missing values. */
function objectOf(scalars: Scalars, fields: Fields, values: object, where: string): Document {
  const all: Document = {};
  for (const [name, shape] of Object.entries(fields)) {
    const value: unknown = (values as Record<string, unknown>)[name];
    if (value !== undefined && value !== null) all[name] = bsonOf(scalars, shape, value, `${where}.${name}`);
  }
  return all;
}

function bsonOf(scalars: Scalars, shape: FieldShape, value: unknown, where: string): unknown {
  if (shape.kind === 'list') {
    if (Array.isArray(value)) return value.map((entry: unknown) => entryOf(scalars, shape.of, entry, where));
  } else {
    const found = scalars[shape.kind](value);
    if (found !== undefined) return found;
  }
  throw new TypeError(`${where} is of kind ${shape.kind}, and ${JSON.stringify(value)} is not`);
}

/** Each gives undefined for a value of another kind. */
type Scalars = Readonly<Record<Exclude<FieldShape['kind'], 'list'>, (value: unknown) => unknown>>;

const SCALARS: Scalars = {
  text: (value) => (typeof value === 'string' ? value : undefined),
  flag: (value) => (typeof value === 'boolean' ? value : undefined),
  whole: longOf,
  cents: longOf,
  day: (value) => (Number.isSafeInteger(value) ? new Date(`${dayText(value as number)}T00:00:00Z`) : undefined),
  instant: instantOf,
  fraction: (value) =>
    typeof value === 'string' ? { text: value, value: decimalOf(fractionFromText(value)) } : undefined,
};

const WITHOUT_DECIMALS: Scalars = {
  ...SCALARS,
  fraction: (value) => (typeof value === 'string' ? { text: value } : undefined),
};

function instantOf(value: unknown): Date | undefined {
  const at = typeof value === 'string' ? new Date(value) : undefined;
  return at === undefined || Number.isNaN(at.getTime()) ? undefined : at;
}

function longOf(value: unknown): Long | undefined {
  if (typeof value === 'bigint' && value >= -LONGEST && value < LONGEST) return Long.fromBigInt(value);
  return Number.isSafeInteger(value) ? Long.fromNumber(value as number) : undefined;
}

function entryOf(scalars: Scalars, of: FieldShape | Fields, entry: unknown, where: string): unknown {
  if (isShape(of)) return bsonOf(scalars, of, entry, where);
  if (typeof entry === 'object' && entry !== null) return objectOf(scalars, of, entry, where);
  throw new TypeError(`${where} has entries with fields, and ${JSON.stringify(entry)} has none`);
}

/** A field may be named `kind`: its shape is then no text. */
export function isShape(of: FieldShape | Fields): of is FieldShape {
  return typeof of.kind === 'string';
}

/** With the number of digits of a Decimal128, rounded towards zero; the text has the rest. */
function decimalOf({ numerator, denominator }: Fraction): Decimal128 {
  const sign = numerator < 0n ? '-' : '';
  const magnitude = numerator < 0n ? -numerator : numerator;
  const whole = magnitude / denominator;
  const decimals = Math.max(0, DIGITS - String(whole).length);
  const scaled = String(((magnitude % denominator) * 10n ** BigInt(decimals)) / denominator).padStart(decimals, '0');
  const rest = scaled.replace(/0+$/, '');
  return Decimal128.fromString(`${sign}${whole}${decimals === 0 || rest === '' ? '' : `.${rest}`}`);
}
