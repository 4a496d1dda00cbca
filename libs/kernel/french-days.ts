/** Days, quarters and years in French, on screens and in sentences; files and addresses keep the form of programs. */
import { type Day, type Quarter, dayOfInstant, dayText, quarterText } from '#libs/kernel/day.ts';
import { memoisedOnce } from '#libs/kernel/memo.ts';

/** `31/12/2025` for `2025-12-31`. */
export function dayInFrench(day: string): string {
  return day.split('-').toReversed().join('/');
}

/** `31/12/2025` */
export function frenchDay(day: Day): string {
  return dayInFrench(dayText(day));
}

/** `2025-T4` for the quarter `2025-Q4`; a year is unchanged. */
export function periodInFrench(period: string): string {
  return period.replace('-Q', '-T');
}

/** `2025-T4` */
export function quarterInFrench(quarter: Quarter): string {
  return periodInFrench(quarterText(quarter));
}

/** A field as people read it: a day or a quarter in French, anything else unchanged. */
export function fieldInFrench(field: string): string {
  if (/^\d{4}-\d\d-\d\d$/.test(field)) return dayInFrench(field);
  return /^\d{4}-Q[1-4]$/.test(field) ? periodInFrench(field) : field;
}

/** `03/11/2026`, the day in France at an ISO 8601 instant. */
export function dayOfInstantInFrench(at: string): string {
  return frenchDay(dayOfInstant(at));
}

const instants = memoisedOnce(
  () => new Intl.DateTimeFormat('fr-FR', { dateStyle: 'short', timeStyle: 'short', timeZone: 'Europe/Paris' }),
);

const moments = memoisedOnce(
  () => new Intl.DateTimeFormat('fr-FR', { dateStyle: 'short', timeStyle: 'medium', timeZone: 'Europe/Paris' }),
);

/** `03/11/2026 10:12:07`, in France: with seconds, for auditors who compare instants. */
export function momentInFrench(at: string): string {
  return moments().format(new Date(at));
}

/** `03/11/2026 10:12`, in France, for an ISO 8601 instant. */
export function instantInFrench(at: string): string {
  return instants().format(new Date(at));
}
