/** The clock of this machine; and the day for reads that name none. */
import type { Clock } from '#libs/event-store/recording-time.ts';
import { type Day, dayFromText, dayInFrance } from '#libs/kernel/day.ts';

export const now: Clock = () => new Date().toISOString();

/** The requested day of knowledge, otherwise today in France. */
export function knownDay(asked: string | undefined): Day {
  return asked === undefined ? dayInFrance(new Date()) : dayFromText(asked);
}
