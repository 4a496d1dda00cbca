/** Close-outs, and whether a team is closed. */
import { closings, type ClosingCommand } from '#libs/closing/decide.ts';
import type { ClosingEvent } from '#libs/closing/events.ts';
import { refused } from '#libs/closing/refusals.ts';
import { type Closings, closedOf } from '#libs/closing/state.ts';
import type { Author } from '#libs/commands/author.ts';
import { type CommandResult, repositoryFor } from '#libs/commands/repository.ts';
import type { EventStore, StreamAt } from '#libs/event-store/event-store.ts';
import { dayText } from '#libs/kernel/day.ts';

const STREAM = 'closings';

const repository = repositoryFor<Closings, ClosingCommand, ClosingEvent>({
  streamOf: (stream) => stream,
  aggregateOf: () => closings,
});

export async function closingsOf(log: EventStore): Promise<Closings> {
  return (await repository(log).load(STREAM)).state;
}

/**
 * The stream that a decision on a statement rests on: the decision is refused once the team is closed, even if that is confirmed at the
 * same moment.
 */
export async function closingsAt(log: EventStore): Promise<StreamAt> {
  return { stream: STREAM, revision: (await repository(log).load(STREAM)).revision };
}

interface TeamToDecide {
  readonly team: string;
  /** Undefined if the team has no calculation. */
  readonly scheme: string | undefined;
}

/** The request of the person, if the command also holds computed data; and the streams that the data come from. */
interface Asked {
  readonly asked: object;
  readonly restsOn?: readonly StreamAt[];
}

export async function decideOnClosings(
  log: EventStore,
  command: ClosingCommand,
  author: Author,
  of: Asked,
): Promise<CommandResult | undefined> {
  return (await repository(log).handle(STREAM, { command, ...author, ...of })).made;
}

/** Throws TEAM_IS_CLOSED. */
export function refuseClosed(closings: Closings, { team, scheme }: TeamToDecide): void {
  const closed = closedOf(closings, team, scheme);
  if (closed !== undefined) throw refused('TEAM_IS_CLOSED', { team, on: dayText(closed.closeOut.lastDay) });
}
