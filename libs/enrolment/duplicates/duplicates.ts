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

/** Who is one person now. */
export interface PersonsNow {
  readonly isOne: (one: string, other: string) => boolean;
  /** The ids of a person by one of them, the naming one first. */
  readonly idsOf: (patient: string) => readonly string[];
}

export async function personsIn(log: EventStore): Promise<PersonsNow> {
  const state = await duplicatesOf(log);
  const nameOf = (patient: string): string => nameOfPerson(state, patient);
  const merged = Map.groupBy(state.merges.keys(), nameOf);
  return {
    isOne: (one, other) => nameOf(one) === nameOf(other),
    idsOf: (patient) => [nameOf(patient), ...(merged.get(nameOf(patient)) ?? [])],
  };
}
