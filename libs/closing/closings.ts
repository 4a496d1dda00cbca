/** Close-outs, and whether a team is closed. */
import { CLOSINGS_AGGREGATE, type ClosingCommand } from '#libs/closing/decide.ts';
import type { ClosingEvent } from '#libs/closing/events.ts';
import { refused } from '#libs/closing/refusals.ts';
import { type Closings, closedOf } from '#libs/closing/state.ts';
import type { Author } from '#libs/commands/author.ts';
import { type Made, repositoryFor } from '#libs/commands/repository.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { dayText } from '#libs/kernel/day.ts';

const STREAM = 'closings';

const repository = repositoryFor<Closings, ClosingCommand, ClosingEvent>({
  streamOf: (stream) => stream,
  aggregateOf: () => CLOSINGS_AGGREGATE,
});

export async function closingsOf(log: EventStore): Promise<Closings> {
  return (await repository(log).load(STREAM)).state;
}

/** `asked`: what the person asks, where the command also holds what was worked out. */
export async function onClosings(
  log: EventStore,
  command: ClosingCommand,
  author: Author,
  asked: object,
): Promise<Made | undefined> {
  return (await repository(log).handle(STREAM, { command, ...author, asked })).made;
}

/** Throws TEAM_IS_CLOSED. */
export function refuseClosed(closings: Closings, team: string): void {
  const closed = closedOf(closings, team);
  if (closed !== undefined) throw refused('TEAM_IS_CLOSED', { team, on: dayText(closed.closeOut.lastDay) });
}
