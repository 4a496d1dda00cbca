/** Reads the fields of a recorded row. Intake checked them, so an invalid field is a fault of the log and throws RangeError. */
import { type Day, dayFromText } from '#libs/kernel/day.ts';
import { fractionFromText } from '#libs/kernel/fraction.ts';
import type { At } from '#libs/enrolment/compact.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';

export type Row = Readonly<Record<string, string>>;

/** The row of an event, with the day it became known and its position. */
export function rowOf({ data, knownOn, position }: RecordedEvent): { readonly row: Row; readonly at: At } {
  return { row: JSON.parse(data) as Row, at: [dayFromText(knownOn), position] };
}

export function fieldText(row: Row, column: string): string {
  const value: unknown = row[column];
  if (typeof value !== 'string') throw new RangeError(`the event has no text as ${column}`);
  return value;
}

/** A fraction, as written: who uses it computes with it. */
export function fieldFraction(row: Row, column: string): string {
  const written = fieldText(row, column);
  fractionFromText(written);
  return written;
}

export function optionalFieldFraction(row: Row, column: string): string {
  return fieldText(row, column) === '' ? '' : fieldFraction(row, column);
}

export function fieldDay(row: Row, column: string): Day {
  return dayFromText(fieldText(row, column));
}

export function optionalFieldDay(row: Row, column: string): Day | null {
  return fieldText(row, column) === '' ? null : fieldDay(row, column);
}

/** Intake accepts values up to 2^53, which a number represents exactly. */
export function fieldWhole(row: Row, column: string): number {
  const written = fieldText(row, column);
  const value = Number(written);
  if (written === '' || !Number.isInteger(value)) throw new RangeError(`${column} "${written}" is not a whole number`);
  return value === 0 ? 0 : value;
}

export function optionalFieldWhole(row: Row, column: string): number | null {
  return fieldText(row, column) === '' ? null : fieldWhole(row, column);
}
