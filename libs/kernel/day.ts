/**
 * Days in France and quarters, as integers: a day is the number of days since 1 January 1970, a quarter is 4 × year + (0…3). There is no
 * time of day in the facts, so no time zone either; `dayInFrance` and `dayOfInstant` are the only way from an instant to a day.
 * We use no package: a calculation compares and adds days millions of times, as numbers, and Node 24 has no Temporal.
 */
import { digitOf, isDigit } from '#libs/kernel/digits.ts';
import { memoised, memoisedIn, memoisedLast, memoisedOnce } from '#libs/kernel/memo.ts';

export type Day = number;
export type Quarter = number;

const DAY_LENGTH = 10;
const HYPHEN = 0x2d;
const QUARTER_TEXT = /^(\d{4})-Q([1-4])$/;
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

interface CalendarDay {
  readonly year: number;
  /** 1 to 12 */
  readonly month: number;
  /** 1 to 31 */
  readonly dayOfMonth: number;
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

/** Days from 1 January 1970, proleptic Gregorian calendar; the caller has checked that the day exists. */
export function dayOf(year: number, month: number, dayOfMonth: number): Day {
  // Years counted from March put the leap day last, so that whole 400-year eras have a fixed length.
  const marchYear = month > 2 ? year : year - 1;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The same days are requested millions of times; this many of them are 270 years. */
const MAX_REMEMBERED = 100_000;

export const calendarDay = memoised(workOutCalendarDay, MAX_REMEMBERED);

function workOutCalendarDay(day: Day): CalendarDay {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthFromMarch = Math.floor((5 * dayOfYear + 2) / 153);
  const month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: dayOfYear - Math.floor((153 * monthFromMarch + 2) / 5) + 1,
  };
}

/** The day written `YYYY-MM-DD`; undefined if the text is no such day or the day does not exist. */
export function parseDay(text: string): Day | undefined {
  // Not by a regular expression, because this runs for every day of millions of rows.
  if (text.length !== DAY_LENGTH || text.charCodeAt(4) !== HYPHEN || text.charCodeAt(7) !== HYPHEN) return undefined;
  const year = digitsIn(text, 0, 4);
  const month = digitsIn(text, 5, 7);
  const dayOfMonth = digitsIn(text, 8, DAY_LENGTH);
  if (year < 0 || month < 1 || month > 12 || dayOfMonth < 1 || dayOfMonth > daysInMonth(year, month)) return undefined;
  return dayOf(year, month, dayOfMonth);
}

/** The number at these places of a text; -1 if one of them is no digit. */
function digitsIn(text: string, from: number, to: number): number {
  let number = 0;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (!isDigit(code)) return -1;
    number = 10 * number + digitOf(code);
  }
  return number;
}

/** Like `parseDay`, for a text that was checked before: throws if it is no day. */
export function dayFromText(text: string): Day {
  const day = parseDay(text);
  if (day === undefined) throw new RangeError(`"${text}" is not a day; it would be written YYYY-MM-DD`);
  return day;
}

export function dayText(day: Day): string {
  const { year, month, dayOfMonth } = calendarDay(day);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`;
}

/** Null for null or Infinity, which mean no day. */
export function optionalDayText(day: Day | null): string | null {
  return day === null || day === Infinity ? null : dayText(day);
}

export function daysInMonth(year: number, month: number): number {
  return month === 2 && isLeapYear(year) ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0);
}

export function yearOf(day: Day): number {
  return calendarDay(day).year;
}

/** 1800 to 2199. */
const DAYS = { from: dayOf(1800, 1, 1), before: dayOf(2200, 1, 1) };
const QUARTERS = { from: quarter(1800, 1), before: quarter(2200, 1) };

export const quarterOf = memoisedIn(DAYS, (day): Quarter => {
  const { year, month } = calendarDay(day);
  return year * 4 + Math.floor((month - 1) / 3);
});

export function quarter(year: number, number: 1 | 2 | 3 | 4): Quarter {
  return year * 4 + number - 1;
}

export function yearOfQuarter(of: Quarter): number {
  return Math.floor(of / 4);
}

export const firstDayOf = memoisedIn(QUARTERS, (of): Day => dayOf(yearOfQuarter(of), (of % 4) * 3 + 1, 1));

export function lastDayOf(of: Quarter): Day {
  return firstDayOf(of + 1) - 1;
}

export function daysOf(of: Quarter): number {
  return firstDayOf(of + 1) - firstDayOf(of);
}

/** The quarter written `2021-Q1`; undefined for any other text. */
export function parseQuarter(text: string): Quarter | undefined {
  const match = QUARTER_TEXT.exec(text);
  return match === null ? undefined : Number(match[1]) * 4 + Number(match[2]) - 1;
}

/** Like `parseQuarter`, for a text that was checked before: throws if it is no quarter. */
export function quarterFromText(text: string): Quarter {
  const parsed = parseQuarter(text);
  if (parsed === undefined) throw new RangeError(`"${text}" is not a quarter; it would be written 2021-Q1`);
  return parsed;
}

export function quarterText(of: Quarter): string {
  return `${String(yearOfQuarter(of)).padStart(4, '0')}-Q${(of % 4) + 1}`;
}

/**
 * The n-th birthday: for a birth on 29 February, it falls on 1 March of common years.
 * Source: rules, "Who belongs to whom", Age.
 */
export function birthday(birth: Day, n: number): Day {
  const { year, month, dayOfMonth } = calendarDay(birth);
  return month === 2 && dayOfMonth === 29 && !isLeapYear(year + n)
    ? dayOf(year + n, 3, 1)
    : dayOf(year + n, month, dayOfMonth);
}

/** Greater than the number of any day of a year. */
const YEAR = 512;

/** Year, month and day of the month in one number, which orders like the days. */
const yearMonthDay = memoisedIn(DAYS, (day): number => {
  const { year, month, dayOfMonth } = calendarDay(day);
  return year * YEAR + month * 32 + dayOfMonth;
});

/** Age in completed years, 0 before birth. */
export function ageOn(birth: Day, on: Day): number {
  const [born, now] = [yearMonthDay(birth), yearMonthDay(on)];
  const years = Math.floor(now / YEAR) - Math.floor(born / YEAR);
  // A person born on 29 February is a year older on 1 March of common years, as the comparison of month and day gives.
  return Math.max(0, now % YEAR >= born % YEAR ? years : years - 1);
}

const SECOND_MS = 1000;
const HOUR_MS = 3600 * SECOND_MS;
/** Made when it is first needed: it takes as long as a tenth of a command. */
const inFrance = memoisedOnce(() => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Paris' }));

/** A service asks thousands of times a second, and writing an instant in a time zone takes 12 µs. */
const dayOfSecond = memoisedLast((second: number): Day => dayFromText(inFrance().format(second * SECOND_MS)));

/** The day in France at an instant: the rules mean this day by "today". Throws RangeError for a date that is none. */
export function dayInFrance(instant: Date): Day {
  return dayOfSecond(Math.floor(instant.getTime() / SECOND_MS));
}

/** The same for an ISO 8601 instant. Throws RangeError for any other text. */
export function dayOfInstant(instant: string): Day {
  return dayInFrance(new Date(instant));
}

const DAY_MS = 24 * HOUR_MS;
const hourInFrance = memoisedOnce(
  () => new Intl.DateTimeFormat('sv-SE', { hour: '2-digit', timeZone: 'Europe/Paris' }),
);

/**
 * The first instant of a day in France, ISO 8601. Clocks change at 1:00 UTC, so the offset of France at midnight UTC is that of the day's
 * beginning.
 */
export function startInFrance(day: Day): string {
  const midnight = day * DAY_MS;
  return new Date(midnight - Number(hourInFrance().format(midnight)) * HOUR_MS).toISOString();
}
