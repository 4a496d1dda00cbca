/** How a test erases a patient where it does not matter when. */
import { COMMIT } from '#test/support/commit.ts';

export const FORGETTING = { commit: COMMIT, now: () => COMMIT.recordedAt };
export const NOW_MS_OF_TEST = (): number => Date.parse(COMMIT.recordedAt);
