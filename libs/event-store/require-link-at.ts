/** The link of a position that a log has reached: it marks the events read up to there. */
import type { EventStore } from '#libs/event-store/event-store.ts';
import { StoreDamaged } from '#libs/kernel/store-unavailable.ts';

/** Empty at 0. Throws StoreDamaged beyond the end of the log: it had this position when it was read. */
export async function requireLinkAt(position: number, log: Pick<EventStore, 'linkAt'>): Promise<string> {
  if (position === 0) return '';
  const link = await log.linkAt(position);
  if (link !== undefined) return link;
  const reason = `the log ends before position ${position}, up to which it was read`;
  throw new StoreDamaged({ code: 'STORE_DAMAGED', data: { reason } });
}
