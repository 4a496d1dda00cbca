/** For commands on stores without a read store: a log that lost nothing. */
import type { Continuity } from '#libs/continuity/continuity.ts';

export const NOTHING_LOST: Pick<Continuity, 'requireWhole' | 'fileSent'> = {
  requireWhole: async () => undefined,
  fileSent: async () => undefined,
};
