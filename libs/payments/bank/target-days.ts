/** The days on which the euro banks settle transfers: every day except weekends and the six closing days of TARGET. */
import { calendarDay, type Day, dayOf } from '#libs/kernel/day.ts';

/** Why no bank executes a transfer on a day. */
export type BankClosure = 'WEEKEND' | 'TARGET_HOLIDAY';

/** 1 January, 1 May, 25 and 26 December. Source: European Central Bank, long-term calendar for TARGET closing days, 14 December 2000. */
const FIXED_HOLIDAYS: ReadonlySet<string> = new Set(['1-1', '5-1', '12-25', '12-26']);

/** Undefined if the banks are open. */
export function bankClosure(day: Day): BankClosure | undefined {
  if (isWeekend(day)) return 'WEEKEND';
  return isHoliday(day) ? 'TARGET_HOLIDAY' : undefined;
}

/** The day itself if the banks are open, otherwise the next day on which they are. */
export function nextBankDay(from: Day): Day {
  let day = from;
  while (bankClosure(day) !== undefined) day++;
  return day;
}

/** 1 January 1970 was a Thursday. */
function isWeekend(day: Day): boolean {
  const weekday = (((day + 4) % 7) + 7) % 7;
  return weekday === 0 || weekday === 6;
}

/** The fixed days, Good Friday and Easter Monday. */
function isHoliday(day: Day): boolean {
  const { year, month, dayOfMonth } = calendarDay(day);
  if (FIXED_HOLIDAYS.has(`${month}-${dayOfMonth}`)) return true;
  const easter = easterSunday(year);
  return day === easter - 2 || day === easter + 1;
}

/** Easter Sunday of the Gregorian calendar. Source: the anonymous algorithm, Nature, 20 April 1876 (Meeus, Astronomical Algorithms). */
export function easterSunday(year: number): Day {
  const goldenYear = year % 19;
  const [century, yearOfCentury] = [Math.floor(year / 100), year % 100];
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * goldenYear + century - Math.floor(century / 4) - correction + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(yearOfCentury / 4) - epact - (yearOfCentury % 4)) % 7;
  const late = Math.floor((goldenYear + 11 * epact + 22 * weekday) / 451);
  const fromMarch = epact + weekday - 7 * late + 114;
  return dayOf(year, Math.floor(fromMarch / 31), (fromMarch % 31) + 1);
}
