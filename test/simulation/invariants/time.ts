/** Time goes forwards in the log. */
import type { Invariant } from '#test/simulation/invariants/invariant.ts';

export const timesGoForwards: Invariant = {
  name: 'no event is recorded before its predecessor, nor before its command was given',
  broken: ({ books: { times } }) =>
    times.flatMap(({ position, recordedAt, at }, i) => {
      const before = times[i - 1];
      if (before !== undefined && recordedAt < before.recordedAt)
        return [`event ${position} is recorded at ${recordedAt}, before event ${before.position}`];
      return at !== undefined && at > recordedAt ? [`event ${position} is recorded before its command was given`] : [];
    }),
};
