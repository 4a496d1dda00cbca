/** The regulation over the log: the version in force, and a new one, which takes two people. */
import { handle } from '#libs/commands/command-stream.ts';
import { type CommandMeta, UnknownSubject } from '#libs/commands/person.ts';
import { publication } from '#libs/regulation/publication/publication.ts';
import type { Commit } from '#libs/event-store/event.ts';
import type { EventStore } from '#libs/event-store/event-store.ts';
import { type RegulationSource, loadRegulation } from '#libs/regulation/load.ts';
import {
  type PublishedRegulation,
  REGULATION_STREAM,
  latest,
  publishFirst,
  versions,
} from '#libs/regulation/publication/published.ts';
import { shippedRegulation } from '#libs/regulation/shipped.ts';

/** The last version published; a new log publishes the one shipped. Throws RegulationError where that has a fault. */
export async function regulationInForce(log: EventStore, commit: Commit): Promise<PublishedRegulation> {
  return (await latest(log)) ?? (await publishFirst(log, shippedRegulation(), commit));
}

/** A published version by its name. Throws UnknownSubject where it is not published. */
export async function publishedVersion(log: EventStore, version: string): Promise<PublishedRegulation> {
  const all = await versions(log);
  const found = all.findLast(({ regulation }) => regulation.version === version);
  if (found !== undefined) return found;
  const known = all.map(({ regulation }) => regulation.version).join(', ');
  throw new UnknownSubject(`la version ${version} n'est pas publiée ; ce sont ${known}`);
}

/** What is not given is as shipped. */
export function sourceWith({ parameters, grids }: Partial<RegulationSource>): RegulationSource {
  const shipped = shippedRegulation();
  return { parameters: parameters ?? shipped.parameters, grids: grids ?? shipped.grids };
}

/** Gives the name of the version proposed. Throws RegulationError, KeyReused, Conflict. */
export async function proposeVersion(
  log: EventStore,
  source: RegulationSource,
  meta: CommandMeta,
  commit: Commit,
): Promise<string> {
  await handle(log, REGULATION_STREAM, publication, { type: 'propose', by: meta.by, source }, meta, commit);
  return loadRegulation(source).version;
}

/** Throws DecisionRefused where it takes another person, RegulationError, KeyReused, Conflict. */
export async function publishVersion(log: EventStore, meta: CommandMeta, commit: Commit): Promise<void> {
  await handle(log, REGULATION_STREAM, publication, { type: 'confirm', by: meta.by }, meta, commit);
}
