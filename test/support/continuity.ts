/** Losses of the log, in tests. */
import { codeOf } from '#libs/commands/proposal.ts';
import type { Continuity } from '#libs/continuity/continuity.ts';
import { lossesOf } from '#libs/continuity/losses.ts';
import type { LossReport } from '#libs/continuity/state.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';

/** For commands on stores without a read store: a log that lost nothing. */
export const NOTHING_LOST: Pick<Continuity, 'requireWhole' | 'fileSent'> = {
  requireWhole: async () => undefined,
  fileSent: async () => undefined,
};

/** The report that waits for a second person, with the code that this person must give. */
export async function openReport(log: EventStore): Promise<LossReport & { readonly code: string }> {
  const losses = await lossesOf(log);
  if (losses.status !== 'REPORTED') throw new RangeError('no loss is reported');
  return { ...losses.report, code: codeOf(losses.report) };
}
