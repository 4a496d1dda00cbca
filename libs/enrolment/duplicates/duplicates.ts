/** The duplicates of people over the log. */
import { repositoryFor } from '#libs/commands/repository.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { type DuplicatesCommand, duplicates } from '#libs/enrolment/duplicates/decide.ts';
import type { DuplicatesEvent } from '#libs/enrolment/duplicates/events.ts';
import { type DuplicatesState, nameOfPerson } from '#libs/enrolment/duplicates/state.ts';
import { DUPLICATES_STREAM } from '#libs/enrolment/duplicates/stream.ts';

/** There is only one: its id is the name of its stream. */
export const duplicatesIn = repositoryFor<DuplicatesState, DuplicatesCommand, DuplicatesEvent>({
  streamOf: (stream) => stream,
  aggregateOf: () => duplicates,
  ofPeople: true,
});

export async function duplicatesOf(log: EventStore): Promise<DuplicatesState> {
  return (await duplicatesIn(log).load(DUPLICATES_STREAM)).state;
}

/** Whether two ids are one person's now. */
export async function onePersonIn(log: EventStore): Promise<(one: string, other: string) => boolean> {
  const state = await duplicatesOf(log);
  return (one, other) => nameOfPerson(state, one) === nameOfPerson(state, other);
}
