/** Months as numbers, for counting and comparing, and their text. */
import { type Day, type Quarter, calendarDay, yearOfQuarter } from '#libs/kernel/day.ts';

/** Months as whole numbers, 12 × year + (0…11): three of them are a quarter. */
export type Month = number;

export function monthOf(day: Day): Month {
  const { year, month } = calendarDay(day);
  return year * 12 + month - 1;
}

export function lastMonthOf(quarter: Quarter): Month {
  return quarter * 3 + 2;
}

export function quarterOfMonth(month: Month): Quarter {
  return Math.floor(month / 3);
}

export function monthText(month: Month): string {
  return `${String(yearOfQuarter(quarterOfMonth(month))).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}`;
}
