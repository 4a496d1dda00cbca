/** The health of a projection follows from what it processed, what is stored, and what it set aside. */
import { expect, test } from '@jest/globals';
import { healthOf } from '#libs/read-store/health.ts';
import type { ProjectionStatus } from '#libs/read-store/read-store.ts';
import { healthText } from '#libs/words/health.ts';

const UP_TO_DATE: ProjectionStatus = {
  name: 'words',
  version: 1,
  position: 9,
  end: 9,
  stored: 5,
  processed: 5,
  poison: 0,
  bytes: 4096,
};

test.each([
  ['up to date with all that is stored processed', {}, 'UP_TO_DATE', 'à jour'],
  ['up to date also where the log ends in events of others', { end: 12 }, 'UP_TO_DATE', 'à jour'],
  ['never built at version 0', { version: 0, position: 0, processed: 0 }, 'NEVER_BUILT', 'jamais construite'],
  ['behind before the end of the log', { position: 4, processed: 2 }, 'BEHIND', '3 en attente'],
  ['unsound at the end with less than what is stored', { processed: 4 }, 'UNSOUND', 'à reconstruire'],
  ['unsound with more than what is stored', { position: 4, processed: 6 }, 'UNSOUND', 'à reconstruire'],
  ['unsound with an event set aside', { poison: 1 }, 'UNSOUND', 'à reconstruire'],
] as const)('a projection is %s', (_, difference, health, text) => {
  const status = { ...UP_TO_DATE, ...difference };
  expect([healthOf(status), healthText(status)]).toStrictEqual([health, text]);
});
