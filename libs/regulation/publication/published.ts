/**
 * The published versions over the log. A new log publishes the version shipped, by itself; each later one takes two people.
 */
import { dayOfInstant, dayText } from '#libs/kernel/day.ts';
import { repositoryFor } from '#libs/commands/repository.ts';
import type { Commit, NewEvent } from '#libs/event-store/event.ts';
import { writtenEvent } from '#libs/event-store/written-event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { loadRegulation } from '#libs/regulation/load.ts';
import type { RegulationSource } from '#libs/regulation/source.ts';
import { type PublicationCommand, publication } from '#libs/regulation/publication/decide.ts';
import { REGULATION_EVENTS, type RegulationEvent } from '#libs/regulation/publication/events.ts';
import { unknown } from '#libs/regulation/publication/refusals.ts';
import {
  type PublicationState,
  type PublishedRegulation,
  type VersionProposal,
  loaded,
} from '#libs/regulation/publication/state.ts';

export const REGULATION_STREAM = 'regulation';

/** There is one publication: its id is the name of its stream. */
export const publications = repositoryFor<PublicationState, PublicationCommand, RegulationEvent>({
  streamOf: (stream) => stream,
  aggregateOf: () => publication,
});

/** Publishes the first version of a log without a person; does nothing if there is one. Throws FAULTY_REGULATION if it has a fault. */
export async function publishFirst(
  log: EventStore,
  source: RegulationSource,
  commit: Commit,
): Promise<PublishedRegulation> {
  const first = await latest(log);
  if (first !== undefined) return first;
  const regulation = loadRegulation(source);
  await log.append(REGULATION_STREAM, [firstEvent(regulation.version, source, commit)], 'any', commit);
  return { source, regulation };
}

/** Its id depends only on its content, so that two programs that begin one log record it once. */
function firstEvent(version: string, source: RegulationSource, { recordedAt }: Commit): NewEvent {
  const day = dayText(dayOfInstant(recordedAt));
  const event: RegulationEvent = { type: 'RegulationPublished', effective: day, data: { version, ...source } };
  return writtenEvent(REGULATION_EVENTS, event, day);
}

/** Every version, the oldest first. */
export async function versions(log: EventStore): Promise<readonly PublishedRegulation[]> {
  return (await publications(log).load(REGULATION_STREAM)).state.published;
}

/** The version in force, which is the last published one; undefined if there is none. */
export async function latest(log: EventStore): Promise<PublishedRegulation | undefined> {
  return (await versions(log)).at(-1);
}

/** The version that waits for publication; undefined if none does. */
export async function proposedVersion(log: EventStore): Promise<VersionProposal | undefined> {
  const { state } = await publications(log).load(REGULATION_STREAM);
  return state.status === 'PROPOSED' ? state.proposal : undefined;
}

/** A published version by its name. Throws VERSION_UNKNOWN. */
export async function publishedVersion(log: EventStore, version: string): Promise<PublishedRegulation> {
  const all = await versions(log);
  const found = all.findLast(({ regulation }) => regulation.version === version);
  if (found !== undefined) return found;
  throw unknown('VERSION_UNKNOWN', { version, published: all.map(({ regulation }) => regulation.version) });
}

/** The version that an event published; undefined for an event that published none. */
export function publishedBy(event: Parameters<typeof REGULATION_EVENTS.read>[0]): PublishedRegulation | undefined {
  const read = REGULATION_EVENTS.read(event);
  return read.type === 'RegulationPublished' ? loaded(read.data) : undefined;
}
