/** The link of a position that a log has reached: it marks the events read up to there. */
import type { EventStore } from '#libs/event-store/event-store.ts';

/** Empty at 0. Throws Error beyond the end of the log. */
export async function requireLinkAt(position: number, log: Pick<EventStore, 'linkAt'>): Promise<string> {
  if (position === 0) return '';
  const link = await log.linkAt(position);
  if (link === undefined) throw new Error(`the log ends before position ${position}, up to which it was read`);
  return link;
}
