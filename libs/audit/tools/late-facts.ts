/** Facts known long after their effective day: late facts may change earlier decisions. */
import { type Day, parseDay } from '#libs/kernel/day.ts';
import { lastDayOfPeriod, parsePeriod } from '#libs/kernel/period.ts';
import type { RecordedEvent } from '#libs/event-store/event.ts';

export interface LateFact {
  readonly position: number;
  readonly stream: string;
  readonly type: string;
  /** Day, quarter or year. */
  readonly effective: string;
  /** YYYY-MM-DD */
  readonly knownOn: string;
  /** From the effective day, or the last day of its quarter or year, to the day it was known. */
  readonly days: number;
}

export const FACT_CATEGORIES = ['patient', 'team', 'national'];
export const LATE_FIELDS = ['position', 'stream', 'type', 'effective', 'knownOn'] as const;

/** Undefined for a fact known within that many days, or without an effective date. */
export function lateFact(
  { position, stream, type, effective, knownOn }: Pick<RecordedEvent, (typeof LATE_FIELDS)[number]>,
  daysMin: number,
): LateFact | undefined {
  const [held, known] = [dayHeld(effective), parseDay(knownOn)];
  if (held === undefined || known === undefined || known - held < daysMin) return undefined;
  return { position, stream, type, effective, knownOn, days: known - held };
}

function dayHeld(effective: string): Day | undefined {
  const period = parsePeriod(effective);
  return period === undefined ? parseDay(effective) : lastDayOfPeriod(period);
}
