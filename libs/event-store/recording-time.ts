/**
 * The time at which an event counts as recorded: never before its predecessor. One rule for every adapter.
 *
 * A command takes its time when it begins. Concurrent commands may reach the log in another order, so a commit that began before its
 * predecessor was recorded gets the time of that predecessor. A clock that shows a time before the last event went back (or was wrong
 * before); then nothing is recorded until a person has looked at it.
 */
import { type Commit, requireText } from '#libs/event-store/event.ts';
import type { Refusal } from '#libs/kernel/domain-error.ts';
import { Failure } from '#libs/kernel/failure.ts';

/** The time of this machine as an ISO 8601 instant, UTC. */
export type Clock = () => string;

/** The clock of a log without new writes: a copy, or a test log whose commits come in order. */
export const noClock: Clock = () => {
  throw new RangeError('a log was opened without a clock, and a commit came before the last event');
};

/**
 * How far the clocks of machines that share one log may differ. Synchronised clocks (NTP) differ by milliseconds. Within this difference
 * the commit gets the time of its predecessor; beyond it the clock went back.
 */
export const CLOCKS_DIFFER_MS = 1_000;

/** The last event of a log. */
export interface LastRecorded {
  readonly position: number;
  readonly recordedAt: string;
}

/** `clock`: the time of the clock. `last`: the recording time of the last event, at `position`. */
export type ClockFailure = Refusal<
  'CLOCK_WENT_BACK',
  { readonly clock: string; readonly last: string; readonly position: number }
>;

/** The clock shows a time before the last event of the log. */
export class ClockWentBack extends Failure<ClockFailure> {}

/** The commit to record after `last`: at its own time, or at the time of its predecessor if it began before. */
export function recordedAfter(commit: Commit, last: string | undefined): Commit {
  return last !== undefined && isBefore(commit.recordedAt, last) ? { ...commit, recordedAt: last } : commit;
}

/** The same for a commit that is recorded now. Throws ClockWentBack, and RangeError for a commit that is no text. */
export function recordedNow(commit: Commit, last: LastRecorded | undefined, clock: Clock): Commit {
  requireText(commit);
  if (last === undefined || !isBefore(commit.recordedAt, last.recordedAt)) return commit;
  const now = clock();
  if (Date.parse(now) < Date.parse(last.recordedAt) - CLOCKS_DIFFER_MS)
    throw new ClockWentBack({
      code: 'CLOCK_WENT_BACK',
      data: { clock: now, last: last.recordedAt, position: last.position },
    });
  return recordedAfter(commit, last.recordedAt);
}

function isBefore(instant: string, other: string): boolean {
  return Date.parse(instant) < Date.parse(other);
}
