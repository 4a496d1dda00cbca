/** What a day of knowledge must be: one calculates with what is known, and nobody knows yet what will be. */
import { type Day, dayText } from '#libs/kernel/day.ts';

/** In French, what is wrong with the day for a calculation made today; nothing where it has come. */
export function knownOnFault(knownOn: Day, today: Day): string | undefined {
  if (knownOn <= today) return undefined;
  return `le ${dayText(knownOn)} n'est pas encore venu, et ce qui sera connu ce jour-là non plus ; donnez le ${dayText(today)} (aujourd'hui) ou un jour d'avant`;
}
