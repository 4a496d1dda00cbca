/** Days, quarters and years in French. */
import { dayInFrench, periodInFrench } from '#libs/kernel/french-days.ts';

export { dayInFrench, periodInFrench } from '#libs/kernel/french-days.ts';

/** The year by the clock of the browser. */
export function thisYear(): number {
  return new Date().getFullYear();
}

const MINUTE = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone: 'Europe/Paris' });

/** The minute in France, as part of a name: `2026-11-30-00-30`. */
export function minuteInName(instant: Date): string {
  return MINUTE.format(instant).replaceAll(/[ :]/g, '-');
}

/** `2025-T1 à 2025-T4`; one quarter if both are the same. */
export function rangeInFrench(from: string, to: string): string {
  return from === to ? periodInFrench(from) : `${periodInFrench(from)} à ${periodInFrench(to)}`;
}

/** The day, quarter or year of an event in French, also inside a longer text. */
export function whenText(text: string): string {
  return text.replaceAll(/\d{4}-\d{2}-\d{2}/g, dayInFrench).replaceAll(/(\d{4})-Q([1-4])/g, '$1-T$2');
}
