/** Detects fields that a spreadsheet program has changed because it takes them for numbers or shows too few digits. */
import { dayText } from '#libs/kernel/day.ts';

/** Days of about 1927 to 2064. */
const DAY_NUMBER = /^[1-5]\d{4}$/;
/** Counted from 1900, with the leap day that that year did not have, as Excel on Windows counts. */
const NUMBER_OF_1970 = 25_569;

/** A number that lost its last digits: 1,2E+05. */
export function isRounded(field: string): boolean {
  // Asked of millions of fields; hardly any is rounded.
  return field.includes('E+') && /^-?\d(?:[.,]\d+)?E\+\d{2,3}$/.test(field);
}

/** A day as the number of days since 1900. */
export function isDayNumber(field: string): boolean {
  return DAY_NUMBER.test(field);
}

/** YYYY-MM-DD */
export function dayOfNumber(field: string): string {
  return dayText(Number(field) - NUMBER_OF_1970);
}

/** A day with a year of two digits: 28/02/21. */
export function isShortDay(field: string): boolean {
  return /^\d{1,2}\/\d{1,2}\/\d{2}$/.test(field);
}
