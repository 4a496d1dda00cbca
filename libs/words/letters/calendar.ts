/** Days and periods as a letter writes them. */
import { type Day, calendarDay } from '#libs/kernel/day.ts';
import { frenchDay } from '#libs/kernel/french-days.ts';
import { firstDayOfPeriod, lastDayOfPeriod, periodFromText } from '#libs/kernel/period.ts';

const MONTHS = [
  'janvier',
  'février',
  'mars',
  'avril',
  'mai',
  'juin',
  'juillet',
  'août',
  'septembre',
  'octobre',
  'novembre',
  'décembre',
];

const NO_BREAK = '\u00a0';

/** `1er avril 2023`, on one line. */
export function longDay(day: Day): string {
  const { year, month, dayOfMonth } = calendarDay(day);
  return [dayInMonth(dayOfMonth, month), year].join(NO_BREAK);
}

/** `1er avril`, on one line; `month` from 1. */
export function dayInMonth(dayOfMonth: number, month: number): string {
  return [dayOfMonth === 1 ? '1er' : dayOfMonth, MONTHS[month - 1] ?? ''].join(NO_BREAK);
}

/** `31/12/2025` */
export function shortDay(day: Day): string {
  return frenchDay(day);
}

/** `2e trimestre 2023`, or `année 2023`. */
export function periodName(text: string): string {
  const period = periodFromText(text);
  if (period.kind === 'YEAR') return `année ${period.year}`;
  return `${ordinal((period.quarter % 4) + 1)} trimestre ${Math.floor(period.quarter / 4)}`;
}

/** `du 2e trimestre 2023`, or `de l’année 2023`. */
export function ofPeriod(text: string): string {
  return `${periodFromText(text).kind === 'YEAR' ? 'de l’' : 'du '}${periodName(text)}`;
}

/** `le 2e trimestre 2023`, or `l’année 2023`. */
export function thePeriod(text: string): string {
  return `${periodFromText(text).kind === 'YEAR' ? 'l’' : 'le '}${periodName(text)}`;
}

/** `du 1er avril 2023 au 30 juin 2023` */
export function daysOfPeriod(text: string): string {
  const period = periodFromText(text);
  return `du ${longDay(firstDayOfPeriod(period))} au ${longDay(lastDayOfPeriod(period))}`;
}

function ordinal(number: number): string {
  return number === 1 ? '1er' : `${number}e`;
}
