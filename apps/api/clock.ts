/** The day it is: for what names none, and for what may name none that has not come. */
import { type Day, dayFromText, dayInFrance } from '#libs/kernel/day.ts';
import { knownOnFault } from '#libs/statements/known-on.ts';
import { Problem } from '#apps/api/http/problem.ts';

/** The day asked for as known, else today in France. */
export function knownDay(asked: string | undefined): Day {
  return asked === undefined ? dayInFrance(new Date()) : dayFromText(asked);
}

/** The day that a calculation is asked for as known on, `knownOn` of its body. Throws Problem where it has not come. */
export function calculatedDay(asked: string | undefined): Day {
  const day = knownDay(asked);
  const detail = knownOnFault(day, dayInFrance(new Date()));
  if (detail === undefined) return day;
  throw new Problem(400, 'invalid-shape', detail, { errors: [{ path: '/knownOn', code: 'RANGE', detail }] });
}
