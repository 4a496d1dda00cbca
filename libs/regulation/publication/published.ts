/**
 * Versions of the regulation as events of the stream `regulation`, so that a calculation can name the version it used and be made
 * again with it. A version is proposed by one person and published by another; the one shipped is published with a new log.
 */
import { dayOfInstant, dayText } from '#libs/kernel/day.ts';
import type { Commit, RecordedEvent } from '#libs/event-store/event.ts';
import { eventId } from '#libs/event-store/event-id.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { type RegulationSource, loadRegulation } from '#libs/regulation/load.ts';
import { type Regulation, RegulationError } from '#libs/regulation/regulation.ts';

export const REGULATION_STREAM = 'regulation';
const SCHEMA_VERSION = 1;

export interface PublishedRegulation {
  readonly source: RegulationSource;
  readonly regulation: Regulation;
}

/**
 * Publishes the first version of a log, by itself; where one is published, nothing.
 * Throws RegulationError where it has a fault.
 */
export async function publishFirst(
  log: EventStore,
  source: RegulationSource,
  commit: Commit,
): Promise<PublishedRegulation> {
  const first = await latest(log);
  if (first !== undefined) return first;
  const regulation = loadRegulation(source);
  const data = JSON.stringify({ version: regulation.version, ...source });
  const day = dayText(dayOfInstant(commit.recordedAt));
  const event = {
    id: eventId('RegulationPublished', data),
    type: 'RegulationPublished',
    schemaVersion: SCHEMA_VERSION,
    effective: day,
    knownOn: day,
    data,
  };
  await log.append(REGULATION_STREAM, [event], 'any', commit);
  return { source, regulation };
}

/** Throws RegulationError where the version has a fault, or where another content was published under its name. */
export function checkPublishable(source: RegulationSource, published: readonly PublishedRegulation[]): Regulation {
  const regulation = loadRegulation(source);
  const same = published.find((other) => other.regulation.version === regulation.version);
  if (same !== undefined && same.regulation.fingerprint !== regulation.fingerprint)
    throw new RegulationError(
      `la version ${regulation.version} est déjà publiée avec un autre contenu ; donnez un autre nom à celle-ci (version)`,
    );
  if (published.at(-1)?.regulation.fingerprint === regulation.fingerprint)
    throw new RegulationError(`la version ${regulation.version} est déjà celle qui est en vigueur`);
  return regulation;
}

/** Every version, the oldest first. */
export async function versions(log: EventStore): Promise<readonly PublishedRegulation[]> {
  return publishedIn(await log.readStream(REGULATION_STREAM));
}

/** The version in force: the last one published; undefined where none was. */
export async function latest(log: EventStore): Promise<PublishedRegulation | undefined> {
  const events = await log.readStream(REGULATION_STREAM, { backwards: true });
  const last = events.find(({ type }) => type === 'RegulationPublished');
  return last === undefined ? undefined : publishedOf(last.data);
}

export function publishedIn(events: readonly RecordedEvent[]): readonly PublishedRegulation[] {
  return events.filter(({ type }) => type === 'RegulationPublished').map(({ data }) => publishedOf(data));
}

function publishedOf(data: string): PublishedRegulation {
  const { parameters, grids } = JSON.parse(data) as RegulationSource;
  const source = { parameters, grids };
  return { source, regulation: loadRegulation(source) };
}
