/**
 * A field defines how a value is written as JSON and read back exactly: amounts as text, because they may exceed 2^53, and days as people
 * write them. It also describes its content, for the generated documentation.
 */
import { type Day, dayFromText, dayText } from '#libs/kernel/day.ts';

/** The description of a field, for the catalogue of events. */
export interface FieldDescription {
  /** Its content, in a few words. */
  readonly kind: string;
  /** The fields of a record, or of the records of a list, by name; undefined for anything else. */
  readonly fields: Readonly<Record<string, FieldDescription>> | undefined;
  /** Whether it may be left out of its record. */
  readonly optional: boolean;
  /** A person chooses the words, so they may name a patient (typedTexts). */
  readonly isTyped: boolean;
}

export interface Field<T> extends FieldDescription {
  // Methods, so that a list of fields of any type accepts a field of one type.
  write(value: T): unknown;
  /** Throws RangeError if the JSON value does not fit the field. */
  read(json: unknown): T;
}

function scalar<T>(kind: string, write: (value: T) => unknown, read: (json: unknown) => T): Field<T> {
  return { kind, fields: undefined, optional: false, isTyped: false, write, read };
}

function mismatch(kind: string, json: unknown): RangeError {
  return new RangeError(`expected ${kind}, found ${JSON.stringify(json)}`);
}

const same = <T>(value: T): T => value;

export const text: Field<string> = scalar('text', same, (json) => {
  if (typeof json !== 'string') throw mismatch('text', json);
  return json;
});

/** Text that a person types: a reason, a name. */
export const typed: Field<string> = { ...text, kind: 'text that a person types', isTyped: true };

/** A whole number that a double holds exactly. */
export const whole: Field<number> = scalar('whole number', same, (json) => {
  if (!Number.isSafeInteger(json)) throw mismatch('a whole number', json);
  return json as number;
});

export const flag: Field<boolean> = scalar('true | false', same, (json) => {
  if (typeof json !== 'boolean') throw mismatch('true or false', json);
  return json;
});

/** An amount in cents. */
export const cents: Field<bigint> = scalar('cents, as text', String, (json) => {
  if (typeof json !== 'string' || !/^-?\d+$/.test(json)) throw mismatch('whole cents as text', json);
  return BigInt(json);
});

/** A day, YYYY-MM-DD. */
export const day: Field<Day> = scalar('day', dayText, (json) => dayFromText(text.read(json)));

/** Any JSON value, unchanged. */
export const json: Field<unknown> = scalar('JSON', same, same);

/** A person's request, as JSON: every text in it is typed. */
export const typedJson: Field<unknown> = { ...json, isTyped: true };

/** A field with one of some words. */
export function oneOf<const W extends string>(...words: readonly W[]): Field<W> {
  return scalar(words.join(' | '), same, (found) => {
    if (!words.includes(found as W)) throw mismatch(`one of ${words.join(', ')}`, found);
    return found as W;
  });
}

export function list<T>(of: Field<T>): Field<readonly T[]> {
  return {
    kind: `list of ${of.kind}`,
    fields: of.fields,
    optional: false,
    isTyped: of.isTyped,
    write: (values) => values.map((value) => of.write(value)),
    read: (found) => {
      if (!Array.isArray(found)) throw mismatch('a list', found);
      return found.map((value) => of.read(value));
    },
  };
}

/** The value, or null. */
export function nullable<T>(of: Field<T>): Field<T | null> {
  return {
    ...of,
    kind: `${of.kind}, or null`,
    write: (value) => (value === null ? null : of.write(value)),
    read: (found) => (found === null ? null : of.read(found)),
  };
}

/** Left out of its record if undefined. */
export function optional<T>(of: Field<T>): Field<T | undefined> {
  return {
    ...of,
    kind: `${of.kind}, may be left out`,
    optional: true,
    write: (value) => (value === undefined ? undefined : of.write(value)),
    read: (found) => (found === undefined ? undefined : of.read(found)),
  };
}

type RecordFields<T> = { readonly [K in keyof T]-?: Field<T[K]> };

/** An object with these fields, written in this order. Any other field of the JSON is refused. */
export function record<T extends object>(fields: RecordFields<T>): Field<T> {
  const entries = Object.entries<Field<unknown>>(fields);
  return {
    kind: 'record',
    fields,
    optional: false,
    isTyped: false,
    write: (value) => {
      const written: Record<string, unknown> = {};
      for (const [name, field] of entries) {
        const one = field.write((value as Record<string, unknown>)[name]);
        if (one !== undefined) written[name] = one;
      }
      return written;
    },
    read: (found) => {
      if (typeof found !== 'object' || found === null || Array.isArray(found)) throw mismatch('a record', found);
      const value = readFields(entries, found as Record<string, unknown>);
      const unnamed = Object.keys(found).find((name) => !Object.hasOwn(fields, name));
      if (unnamed !== undefined) throw new RangeError(`there is no field ${unnamed}`);
      return value as T;
    },
  };
}

function readFields(entries: readonly [string, Field<unknown>][], found: Record<string, unknown>): object {
  const value: Record<string, unknown> = {};
  for (const [name, field] of entries) {
    try {
      const one = field.read(found[name]);
      if (one !== undefined || !field.optional) value[name] = one;
    } catch (error) {
      if (error instanceof RangeError) throw new RangeError(`${name}: ${error.message}`);
      throw error;
    }
  }
  return value;
}

/** A text that a person typed, with the name of its field. */
export interface TypedText {
  readonly name: string;
  readonly text: string;
}

/** All typed texts in a written field. */
export function typedTexts(field: FieldDescription, found: unknown, name = ''): readonly TypedText[] {
  if (Array.isArray(found)) return found.flatMap((one) => typedTexts(field, one, name));
  if (typeof found === 'string') return field.isTyped ? [{ name, text: found }] : [];
  if (typeof found !== 'object' || found === null) return [];
  return Object.entries(found).flatMap(([own, value]) => {
    const of = field.isTyped ? field : field.fields?.[own];
    return of === undefined ? [] : typedTexts(of, value, own);
  });
}
