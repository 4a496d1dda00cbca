/** Whether a name is a team's. */
import type { EventStore } from '#libs/event-store/event-store.ts';

/** Also where no team is recorded yet: accounts and tokens may come before the facts. */
export async function isTeam(log: EventStore, name: string): Promise<boolean> {
  const [first] = await log.readStream(`team-${name}`, { limit: 1 });
  return first !== undefined || (await log.count(['team'])) === 0;
}
