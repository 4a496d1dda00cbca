/** The version of the regulation that a replay calculates with. */
import type { EventStore } from '#libs/event-store/event-store.ts';
import type { Commit } from '#libs/event-store/event.ts';
import { loadRegulation } from '#libs/regulation/load.ts';
import { withOverrides } from '#libs/regulation/overrides.ts';
import type { RegulationInForce } from '#libs/regulation/publication/in-force.ts';
import { publishedVersion } from '#libs/regulation/publication/published.ts';
import type { RegulationSource } from '#libs/regulation/source.ts';
import type { JsonObject } from '#libs/regulation/values.ts';

export interface ReplayedVersion {
  /** A published version; default: the one in force. */
  readonly regulation?: string;
  /** By name, a value at every date in every scheme that has the parameter. */
  readonly parameters?: JsonObject;
}

/** Throws VERSION_UNKNOWN, FAULTY_REGULATION, and the errors of `withOverrides`. */
export async function replayedSource(
  log: EventStore,
  inForce: RegulationInForce,
  { regulation: version, parameters }: ReplayedVersion,
  commit?: Commit,
): Promise<RegulationSource> {
  const { source } = version === undefined ? await inForce.current(commit) : await publishedVersion(log, version);
  if (parameters === undefined || Object.keys(parameters).length === 0) return source;
  const changed = withOverrides(source, { parameters });
  loadRegulation(changed);
  return changed;
}
