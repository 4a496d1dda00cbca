import type { Commit } from '#libs/event-store/event.ts';

/** For records of a test that does not depend on time and author. */
export const COMMIT: Commit = {
  recordedAt: '2026-11-01T08:00:00.000Z',
  actor: 'test',
  correlation: 'test',
  causation: 'test',
};
