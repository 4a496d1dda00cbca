/** Says of a statement that its period was not over on the day known: an IPEP year in December has no spending yet, and comes to nothing. */
import { dayFromText, dayText } from '#libs/kernel/day.ts';
import { dayInFrench } from '#libs/kernel/french-days.ts';
import { lastDayOfPeriod, periodFromText } from '#libs/kernel/period.ts';

/** `knownOn`: YYYY-MM-DD. Undefined if the period was over. */
export function unfinishedText(period: string, knownOn: string): string | undefined {
  const last = lastDayOfPeriod(periodFromText(period));
  return dayFromText(knownOn) < last
    ? `La période finit le ${dayInFrench(dayText(last))}, après le jour connu : ce qui vient jusque-là et ce qui s’en saura n’y sont pas.`
    : undefined;
}
