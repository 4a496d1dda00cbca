/** Reads the fields of a recorded row. Intake checked them, so an invalid field is a fault of the log and throws RangeError. */
import { type Day, dayFromText } from '#libs/kernel/day.ts';
import type { At } from '#libs/enrolment/compact.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';

export type Row = Readonly<Record<string, string>>;

/** The row of an event, with the day it became known and its position. */
export function rowOf({ data, knownOn, position }: RecordedEvent): { readonly row: Row; readonly at: At } {
  return { row: JSON.parse(data) as Row, at: [dayFromText(knownOn), position] };
}

export function fieldText(row: Row, column: string): string {
  const value = row[column];
  if (value === undefined) throw new RangeError(`the event has no ${column}`);
  return value;
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
