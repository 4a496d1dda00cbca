/** The losses of a log, all in one stream. */
import { repositoryFor } from '#libs/commands/repository.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { type LossCommand, losses } from '#libs/continuity/decide.ts';
import type { LossEvent } from '#libs/continuity/events.ts';
import type { Losses } from '#libs/continuity/state.ts';

export const LOSSES_STREAM = 'losses';

export const lossesIn = repositoryFor<Losses, LossCommand, LossEvent>({
  streamOf: () => LOSSES_STREAM,
  aggregateOf: () => losses,
});

export async function lossesOf(log: EventStore): Promise<Losses> {
  return (await lossesIn(log).load(LOSSES_STREAM)).state;
}
