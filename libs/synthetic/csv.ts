/** Writes fields of the facts as text. */
import { csvField } from '#libs/kernel/csv.ts';
import { dayText, type Day } from '#libs/kernel/day.ts';

const FIRST_CACHED = -25_567; // 1 January 1900
const cache: string[] = [];

/** Like `dayText`, cached for each day. */
export function cachedDayText(of: Day): string {
  const at = of - FIRST_CACHED;
  if (at < 0) return dayText(of);
  return (cache[at] ??= dayText(of));
}

export function dayOrEmpty(of: Day | undefined): string {
  return of === undefined ? '' : cachedDayText(of);
}

/** A row, without its end of line. */
export function row(...fields: readonly (string | number | undefined)[]): string {
  return fields.map((field) => (field === undefined ? '' : csvField(String(field)))).join(',');
}
