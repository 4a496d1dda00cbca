/** Settings to erase a patient in a test that does not depend on time. */
import { COMMIT } from '#test/support/commit.ts';

export const FORGETTING = { commit: COMMIT, now: () => COMMIT.recordedAt };
export const NOW_MS_OF_TEST = (): number => Date.parse(COMMIT.recordedAt);
