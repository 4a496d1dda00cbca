/** Days, quarters and years as they are read in French. */

/** By the clock of the browser. */
export function thisYear(): number {
  return new Date().getFullYear();
}

/** `31/12/2025` for `2025-12-31`. */
export function dayInFrench(day: string): string {
  return day.split('-').toReversed().join('/');
}

/** `2025-T4` for the quarter `2025-Q4`; a year as it is. */
export function periodInFrench(period: string): string {
  return period.replace('-Q', '-T');
}

/** `2025-T1 à 2025-T4`; the quarter alone where both are the same. */
export function rangeInFrench(from: string, to: string): string {
  return from === to ? periodInFrench(from) : `${periodInFrench(from)} à ${periodInFrench(to)}`;
}

/** The day, quarter or year that an event is about; also those in a longer text. */
export function whenText(text: string): string {
  return text.replaceAll(/\d{4}-\d{2}-\d{2}/g, dayInFrench).replaceAll(/(\d{4})-Q([1-4])/g, '$1-T$2');
}
