/** Whether a name is a team's. */
import type { EventStore } from '#libs/event-store/event-store.ts';

/** `none`: no team is recorded yet. */
export type TeamCheck = 'recorded' | 'unknown' | 'none';

export async function teamCheck(log: EventStore, name: string): Promise<TeamCheck> {
  const [first] = await log.readStream(`team-${name}`, { limit: 1 });
  if (first !== undefined) return 'recorded';
  return (await log.count(['team'])) === 0 ? 'none' : 'unknown';
}

/** True also while no team is recorded: accounts and tokens may come before the facts. */
export async function isTeam(log: EventStore, name: string): Promise<boolean> {
  return (await teamCheck(log, name)) !== 'unknown';
}
