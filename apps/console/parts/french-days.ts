/** Days, quarters and years as they are read in French. */

/** `31/12/2025` for `2025-12-31`. */
export function dayInFrench(day: string): string {
  return day.split('-').toReversed().join('/');
}

/** `2025-T4` for the quarter `2025-Q4`; a year as it is. */
export function periodInFrench(period: string): string {
  return period.replace('-Q', '-T');
}

/** The day, quarter or year that an event is about. */
export function whenText(effective: string): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(effective) ? dayInFrench(effective) : periodInFrench(effective);
}
