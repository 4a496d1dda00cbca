/** The day it is, for reads that name none. */
import { type Day, dayFromText, dayInFrance } from '#libs/kernel/day.ts';

/** The day asked for as known, else today in France. */
export function knownDay(asked: string | undefined): Day {
  return asked === undefined ? dayInFrance(new Date()) : dayFromText(asked);
}
