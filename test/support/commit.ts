import type { Commit } from '#libs/event-store/event.ts';

/** Of what a test records where it does not matter when, and by whom. */
export const COMMIT: Commit = {
  recordedAt: '2026-11-01T08:00:00.000Z',
  actor: 'test',
  correlation: 'test',
  causation: 'test',
};
