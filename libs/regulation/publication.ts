/**
 * Versions of the regulation as events of the stream `regulation`, so that a calculation can name the version it used and be made
 * again with it.
 */
import type { Commit } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { eventId } from '#libs/event-store/event-id.ts';
import { type RegulationSource, loadRegulation } from '#libs/regulation/load.ts';
import { type Regulation, RegulationError } from '#libs/regulation/regulation.ts';

const STREAM = 'regulation';
const SCHEMA_VERSION = 1;

export interface PublishedRegulation {
  readonly source: RegulationSource;
  readonly regulation: Regulation;
}

/**
 * Checks a version and publishes it; the one already in force is not published again.
 * Throws RegulationError where it has a fault, or where another content was published under its name.
 */
export async function publish(log: EventStore, source: RegulationSource, commit: Commit): Promise<PublishedRegulation> {
  const regulation = loadRegulation(source);
  const published = await versions(log);
  const same = published.find((other) => other.regulation.version === regulation.version);
  if (same !== undefined && same.regulation.fingerprint !== regulation.fingerprint)
    throw new RegulationError(
      `la version ${regulation.version} est déjà publiée avec un autre contenu ; donnez un autre nom à celle-ci (version)`,
    );
  if (published.at(-1)?.regulation.fingerprint !== regulation.fingerprint) {
    const data = JSON.stringify({ version: regulation.version, ...source });
    const day = commit.recordedAt.slice(0, 10);
    const event = {
      id: eventId('RegulationPublished', `${published.length}\n${data}`),
      type: 'RegulationPublished',
      schemaVersion: SCHEMA_VERSION,
      effective: day,
      knownOn: day,
      data,
    };
    await log.append(STREAM, [event], published.length === 0 ? 'none' : published.length - 1, commit);
  }
  return { source, regulation };
}

/** Every version, the oldest first. */
export async function versions(log: EventStore): Promise<readonly PublishedRegulation[]> {
  return (await log.readStream(STREAM)).map(({ data }) => published(data));
}

/** The version in force: the last one published; undefined where none was. */
export async function latest(log: EventStore): Promise<PublishedRegulation | undefined> {
  const [last] = await log.readStream(STREAM, { backwards: true, limit: 1 });
  return last === undefined ? undefined : published(last.data);
}

function published(data: string): PublishedRegulation {
  const { parameters, grids } = JSON.parse(data) as RegulationSource;
  const source = { parameters, grids };
  return { source, regulation: loadRegulation(source) };
}
